/** The write attempts of records that were written more than once: the material from which duplicates are proven. */
import type { RecordId, Trace, WrittenMoment } from '../terms/trace.js';
import { fateOf } from './fate.js';
import { ACCEPTED_AGAIN, WRITTEN_AGAIN, type Observed } from './observed.js';

/** One write attempt as proof: the moment, and its index in the trace. */
export interface Write {
  readonly index: number;
  readonly moment: WrittenMoment;
}

/** A delivered record with more than one write attempt. */
export interface Repeated {
  readonly record: RecordId;
  readonly sentAtMs: number;
  /** In the order of the trace; a record that came twice in one write is here twice. */
  readonly writes: readonly Write[];
  /** How often the source accepted it; more than once: a producer's retry. */
  readonly acceptances: number;
}

/** @returns by record, in the order in which the second attempts came. */
export function repeatedRecords(trace: Trace, observed: Observed, end: number): readonly Repeated[] {
  if (!observed.repeats) {
    return [];
  }
  const writes = new Map<RecordId, Write[]>();
  const acceptances = new Map<RecordId, number>();
  for (const [index, moment] of trace.moments.entries()) {
    if (moment.kind === 'written') {
      for (const record of moment.records) {
        if (((observed.flags[record] ?? 0) & WRITTEN_AGAIN) !== 0) {
          const known = writes.get(record);
          if (known) {
            known.push({ index, moment });
          } else {
            writes.set(record, [{ index, moment }]);
          }
        }
      }
    } else if (moment.kind === 'accepted') {
      for (const record of moment.records) {
        if (((observed.flags[record] ?? 0) & ACCEPTED_AGAIN) !== 0) {
          acceptances.set(record, (acceptances.get(record) ?? 0) + 1);
        }
      }
    }
  }
  return [...writes]
    .filter(([record]) => fateOf(observed, record, end) === 'delivered')
    .map(([record, of]) => ({
      record,
      sentAtMs: observed.sentMs[record] ?? 0,
      writes: of,
      acceptances: acceptances.get(record) ?? 1
    }));
}
