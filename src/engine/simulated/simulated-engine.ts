/** The simulated engine: the protocol in virtual time, deterministic, seeded. */
import type { Failure } from '../../terms/failure.js';
import type { Job } from '../../terms/job.js';
import type { FailureReport, Trace } from '../../terms/trace.js';
import type { Application } from '../../protocol/stream-record.js';
import type { Engine, LiveRun, Pace, Waited } from '../engine.js';
import { SimulatedRun, type RunWatcher } from './simulated-run.js';

/** How many things happen in virtual time between two breaths: about 5 ms of a processor's time. */
const turnsBetweenBreaths = 4000;

export const simulatedEngine: Engine = {
  name: 'simulated',
  launch: (job, input, seed) => new LiveSimulation(new SimulatedRun(job, input, seed))
};

class LiveSimulation implements LiveRun {
  constructor(private readonly run: SimulatedRun) {}

  trace(): Trace {
    return this.run.trace();
  }
  progress() {
    return this.run.progress();
  }
  async toSteady(pace: Pace): Promise<Waited> {
    this.run.beginSteady();
    return this.run.endSteady(await this.wait(pace));
  }
  async inject(failures: readonly Failure[], pace: Pace): Promise<readonly FailureReport[]> {
    this.run.beginFailures(failures);
    try {
      return this.run.endFailures(await this.wait(pace));
    } catch (error) {
      this.run.endFailures('interrupted'); // what has not fired by then never will
      throw error;
    }
  }
  async drain(pace: Pace): Promise<Waited> {
    this.run.beginDrain();
    const waited = await this.wait(pace);
    this.run.endDrain(waited);
    return waited;
  }
  stop(): void {
    this.run.stop();
  }

  private async wait(pace: Pace): Promise<Waited> {
    for (;;) {
      const waited = this.run.advance(turnsBetweenBreaths);
      if (waited !== null) {
        return waited;
      }
      await pace.breathe();
    }
  }
}

/** One whole run at once: to steady, the failures, the drain. What exploring and predicting use. */
export function simulate(job: Job, application: Application, seed: number = job.seed): Trace {
  const run = new SimulatedRun(job, application, seed);
  const wait = (): Waited => run.advance(Infinity) ?? 'limit';
  run.beginSteady();
  if (run.endSteady(wait()) === 'reached') {
    run.beginFailures(job.failures);
    run.endFailures(wait());
    run.beginDrain();
    run.endDrain(wait());
  }
  return run.trace();
}

export interface Launching {
  readonly job: Job;
  readonly application: Application;
  readonly seed: number;
}

/**
 * One whole run whose failures count from its launch, not from its steady point: what exploring uses, whose crash points begin with the
 * first effect. @param watcher told of every effect; null: nobody asks.
 */
export function simulateFromLaunch(
  { job, application, seed }: Launching,
  failures: readonly Failure[],
  watcher: RunWatcher | null = null
): Trace {
  const run = new SimulatedRun(job, application, seed);
  run.watcher = watcher;
  run.beginFailures(failures);
  run.endFailures(run.advance(Infinity) ?? 'limit');
  run.beginDrain();
  run.endDrain(run.advance(Infinity) ?? 'limit');
  return run.trace();
}
