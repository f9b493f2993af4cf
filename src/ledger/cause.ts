/** Why a record came again, derived from the two writes and what is known of the job. */
import type { Job } from '../terms/job.js';
import type { Cause } from '../terms/result.js';
import type { Write } from './repeated.js';

/** What the two writes themselves do not tell. */
export interface Circumstances {
  readonly job: Pick<Job, 'consumer' | 'checkpoint'>;
  /** How often the source accepted the record. */
  readonly acceptances: number;
  /** How many distinct origins (blocks, ranges) the record had come from before this write. */
  readonly originsBefore: number;
}

/** The block or range has been written before, and here it is written again. */
export function causeOfSameOrigin(before: Write, after: Write, { job, acceptances }: Circumstances): Cause {
  const first = before.moment;
  const again = after.moment;
  if (before.index === after.index) {
    // Twice in one write: the source holds it twice, and both copies came in one block or range.
    return acceptances > 1 ? 'producer retry' : 'output retry';
  }
  if (first.driver !== again.driver) {
    return causeOfReplay(first.batch === again.batch, job);
  }
  if (first.batch !== again.batch) {
    // One driver gave the same block to two batches: it had it from the log, and from its receiver.
    return job.consumer === 'direct' ? 'source re-send' : 'log replay';
  }
  // A transaction that is tried again is the sink's affair; a task writes again when it runs again.
  return again.effect === 'transaction' || first.attempt === again.attempt ? 'output retry' : 'task retry';
}

/**
 * Another driver wrote it. A batch that is run again (the checkpoint lists it, or it lies in the down time) is a replay from the checkpoint;
 * a block in a batch that was made after the restart came back through the metadata log. Without a checkpoint that is read, a direct stream
 * reads again from the offsets that the source remembers.
 */
function causeOfReplay(sameBatch: boolean, { consumer, checkpoint }: Circumstances['job']): Cause {
  if (consumer === 'direct') {
    return checkpoint === 'recovered' ? 'checkpoint replay' : 'source re-send';
  }
  return sameBatch ? 'checkpoint replay' : 'log replay';
}

/**
 * Another block, or another range. As many as the source accepted beyond the first are the producer's; for the rest the source has sent again,
 * or, where a checkpoint is read, a batch was computed anew with another range.
 */
export function causeOfOtherOrigin(before: Write, after: Write, circumstances: Circumstances): Cause {
  const { job, acceptances, originsBefore } = circumstances;
  if (originsBefore < acceptances) {
    return 'producer retry';
  }
  const recomputed =
    job.consumer === 'direct' && job.checkpoint === 'recovered' && before.moment.driver !== after.moment.driver;
  return recomputed ? 'checkpoint replay' : 'source re-send';
}
