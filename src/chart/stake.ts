/** What a `fail` cell shows: for each failure, where every record was at that instant, and when and how it came back. */
import { capital, count, counted } from '../guarantee/words.js';
import type { FailureResult, FaultResult, Stake } from '../terms/result.js';
import { endWords, failureSentence, whatHappened, whenWords } from './failure-words.js';
import { stakeOf } from './guarantee-square.js';
import { nextStep } from './next-step.js';
import type { Table } from './table.js';

/** Each record is counted in the first place that fits. */
const places: readonly (readonly [place: keyof Stake, words: string])[] = [
  ['processed', 'processed'],
  ['log', 'in the log'],
  ['twoMemories', 'in two memories'],
  ['oneMemory', 'in one memory'],
  ['nowhere', 'acknowledged and nowhere durable'],
  ['source', 'only at the source']
];

export function stakeTable(result: FaultResult): Table {
  const fired = result.failures.filter(({ stake }) => stake !== null);
  return {
    title: result.failures.map(stakeFinding).join('. '),
    columns: [
      { head: 'records at that instant' },
      ...fired.map(failure => ({ head: headOf(failure, fired.length), align: 'right' as const }))
    ],
    rows:
      fired.length === 0
        ? []
        : places.map(([place, words]) => [words, ...fired.map(({ stake }) => count(stake?.[place] ?? 0))]),
    notes: [
      ...result.failures.map(failureSentence),
      ...(result.failures.length > 1
        ? ['Each failure after the first struck a job that an earlier one had struck before.']
        : [])
    ],
    next: nextStep({ verb: 'fail', result })
  };
}

function headOf(failure: FailureResult, failures: number): string {
  return failures === 1 ? 'records' : `${whatHappened(failure)}, ${whenWords(failure)}`;
}

/** `Driver killed, back after 1.80 s: 30 records were with the job and not yet processed`. */
function stakeFinding(failure: FailureResult): string {
  const what = capital(whatHappened(failure));
  if (!failure.fired || failure.stake === null) return `${what}: it did not fire`;
  const n = stakeOf(failure.stake);
  const end = endWords(failure);
  const stake = n === 0 ? 'no record was' : `${counted(n, 'record')} ${n === 1 ? 'was' : 'were'}`;
  return `${what}${end === '' ? '' : `, ${end}`}: ${stake} with the job and not yet processed`;
}
