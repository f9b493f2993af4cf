/** The smallest witnesses as a table: what each shows, where it struck, and the cells to paste. */
import type { Struck } from '../explore/crash.js';
import type { MapStep } from '../explore/crash-points.js';
import type { Shows } from '../explore/witness.js';
import { count, counted } from '../guarantee/words.js';
import { mapStepTitle } from './crash-steps.js';
import type { Table } from './table.js';
import { outOf } from './writing.js';

/** What of a witness is shown; `explore/witness.ts` has it. */
export interface ShownWitness {
  readonly shows: Shows;
  readonly cells: readonly string[];
  readonly result: {
    readonly receipt: { readonly lost: number; readonly duplicated: number };
    readonly output: { readonly duplicated: number };
  };
  readonly places: readonly {
    readonly point: { readonly step: MapStep };
    readonly victim: { readonly struck: Struck };
  }[];
}

export interface WitnessRow {
  /** Whose witness it is, where several were explored. */
  readonly job?: string;
  readonly witness: ShownWitness;
  /** What the crashes have in common that it stands for; null: nothing is said. */
  readonly condition: string | null;
  /** How many crashes it stands for; null: not counted. */
  readonly crashes: number | null;
  /** The page's words that it contradicts or bears out; null: the page has none. */
  readonly page: string | null;
  /** How it came out on real processes, in a few words: `the same on local`; null: not replayed. */
  readonly replay: string | null;
  /** Under how many other seeds it shows the same; null: not known. */
  readonly seeds?: { readonly same: number; readonly tried: number } | null;
}

/** Those rows' optional columns are there only where some row has them. */
export function witnessTable(rows: readonly WitnessRow[]): Table {
  const columns = [
    { head: 'job', of: ({ job }: WitnessRow) => job ?? null },
    { head: 'shows', of: (row: WitnessRow) => showsWords(row.witness) },
    { head: 'crash', of: (row: WitnessRow) => crashWords(row.witness.places) },
    { head: 'when', of: ({ condition }: WitnessRow) => condition },
    { head: 'crashes', of: ({ crashes }: WitnessRow) => (crashes === null ? null : count(crashes)) },
    { head: 'page', of: ({ page }: WitnessRow) => (page === null ? null : `“${page}”`) },
    { head: 'other seeds', of: ({ seeds }: WitnessRow) => (seeds ? outOf(seeds.same, seeds.tried) : null) },
    { head: 'replayed', of: ({ replay }: WitnessRow) => replay }
  ].filter(({ of }) => rows.some(row => of(row) !== null));
  return {
    title: rows.length === 0 ? 'No witness: nothing was lost and nothing came twice' : finding(rows),
    columns: [
      ...columns.map(({ head }) => (head === 'crashes' ? { head, align: 'right' as const } : { head })),
      { head: 'cells to paste and run', code: true }
    ],
    rows: rows.map(row => [...columns.map(({ of }) => of(row) ?? ''), row.witness.cells.join('\n---\n')]),
    notes: [],
    next: null
  };
}

function finding(rows: readonly WitnessRow[]): string {
  const job = 'the smallest job that shows it';
  return rows.length === 1
    ? `One way to lose or double a record, with ${job}`
    : `${count(rows.length)} ways to lose or double a record, each with ${job}`;
}

/** `1 record lost`, `2 records processed twice`, `1 record twice in the sink`. */
function showsWords({ shows, result: { receipt, output } }: ShownWitness): string {
  switch (shows) {
    case 'lost':
      return `${counted(receipt.lost, 'record')} lost`;
    case 'duplicated':
      return `${counted(receipt.duplicated, 'record')} processed twice`;
    case 'output duplicated':
      return `${counted(output.duplicated, 'record')} twice in the sink`;
    case 'aborted':
      return 'the job ends itself';
  }
}

/** `driver killed right after acknowledge, then receiver executor killed right after replay log`. */
export function crashWords(places: ShownWitness['places']): string {
  return places
    .map(({ point, victim: { struck } }) => {
      const what = struck === 'acknowledgement' ? 'acknowledgement dropped' : `${struck} killed`;
      const where = point.step === 'launch' ? 'before any step' : `right after ${mapStepTitle(point.step)}`;
      return struck === 'acknowledgement' ? what : `${what} ${where}`;
    })
    .join(', then ');
}
