/** Where schedules are tried: one job, run from its launch under any schedule. Handed in, so that exploring does not ask what runs it. */
import { simulateFromLaunch, type Launching } from '../engine/simulated/simulated-engine.js';
import type { RunWatcher } from '../engine/simulated/simulated-run.js';
import type { Failure } from '../terms/failure.js';
import type { Job } from '../terms/job.js';
import type { Trace } from '../terms/trace.js';
import { failureOf, type Schedule } from './crash.js';
import { pointOutcome, type PointOutcome } from './point-outcome.js';
import { numbers } from './small-job.js';

/** One run under these failures, which count from its launch. */
export type Run = (launching: Launching, failures: readonly Failure[], watcher?: RunWatcher | null) => Trace;

export class Laboratory {
  constructor(
    readonly job: Job,
    private readonly runOnce: Run = simulateFromLaunch
  ) {}

  trace({ seed, crashes }: Schedule, watcher: RunWatcher | null = null): Trace {
    return this.runOnce({ job: this.job, application: numbers, seed }, crashes.map(failureOf), watcher);
  }

  try(schedule: Schedule): PointOutcome {
    return pointOutcome(this.trace(schedule));
  }
}

/** Tries many schedules of one job and answers in their order; how many at a time, and where, is its own business. */
export type TryAll = (job: Job, schedules: readonly Schedule[]) => Promise<readonly PointOutcome[]>;
