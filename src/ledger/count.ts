/**
 * Counts one run. The counts of records rest on what is seen from outside the job (sent, accepted, settled, written) and on the end position;
 * what happened inside only explains them: where a lost record vanished, why one came twice, and what a stopped job's source still holds.
 */
import type { OracleCounts, RecordCounts } from '../terms/result.js';
import type { RecordId, Trace } from '../terms/trace.js';
import { closeBooks } from './books.js';
import { outputDuplicates, receiptDuplicates } from './duplicated.js';
import { fateOf } from './fate.js';
import { losses, missing } from './lost.js';
import { ACCEPTED, KEPT, observe, PROCESSED, SENT, type Observed } from './observed.js';
import { repeatedRecords } from './repeated.js';
import type { DuplicateCase, Tally } from './tally.js';

/**
 * The whole account of a run; of one that still runs, the account so far.
 * @throws BooksDoNotClose when the counts contradict one another (a fault of the counting, never of the run).
 */
export function tally(trace: Trace): Tally {
  const observed = observe(trace);
  const end = trace.endPosition ?? Infinity;
  const census = take(observed, end);
  const { lost, waiting } = missing(trace, census.unprocessed);
  const repeated = repeatedRecords(trace, observed, end);
  const receipt = repeated.flatMap(record => receiptDuplicates(record, trace.job));
  const output = repeated.flatMap(record => outputDuplicates(record, trace.job));
  const lostCases = losses(trace, lost, observed);
  return closeBooks({
    records: { ...census.records, waiting: waiting.length },
    receipt: counts(census.processed, lost.length, receipt),
    output: counts(census.kept, lost.length + census.turnedAway, output),
    causes: {
      lost: tallied(lostCases.map(({ place }) => place)),
      receipt: tallied(receipt.map(({ cause }) => cause)),
      output: tallied(output.map(({ cause }) => cause))
    },
    lost: lostCases,
    receiptDuplicates: receipt,
    outputDuplicates: output,
    phantoms: observed.phantoms,
    end: trace.endPosition === null ? null : { from: 0, until: trace.endPosition }
  });
}

interface Census {
  readonly records: Omit<RecordCounts, 'waiting'>;
  /** Of the delivered. */
  readonly processed: number;
  readonly kept: number;
  /** Processed, and the sink holds no copy: it refused the record, and that is final. */
  readonly turnedAway: number;
  readonly unprocessed: readonly RecordId[];
}

/** What is seen of nearly every record: it went the whole way. */
const wholeWay = SENT | ACCEPTED | PROCESSED | KEPT;

function take(observed: Observed, end: number): Census {
  const { flags, position, count } = observed;
  const unprocessed: RecordId[] = [];
  let straight = 0;
  let sent = 0;
  let delivered = 0;
  let failed = 0;
  let indeterminate = 0;
  let unseen = 0;
  let kept = 0;
  for (let record = 0; record < count; record += 1) {
    const seen = flags[record] ?? 0;
    if ((seen & wholeWay) === wholeWay && (position[record] ?? Infinity) < end) {
      straight += 1;
      continue;
    }
    const fate = fateOf(observed, record, end);
    sent += fate === 'never sent' ? 0 : 1;
    failed += fate === 'failed' ? 1 : 0;
    indeterminate += fate === 'indeterminate' ? 1 : 0;
    unseen += fate === 'unseen' ? 1 : 0;
    if (fate === 'delivered') {
      delivered += 1;
      kept += (seen & KEPT) === 0 ? 0 : 1;
      if ((seen & PROCESSED) === 0) {
        unprocessed.push(record);
      }
    }
  }
  sent += straight;
  delivered += straight;
  kept += straight;
  const processed = delivered - unprocessed.length;
  return {
    records: { sent, delivered, failed, indeterminate, unseen },
    processed,
    kept,
    turnedAway: processed - kept,
    unprocessed
  };
}

function counts(distinct: number, lost: number, duplicates: readonly DuplicateCase[]): OracleCounts {
  const duplicated = new Set(duplicates.map(({ record }) => record)).size;
  return { distinct, lost, duplicated, extra: duplicates.length };
}

function tallied<Word extends string>(words: readonly Word[]): Readonly<Partial<Record<Word, number>>> {
  const found: Partial<Record<Word, number>> = {};
  for (const word of words) {
    found[word] = (found[word] ?? 0) + 1;
  }
  return found;
}
