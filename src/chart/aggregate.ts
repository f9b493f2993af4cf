/** The job's own aggregate beside the truth: how a total can look right while its records are wrong. */
import { count, counted } from '../guarantee/words.js';
import type { Table } from './table.js';
import { outOf } from './writing.js';

export interface AggregateRow {
  readonly key: string;
  /** What all delivered records add up to. */
  readonly truth: number;
  /** What the copies in the sink add up to. */
  readonly sink: number;
  /** Delivered records of this key that the sink lacks. */
  readonly lost: number;
  /** Those that it holds more than once. */
  readonly twice: number;
}
export interface Aggregate {
  /** What is added up, in words: `minutes of delay by airport`. */
  readonly about: string;
  readonly rows: readonly AggregateRow[];
}

const rowsMax = 12;
/** Of those, totals that look right and are not. */
const deceptiveMax = 3;

export function aggregateTable({ about, rows }: Aggregate): Table {
  const deceptive = rows.filter(isDeceptive).slice(0, deceptiveMax);
  const others = rows.filter(row => !isDeceptive(row)).sort((a, b) => differenceOf(b) - differenceOf(a));
  const shown = [...others.slice(0, rowsMax - deceptive.length), ...deceptive];
  const all = rows.reduce(added, { key: 'all', truth: 0, sink: 0, lost: 0, twice: 0 });
  const rest = rows.length - shown.length;
  return {
    title: aggregateFinding({ about, rows }),
    isFolded: true,
    columns: [
      { head: about },
      { head: 'true total', align: 'right' },
      { head: 'in the sink', align: 'right' },
      { head: 'difference', align: 'right' },
      { head: 'lost', align: 'right' },
      { head: 'twice', align: 'right' },
      { head: '' }
    ],
    rows: [...shown, ...(rows.length > 1 ? [all] : [])].map(printed),
    notes: rest === 0 ? [] : [`${counted(rest, 'more key')} not shown; “all” counts them too.`],
    next: null
  };
}

export function aggregateFinding({ about, rows }: Aggregate): string {
  const deceptive = rows.filter(isDeceptive).length;
  const wrong = rows.filter(row => !isRight(row)).length;
  if (wrong + deceptive === 0) return `Every total (${about}) is right`;
  const right = `${outOf(rows.length - wrong, rows.length)} totals (${about}) come out right`;
  const rule = wrong === 0 ? `Every total (${about}) comes out right` : `${right}, ${count(wrong)} wrong`;
  return deceptive === 0
    ? rule
    : `${rule}; ${count(deceptive)} of the right ones by chance alone, with records lost or doubled`;
}

/** Sums of measures may have fractions; a difference beyond the fourth place is one of adding in another order. */
function isRight({ truth, sink }: AggregateRow): boolean {
  return Math.abs(truth - sink) < 1e-4;
}

function isDeceptive(row: AggregateRow): boolean {
  return isRight(row) && row.lost + row.twice > 0;
}

function differenceOf({ truth, sink }: AggregateRow): number {
  return Math.abs(truth - sink);
}

function added(a: AggregateRow, b: AggregateRow): AggregateRow {
  const { key } = a;
  return { key, truth: a.truth + b.truth, sink: a.sink + b.sink, lost: a.lost + b.lost, twice: a.twice + b.twice };
}

function printed(row: AggregateRow): readonly string[] {
  const difference = row.sink - row.truth;
  const sign = isRight(row) ? '' : difference > 0 ? '+' : '−';
  return [
    row.key,
    measure(row.truth),
    measure(row.sink),
    `${sign}${measure(isRight(row) ? 0 : Math.abs(difference))}`,
    count(row.lost),
    count(row.twice),
    isDeceptive(row) ? 'looks right' : isRight(row) ? '' : 'wrong'
  ];
}

/** With one place where there is a fraction. */
function measure(value: number): string {
  const tenths = Math.round(Math.abs(value) * 10);
  const fraction = tenths % 10 === 0 ? '' : `.${tenths % 10}`;
  return `${value < 0 && tenths > 0 ? '−' : ''}${count(Math.floor(tenths / 10))}${fraction}`;
}
