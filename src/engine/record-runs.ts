/**
 * Lists of record ids, written shorter: ids that follow each other become one pair [first, how many]. A trace names every
 * record a dozen times, nearly always in such rows, so what is told between processes, or archived, takes a tenth of the room.
 */
import type { RecordId, Trace } from '../terms/trace.js';

/** [0,1,2,7,9,10] → [0,3, 7,1, 9,2]; any list comes back as it was, whatever its order. */
export function toRuns(ids: readonly RecordId[]): readonly number[] {
  const runs: number[] = [];
  for (let at = 0; at < ids.length;) {
    const first = ids[at] ?? 0;
    let count = 1;
    while (ids[at + count] === first + count) count += 1;
    runs.push(first, count);
    at += count;
  }
  return runs;
}

/** The list that `toRuns` was given. */
export function fromRuns(runs: readonly number[]): readonly RecordId[] {
  const ids: RecordId[] = [];
  for (let at = 0; at + 1 < runs.length; at += 2) {
    const [first = 0, count = 0] = [runs[at], runs[at + 1]];
    for (let id = first; id < first + count; id += 1) ids.push(id);
  }
  return ids;
}

/** A moment, or what becomes one, with its `records` as runs: only for writing. */
export const shortened = <T extends object>(told: T): T => withRecords(told, toRuns);
/** What `shortened` was given. */
export const lengthened = <T extends object>(told: T): T => withRecords(told, fromRuns);

/** The trace with every moment shortened: only for writing. */
export const compactTrace = (trace: Trace): Trace => ({ ...trace, moments: trace.moments.map(shortened) });
/** The trace that `compactTrace` was given. */
export const expandTrace = (compact: Trace): Trace => ({ ...compact, moments: compact.moments.map(lengthened) });

interface WithRecords {
  readonly records: readonly RecordId[];
}
const hasRecords = <T extends object>(told: T): told is T & WithRecords => 'records' in told;

function withRecords<T extends object>(told: T, change: (list: readonly number[]) => readonly number[]): T {
  return hasRecords(told) ? { ...told, records: change(told.records) } : told;
}
