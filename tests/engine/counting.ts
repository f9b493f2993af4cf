/** A counter that trusts nothing inside the job: what the source accepted against what the sink's journal holds. */
import type { RecordId, Trace, WrittenMoment } from '../../src/terms/trace.js';

export interface Count {
  readonly accepted: readonly RecordId[];
  /** Accepted below the end position and processed from nowhere. */
  readonly lost: readonly RecordId[];
  /** Processed from more than one block or offset range. */
  readonly processedTwice: readonly RecordId[];
  /** Held more than once by the sink. */
  readonly outputTwice: readonly RecordId[];
}

const sorted = (ids: Iterable<RecordId>): readonly RecordId[] => [...ids].sort((a, b) => a - b);

export function writtenOf(trace: Trace): readonly WrittenMoment[] {
  return trace.moments.filter(moment => moment.kind === 'written');
}

/** Counts what is outside the job; a record that the source holds twice is still one record. */
export function count(trace: Trace): Count {
  const accepted = new Set<RecordId>();
  for (const moment of trace.moments) {
    if (moment.kind === 'accepted') {
      moment.records.forEach((record, index) => {
        if (moment.position + index < (trace.endPosition ?? Infinity)) {
          accepted.add(record);
        }
      });
    }
  }
  const origins = new Map<RecordId, Set<string>>();
  const copies = new Map<RecordId, number>();
  for (const { records, origin, effect } of writtenOf(trace)) {
    for (const record of records) {
      origins.set(record, (origins.get(record) ?? new Set()).add(origin));
      const before = copies.get(record) ?? 0;
      copies.set(record, effect === 'refused' ? before : effect === 'upsert' ? 1 : before + 1);
    }
  }
  return {
    accepted: sorted(accepted),
    lost: sorted([...accepted].filter(record => !origins.has(record))),
    processedTwice: sorted([...origins].filter(([, from]) => from.size > 1).map(([record]) => record)),
    outputTwice: sorted([...copies].filter(([, held]) => held > 1).map(([record]) => record))
  };
}
