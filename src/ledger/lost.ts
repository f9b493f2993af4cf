/** Delivered records that the job never processed: lost, each with the place where it vanished, or waiting where a new start would find them. */
import type { RecordId, Trace } from '../terms/trace.js';
import type { Observed } from './observed.js';
import type { LostCase } from './tally.js';
import { goneWithBrokers } from './topic-account.js';
import { vanishings } from './vanished.js';
import { Whereabouts } from './whereabouts.js';

export interface Missing {
  readonly lost: readonly RecordId[];
  readonly waiting: readonly RecordId[];
}

/**
 * Before the drain is over nothing may be called lost: every record can still come. Of a job that stopped or ended itself, what the source or the
 * log still holds waits; what only a memory or a plan held is lost. After any other drain each had its chance.
 */
export function missing(trace: Trace, unprocessed: readonly RecordId[]): Missing {
  if (trace.ended !== 'drained') {
    return { lost: [], waiting: unprocessed };
  }
  if (trace.outcome === 'undisturbed' || trace.outcome === 'recovered') {
    return { lost: unprocessed, waiting: [] };
  }
  const whereabouts = new Whereabouts(trace);
  whereabouts.advanceTo(trace.moments.length);
  const gone = goneWithBrokers(trace);
  const waits = (record: RecordId): boolean => whereabouts.isKept(record) && !gone.has(record);
  return { lost: unprocessed.filter(record => !waits(record)), waiting: unprocessed.filter(waits) };
}

/** One case a lost record. */
export function losses(
  trace: Trace,
  lost: readonly RecordId[],
  { sentMs }: Pick<Observed, 'sentMs'>
): readonly LostCase[] {
  const gone = lost.length === 0 ? new Map<RecordId, number | null>() : goneWithBrokers(trace);
  const found = vanishings(
    trace,
    lost.filter(record => !gone.has(record))
  );
  return lost.map(record => {
    const goneIndex = gone.get(record);
    if (goneIndex !== undefined) {
      return { record, sentAtMs: sentMs[record] ?? 0, place: 'not in the topic', momentIndex: goneIndex };
    }
    const { place, momentIndex } = found.get(record) ?? { place: 'in flight', momentIndex: null };
    return { record, sentAtMs: sentMs[record] ?? 0, place, momentIndex };
  });
}
