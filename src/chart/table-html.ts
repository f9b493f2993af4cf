/** A table as HTML that reads without any style sheet; everything that comes from outside is escaped. */
import type { NextStep } from './next-step.js';
import type { Column, Table } from './table.js';

export function tableHtml(table: Table): string {
  const body = [...(table.rows.length === 0 ? [] : [grid(table)]), ...table.notes.map(paragraph)];
  const { folded, title, next } = table;
  return [
    ...(table.isFolded ? [foldedHtml(title ?? 'More', body)] : [...titleHtml(title), ...body]),
    ...(folded === undefined ? [] : [foldedHtml(folded.summary, folded.notes.map(paragraph))]),
    ...(next === null ? [] : [nextHtml(next)])
  ].join('\n');
}

function titleHtml(title: string | null): readonly string[] {
  return title === null ? [] : [`<p><strong>${escaped(title)}</strong></p>`];
}

function paragraph(text: string): string {
  return `<p>${escaped(text)}</p>`;
}

function foldedHtml(summary: string, parts: readonly string[]): string {
  return ['<details>', `<summary>${escaped(summary)}</summary>`, ...parts, '</details>'].join('\n');
}

/** The next step, its cell ready to be copied. */
export function nextHtml({ why, cell }: NextStep): string {
  return `<p>Next. ${escaped(why)}</p>\n<pre>${escaped(cell)}</pre>`;
}

function grid({ columns, rows }: Table): string {
  const shown = columns.filter(({ code }) => !code);
  const heads = shown.map(column => `<th scope="col"${aligned(column)}>${escaped(column.head)}</th>`).join('');
  const isHeaded = shown.some(({ head }) => head !== '');
  const body = rows.flatMap(row => {
    const cells = columns.map((column, i) => ({ column, text: row[i] ?? '' }));
    return [
      `<tr>${cells.flatMap(({ column, text }) => (column.code ? [] : [cell(column, text)])).join('')}</tr>`,
      ...cells.flatMap(({ column, text }) => (column.code ? [codeRow(column, text, shown.length)] : []))
    ];
  });
  return [
    '<table>',
    ...(isHeaded ? [`<thead><tr>${heads}</tr></thead>`] : []),
    '<tbody>',
    ...body,
    '</tbody>',
    '</table>'
  ].join('\n');
}

function cell(column: Column, text: string): string {
  return `<td${aligned(column)}>${escaped(text)}</td>`;
}

/** Across the table, and folded: what is to be copied is long. */
function codeRow(column: Column, text: string, across: number): string {
  const folded = `<details>\n<summary>${escaped(column.head)}</summary>\n<pre>${escaped(text)}</pre>\n</details>`;
  return `<tr><td colspan="${across}"${aligned(column)}>${folded}</td></tr>`;
}

/** JupyterLab sets cells to the right unless they say otherwise. */
function aligned({ align = 'left' }: Column): string {
  return ` style="text-align: ${align}"`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;'
};

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, letter => entities[letter] ?? letter);
}
