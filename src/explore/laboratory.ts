/** Where schedules are tried: one job, run from its launch under any schedule. Handed in, so that exploring does not ask what runs it. */
import { simulate, simulateFromLaunch, type Launching } from '../engine/simulated/simulated-engine.js';
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

  trace({ seed, storeLatencyMs, crashes }: Schedule, watcher: RunWatcher | null = null): Trace {
    const job = storeLatencyMs === null ? this.job : { ...this.job, storeLatencyMs };
    return this.runOnce({ job, application: numbers, seed }, crashes.map(failureOf), watcher);
  }

  try(schedule: Schedule): PointOutcome {
    return pointOutcome(this.trace(schedule));
  }
}

/** A whole run as its cells make it: to the steady point, through its own failures, to its end. */
export const runCells = (job: Job): PointOutcome => pointOutcome(simulate(job, numbers, job.seed));

/** Runs many jobs as their cells do, and answers in their order. */
export type RunAll = (jobs: readonly Job[]) => Promise<readonly PointOutcome[]>;

/** Tries many schedules of one job and answers in their order; how many at a time, and where, is its own business. */
export type TryAll = (job: Job, schedules: readonly Schedule[]) => Promise<readonly PointOutcome[]>;
