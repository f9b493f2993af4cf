/** What every engine offers: a job under way, whose trace grows. One contract for `simulated`, `local` and `spark`. */
import type { Failure } from '../terms/failure.js';
import type { EngineName, Job } from '../terms/job.js';
import type { FailureReport, Trace } from '../terms/trace.js';
import type { Input } from '../input/input.js';

/** How a wait goes on: called now and then; it lets others work, draws progress, and throws to end the wait (interrupt). */
export interface Pace {
  breathe(): Promise<void>;
}

/** How a wait ended. `limit`: the job's `limitMs` passed first. `over`: the job stopped or aborted before. */
export type Waited = 'reached' | 'limit' | 'over';

export interface Progress {
  readonly clockMs: number;
  /** What takes its time before it starts; absent where nothing does. */
  readonly preparing?: string;
  readonly state: 'starting' | 'steady' | 'recovering' | 'draining' | 'finished' | 'stopped' | 'aborted';
  readonly sent: number;
  readonly written: number;
  /** Records that the source holds and the sink does not yet. */
  readonly backlog: number;
  readonly batches: number;
  /** The newest batch's time, ms. */
  readonly batch: number | null;
}

export interface LiveRun {
  /** The trace so far; its arrays grow while the run goes on. */
  trace(): Trace;
  progress(): Progress;
  /** Runs until the first batch is written and, where there are checkpoints, the first is durable; then the job's own failures count from here. */
  toSteady(pace: Pace): Promise<Waited>;
  /** Sets these failures, counted from now, and runs until each has fired and recovery is complete, or the limit has passed. */
  inject(failures: readonly Failure[], pace: Pace): Promise<readonly FailureReport[]>;
  /** Stops the source, notes its end position, and runs until every delivered record had its chance. Then the run is finished. */
  drain(pace: Pace): Promise<Waited>;
  /** Ends every process of the run at once, without a drain. Idempotent. */
  stop(): void;
}

export interface Engine {
  readonly name: EngineName;
  /** @throws EngineUnavailable when this machine cannot run it. */
  launch(job: Job, input: Input, seed: number): LiveRun;
  /** Ends what it keeps for more than one run. The next run that needs it starts it again. */
  stop?(): void;
}

/** This machine cannot run the engine, or not this job on it; the message says what the user can do. */
export class EngineUnavailable extends Error {
  override readonly name = 'EngineUnavailable';
}

/** A run under way that cannot go on, through no failure of the job's own: it has ended, and its message says why and what to do. */
export class RunFailed extends Error {
  override readonly name = 'RunFailed';
}
