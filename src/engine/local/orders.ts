/** What the kernel orders of a supervisor, and what that tells it back, over the channel that `fork` makes. */
import type { Failure } from '../../terms/failure.js';
import type { Job } from '../../terms/job.js';
import type { FailureReport, Moment, Trace } from '../../terms/trace.js';
import type { Progress, Waited } from '../engine.js';

export type Order =
  | {
      readonly kind: 'launch';
      readonly job: Job;
      readonly seed: number;
      readonly folder: string;
      readonly baseFolder: string;
      readonly script: string;
    }
  | { readonly kind: 'to steady' }
  | { readonly kind: 'inject'; readonly failures: readonly Failure[] }
  | { readonly kind: 'drain' };

/** All of a trace but its moments, which are sent as they come. */
export type Frame = Omit<Trace, 'moments'>;

export type News =
  | { readonly kind: 'moments'; readonly moments: readonly Moment[]; readonly progress: Progress }
  /** An order is done: the wait is over. */
  | {
      readonly kind: 'done';
      readonly waited: Waited;
      readonly reports: readonly FailureReport[];
      readonly frame: Frame;
    }
  | { readonly kind: 'failed'; readonly message: string };
