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
  const heads = columns.map(column => `<th scope="col"${aligned(column)}>${escaped(column.head)}</th>`).join('');
  const isHeaded = columns.some(({ head }) => head !== '');
  const body = rows.map(row => {
    const cells = columns.map((column, i) => `<td${aligned(column)}>${content(column, row[i] ?? '')}</td>`);
    return `<tr>${cells.join('')}</tr>`;
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

function content({ code }: Column, text: string): string {
  return code ? `<pre>${escaped(text)}</pre>` : escaped(text);
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
