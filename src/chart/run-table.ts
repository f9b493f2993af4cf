/** A judged run, or several, as a table: both oracles side by side, never netted, with the places and causes that add up to them. */
import { count } from '../guarantee/words.js';
import type { LossPlace, VerdictResult } from '../terms/result.js';
import { failureSentences } from './failure-words.js';
import { finePrint } from './fine-print.js';
import { nextStep } from './next-step.js';
import { promiseSentences } from './promise-lines.js';
import { countsSentence } from './run-text.js';
import type { Table } from './table.js';

/** Beside a picture, which says the rest: the numbers, folded. */
export function countsTable(verdict: VerdictResult): Table {
  return { ...runTable(verdict), title: 'The counts, by place and cause', notes: [], isFolded: true };
}

/** Alone: with what happened, the promises and the fine print. */
export function runTable(verdict: VerdictResult): Table {
  const { records, receipt, output, causes } = verdict;
  const both = (what: string, onReceipt: number, inSink: number) => [what, count(onReceipt), count(inSink)];
  const lostAt = Object.entries(placeWords).flatMap(([place, words]) => {
    const n = countOf(causes.lost, place);
    return n === 0 ? [] : [[`… ${words}`, count(n), '']];
  });
  const surplus = [...new Set([...Object.keys(causes.receipt), ...Object.keys(causes.output)])].map(cause => [
    `… by ${cause}`,
    count(countOf(causes.receipt, cause)),
    count(countOf(causes.output, cause))
  ]);
  return {
    title: countsSentence(verdict),
    columns: [{ head: 'records' }, { head: 'processed', align: 'right' }, { head: 'in the sink', align: 'right' }],
    rows: [
      both('delivered', records.delivered, records.delivered),
      both('once or more', receipt.distinct, output.distinct),
      both('lost', receipt.lost, output.lost),
      ...lostAt,
      both('waiting at the source', records.waiting, records.waiting),
      both('more than once', receipt.duplicated, output.duplicated),
      both('surplus copies', receipt.extra, output.extra),
      ...surplus
    ],
    notes: [...failureSentences(verdict), ...promiseSentences(verdict), ...finePrint(verdict)],
    next: nextStep({ verb: 'chart', result: verdict })
  };
}

/** Where the lost records were, in the order of a record's way. */
const placeWords: Readonly<Record<LossPlace, string>> = {
  'skipped offsets': 'at offsets that were skipped',
  expired: 'in the topic, where they expired',
  'not in the topic': 'acknowledged, and not in the topic',
  'in flight': 'on their way to the receiver',
  'receiver memory': 'in the receiver’s memory',
  'one memory': 'in one memory',
  'two memories': 'in two memories',
  log: 'in the log',
  'log without its entry': 'in the log, without its entry',
  batch: 'in a batch'
};

function countOf(causes: Readonly<Partial<Record<string, number>>>, cause: string): number {
  return causes[cause] ?? 0;
}
