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
  const heads = table.columns.map(({ head }) => broken(head));
  const rows = table.rows.map(row =>
    table.columns.map(({ code }, i) => (code ? (row[i] ?? '').split('\n') : broken(row[i] ?? '')))
  );
  const widths = table.columns.map((_, i) => Math.max(...[heads, ...rows].flatMap(row => (row[i] ?? []).map(length))));
  const print = (row: readonly (readonly string[])[]) =>
    Array.from({ length: Math.max(...row.map(lines => lines.length), 1) }, (_, k) =>
      table.columns
        .map(({ align = 'left' }, i) => padded(row[i]?.[k] ?? '', widths[i] ?? 0, align))
        .join(between)
        .trimEnd()
    );
  const rule = widths.map(width => '-'.repeat(width)).join(between);
  const isHeaded = table.columns.some(({ head }) => head !== '');
  return [...(isHeaded ? [...print(heads), rule] : []), ...rows.flatMap(print)];
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
