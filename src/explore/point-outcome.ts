/** What one schedule came to: counted by the ledger, from outside the job. */
import { tally } from '../ledger/count.js';
import type { CauseCounts } from '../terms/result.js';
import type { Moment, Outcome, RecordId, Trace } from '../terms/trace.js';

export interface PointOutcome {
  /** Whether every failure of the schedule fired. */
  readonly fired: boolean;
  /** Whether the run came to its end; only then may a record be called lost. */
  readonly drained: boolean;
  readonly outcome: Outcome;
  /** How many drivers ended themselves with an error. */
  readonly aborts: number;
  readonly receipt: { readonly lost: number; readonly duplicated: number };
  readonly output: { readonly lost: number; readonly duplicated: number };
  readonly causes: CauseCounts;
  /** The first record that was lost, and the first that came twice on receipt, or else in the sink. */
  readonly firstLost: RecordId | null;
  readonly firstDuplicated: RecordId | null;
  /** Whether a record that the first struck step bears was lost, or came twice. */
  readonly struck: { readonly lost: boolean; readonly duplicated: boolean };
}

export const nobodyStruck: PointOutcome['struck'] = { lost: false, duplicated: false };

/** @throws BooksDoNotClose (ledger/books.ts) when the trace contradicts itself. */
export function pointOutcome(trace: Trace): PointOutcome {
  const { receipt, output, causes, lost, receiptDuplicates, outputDuplicates } = tally(trace);
  const records = struckRecords(trace);
  const isStruck = ({ record }: { readonly record: RecordId }): boolean => records.has(record);
  return {
    fired: trace.failures.every(({ fired }) => fired),
    drained: trace.ended === 'drained',
    outcome: trace.outcome,
    aborts: trace.moments.reduce((sum, moment) => sum + (isAbort(moment) ? 1 : 0), 0),
    receipt: { lost: receipt.lost, duplicated: receipt.duplicated },
    output: { lost: output.lost, duplicated: output.duplicated },
    causes,
    firstLost: lost[0]?.record ?? null,
    firstDuplicated: (receiptDuplicates[0] ?? outputDuplicates[0])?.record ?? null,
    struck: {
      lost: lost.some(isStruck),
      duplicated: (receiptDuplicates.length > 0 ? receiptDuplicates : outputDuplicates).some(isStruck)
    }
  };
}

/**
 * The records that the first fault struck. The step is the last one of whoever performed it before the fault: in a run of real processes
 * others may have gone on in between. An effect without a name, and a moment of time, are nobody's. A lost acknowledgement is struck itself.
 */
function struckRecords({ moments, failures }: Trace): ReadonlySet<RecordId> {
  const at = failures[0]?.momentIndex ?? 0;
  const fault = moments[at];
  if (fault?.kind !== 'fault') {
    return new Set();
  }
  for (let before = at - 1; before >= 0; before -= 1) {
    const moment = moments[before];
    if (moment?.kind === 'step' && moment.process === fault.process) {
      return new Set([...fault.records, ...moment.records]);
    }
  }
  return new Set(fault.records);
}

const isAbort = (moment: Moment): boolean => moment.kind === 'died' && moment.role === 'driver' && moment.code === 1;

/**
 * One letter for what happened. B: lost and processed twice · L: lost · D: processed twice · A: aborted · S: stopped ·
 * d: twice in the sink only · ·: nothing · ?: not tried, or not come to an end.
 */
export type Letter = 'B' | 'L' | 'A' | 'S' | 'D' | 'd' | '·' | '?';

/** From worst to best: a square shows the worst that happened at any of its points. */
export const fromWorst: readonly Letter[] = ['B', 'L', 'A', 'S', 'D', 'd', '·', '?'];

export function letterOf({ fired, drained, outcome, aborts, receipt, output }: PointOutcome): Letter {
  if (fired && !drained && aborts > 0) {
    return 'A'; // it ends itself again and again, so it never comes to an end
  }
  if (!fired || !drained) {
    return '?';
  }
  if (receipt.lost > 0) {
    return receipt.duplicated > 0 ? 'B' : 'L';
  }
  if (outcome === 'aborted' || outcome === 'stopped') {
    return outcome === 'aborted' ? 'A' : 'S';
  }
  if (receipt.duplicated > 0) {
    return 'D';
  }
  return output.duplicated > 0 ? 'd' : '·';
}

export function worstLetter(letters: Iterable<Letter>): Letter {
  const seen = new Set(letters);
  return fromWorst.find(letter => seen.has(letter)) ?? '?';
}
