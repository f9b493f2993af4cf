/** The guarantee table as rows of text, and as sentences for those who do not see the picture. */
import type { TableResult } from '../terms/result.js';
import { squareOf } from './guarantee-square.js';
import type { Square } from './guarantee-square.js';
import { tableFinding, tableFinePrint } from './guarantee-words.js';
import { nextStep } from './next-step.js';
import type { Table } from './table.js';
import { verdictWord } from './verdict-mark.js';
import { plain } from './writing.js';

const fails = {
  'executor failure': 'executor fails',
  'driver failure': 'driver fails',
  semantics: 'how often'
} as const;

/** One row a square, in the page's order. */
export function guaranteeRows(result: TableResult): Table {
  return {
    title: tableFinding(result),
    columns: ['configuration', 'what happens', 'page', 'measured', 'verdict', ''].map(head => ({ head })),
    rows: result.rows.map(row => {
      const square = squareOf(row);
      return [
        row.row,
        fails[row.cell],
        `“${square.page}”`,
        square.measured,
        verdictWord(square.verdict),
        reason(square)
      ];
    }),
    notes: tableFinePrint(result),
    next: nextStep({ verb: 'table', result })
  };
}

function reason(square: Square): string {
  const predicted = square.predicted === null ? [] : [`predicted: ${square.predicted}`];
  return [...predicted, square.note].filter(part => part !== '').join('; ');
}

/** The finding, then a sentence a square. */
export function guaranteeText(result: TableResult, finding: string): string {
  const sentences = result.rows.map(row => {
    const square = squareOf(row);
    const why = reason(square);
    const measured = `measured ${square.measured}: ${verdictWord(square.verdict)}${why === '' ? '' : ` (${why})`}`;
    return `${row.row}, ${fails[row.cell]}: the page says “${square.page}”; ${measured}.`;
  });
  return plain([`${finding}.`, ...sentences].join('\n'));
}
