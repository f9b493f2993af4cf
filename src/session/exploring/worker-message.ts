/** What goes between an exploration and its worker threads. */
import type { Schedule } from '../../explore/crash.js';
import type { PointOutcome } from '../../explore/point-outcome.js';
import type { Job } from '../../terms/job.js';

/** schedules: of one job, from its launch. jobs: each as its cells run it. */
export type Assignment =
  | { readonly kind: 'schedules'; readonly job: Job; readonly schedules: readonly Schedule[] }
  | { readonly kind: 'jobs'; readonly jobs: readonly Job[] };
/** One outcome a schedule or a job, in their order. */
export type Report = readonly PointOutcome[];
