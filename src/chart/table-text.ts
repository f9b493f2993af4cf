/** A table for the terminal: columns aligned, long cells broken, at most about 120 letters wide. */
import type { NextStep } from './next-step.js';
import type { Table } from './table.js';
import { plain } from './writing.js';

const columnMax = 32;
const between = '  ';

export function tableText(table: Table): string {
  const notes = [...table.notes, ...(table.folded === undefined ? [] : [table.folded.summary])];
  const parts = [
    ...(table.title === null ? [] : [table.title]),
    ...(table.rows.length === 0 ? [] : [grid(table).join('\n')]),
    ...(notes.length === 0 ? [] : [notes.join('\n')]),
    ...(table.next === null ? [] : [nextText(table.next)])
  ];
  return plain(parts.join('\n\n'));
}

/** The next step, its cell indented. */
export function nextText({ why, cell }: NextStep): string {
  return [`Next. ${why}`, ...cell.split('\n').map(line => `    ${line}`)].join('\n');
}

function grid(table: Table): readonly string[] {
  const shown = table.columns.flatMap((column, i) => (column.code ? [] : [{ column, i }]));
  const heads = shown.map(({ column }) => broken(column.head));
  const rows = table.rows.map(row => shown.map(({ i }) => broken(row[i] ?? '')));
  const widths = shown.map((_, at) => Math.max(...[heads, ...rows].flatMap(row => (row[at] ?? []).map(length))));
  const print = (row: readonly (readonly string[])[]) =>
    Array.from({ length: Math.max(...row.map(lines => lines.length), 1) }, (_, k) =>
      shown
        .map(({ column: { align = 'left' } }, at) => padded(row[at]?.[k] ?? '', widths[at] ?? 0, align))
        .join(between)
        .trimEnd()
    );
  const rule = widths.map(width => '-'.repeat(width)).join(between);
  const isHeaded = shown.some(({ column }) => column.head !== '');
  return [
    ...(isHeaded ? [...print(heads), rule] : []),
    ...rows.flatMap((row, at) => [...print(row), ...codeBelow(table, table.rows[at] ?? [])])
  ];
}

/** What is to be copied, indented below its row. */
function codeBelow({ columns }: Table, row: readonly string[]): readonly string[] {
  return columns.flatMap(({ code }, i) => (code ? (row[i] ?? '').split('\n').map(line => `    ${line}`) : []));
}

/** Letters as a terminal counts them: code points, one column each. */
function length(text: string): number {
  return [...text].length;
}

function padded(text: string, width: number, align: 'left' | 'right'): string {
  const blanks = ' '.repeat(width - length(text));
  return align === 'left' ? text + blanks : blanks + text;
}

/** Broken at blanks; a word longer than a column stands alone and makes it wider. */
function broken(text: string): readonly string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of text.split(' ')) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (current !== '' && length(longer) > columnMax) {
      lines.push(current);
      current = word;
    } else {
      current = longer;
    }
  }
  return [...lines, current];
}
