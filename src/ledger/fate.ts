/** What became of a record on its way from the producer to the source. */
import type { RecordId } from '../terms/trace.js';
import { ACCEPTED, ACKNOWLEDGED, DOUBTFUL, FAILED, PROCESSED, SENT, type Observed } from './observed.js';

/**
 * never sent: no record of this run. delivered: the source holds it, below the end position. unseen: it lies at or beyond the end position.
 * failed: surely not stored. indeterminate: nobody knows, and it was found neither in the source nor in the sink.
 */
export type Fate = 'never sent' | 'delivered' | 'unseen' | 'failed' | 'indeterminate';

/**
 * What is found wins over what the producer believes: a send may be thought failed or in doubt and yet lie in the source, or in the sink.
 * @param end the position noted at the drain; Infinity: the run was not drained, so nothing is unseen.
 */
export function fateOf({ flags, position }: Observed, record: RecordId, end: number): Fate {
  const seen = flags[record] ?? 0;
  if ((seen & SENT) === 0) {
    return 'never sent';
  }
  if ((seen & ACCEPTED) !== 0) {
    return (position[record] ?? Infinity) < end ? 'delivered' : 'unseen';
  }
  if ((seen & (ACKNOWLEDGED | PROCESSED)) !== 0) {
    return 'delivered';
  }
  return (seen & FAILED) !== 0 && (seen & DOUBTFUL) === 0 ? 'failed' : 'indeterminate';
}
