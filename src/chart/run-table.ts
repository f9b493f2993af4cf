/** A judged run, or several, as a table: both oracles side by side, never netted, with the places and causes that add up to them. */
import { count } from '../guarantee/words.js';
import type { VerdictResult } from '../terms/result.js';
import { failureSentences } from './failure-words.js';
import { finePrint } from './fine-print.js';
import { nextStep } from './next-step.js';
import { promiseWords } from './promise-lines.js';
import { countsSentence } from './run-text.js';
import type { Table } from './table.js';
import { verdictWord } from './verdict-mark.js';

export function runTable(verdict: VerdictResult): Table {
  const { records, receipt, output, causes } = verdict;
  const both = (what: string, onReceipt: number, inSink: number) => [what, count(onReceipt), count(inSink)];
  const lostAt = Object.entries(causes.lost).map(([place, n]) => [`… from ${place}`, count(n), '']);
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
      both('at least once', receipt.distinct, output.distinct),
      both('lost', receipt.lost, output.lost),
      ...lostAt,
      both('waiting at the source', records.waiting, records.waiting),
      both('more than once', receipt.duplicated, output.duplicated),
      both('surplus copies', receipt.extra, output.extra),
      ...surplus
    ],
    notes: [
      ...failureSentences(verdict),
      ...verdict.promises.map(promise => `${promiseWords(promise)}: ${verdictWord(promise.verdict)}: ${promise.why}.`),
      ...finePrint(verdict)
    ],
    next: nextStep({ verb: 'chart', result: verdict })
  };
}

function countOf(causes: Readonly<Partial<Record<string, number>>>, cause: string): number {
  return causes[cause] ?? 0;
}
