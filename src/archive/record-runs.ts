/**
 * Lists of record ids, written shorter: ids that follow each other become one pair [first, how many]. A trace names every
 * record a dozen times, nearly always in such rows, so an archived run takes a tenth of the room.
 */
import type { Moment, RecordId, Trace } from '../terms/trace.js';

/** [0,1,2,7,9,10] → [0,3, 7,1, 9,2]; any list comes back as it was, whatever its order. */
export function toRuns(ids: readonly RecordId[]): readonly number[] {
  const runs: number[] = [];
  for (const id of ids) {
    const first = runs.at(-2);
    const count = runs.at(-1);
    if (first !== undefined && count !== undefined && first + count === id) runs[runs.length - 1] = count + 1;
    else runs.push(id, 1);
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

/** The trace with `records` of every moment as runs: only for writing. */
export function compactTrace(trace: Trace): Trace {
  return { ...trace, moments: trace.moments.map(moment => withRecords(moment, toRuns)) };
}

/** The trace that `compactTrace` was given. */
export function expandTrace(compact: Trace): Trace {
  return { ...compact, moments: compact.moments.map(moment => withRecords(moment, fromRuns)) };
}

function withRecords(moment: Moment, change: (list: readonly number[]) => readonly number[]): Moment {
  return 'records' in moment ? { ...moment, records: change(moment.records) } : moment;
}
