/** What goes between an exploration and its worker threads. */
import type { Schedule } from '../../explore/crash.js';
import type { PointOutcome } from '../../explore/point-outcome.js';
import type { Job } from '../../terms/job.js';

export interface Assignment {
  readonly job: Job;
  readonly schedules: readonly Schedule[];
}
/** One outcome a schedule, in their order. */
export type Report = readonly PointOutcome[];
