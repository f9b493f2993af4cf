/** Where a lost record vanished: what held it last, and the moment that took it away. */
import type { LossPlace } from '../terms/result.js';
import type { RecordId, Trace } from '../terms/trace.js';
import { passedOver } from './passed-over.js';
import { ReceiverTracks } from './receiver-tracks.js';

export interface Vanishing {
  readonly place: LossPlace;
  /** Index in the trace of the moment that took it away; null: no moment shows it. */
  readonly momentIndex: number | null;
}

/** @param lost the records to look for. @returns one for each of them. */
export function vanishings(trace: Trace, lost: readonly RecordId[]): ReadonlyMap<RecordId, Vanishing> {
  if (lost.length === 0) {
    return new Map();
  }
  return trace.job.consumer === 'direct' ? passedOver(trace, lost) : new ReceiverTracks(trace, lost).vanishings();
}
