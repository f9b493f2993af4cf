/** Launches a job and brings its runs to where a cell may go on: steady with its own failures behind it, or, for several runs, to their ends. */
import { liveDisplay } from '../chart/live.js';
import type { Engine, LiveRun, Pace, Waited } from '../engine/engine.js';
import type { Input } from '../input/input.js';
import type { JobDefinition } from '../language/cell.js';
import type { Job } from '../terms/job.js';
import type { Trace } from '../terms/trace.js';
import { CellError } from './cell-error.js';
import { judgedRun, type JudgedRun } from './judged-run.js';
import type { Stage } from './stage.js';

/** @throws CellError: a job that never became steady is never faulted and is no result. */
async function toSteady(run: LiveRun, job: Job, pace: Pace): Promise<void> {
  const waited = await run.toSteady(pace);
  if (waited === 'reached') {
    return;
  }
  run.stop();
  const reason: Record<Exclude<Waited, 'reached'>, string> = {
    limit: `within ${job.limitMs} ms; raise "limit:", or lower "batchInterval:"`,
    over: 'before it ended itself'
  };
  throw new CellError({
    kind: 'not judged',
    name: 'NeverSteady',
    message: `"${job.name}" did not write its first batch ${reason[waited]}`
  });
}

/** One run from its start to its steady point and through its own failures. Interrupted while it starts, it is gone. */
export async function startRun(stage: Stage, { job }: JobDefinition, input: Input): Promise<LiveRun> {
  const run = stage.session.engineFor(job).launch(job, input, job.seed);
  const pace = stage.pace(() => liveDisplay({ job, progress: run.progress() }));
  try {
    await toSteady(run, job, pace);
    if (job.failures.length > 0) {
      await run.inject(job.failures, pace);
    }
  } catch (error) {
    run.stop();
    throw error;
  }
  return run;
}

interface JobInput {
  readonly job: Job;
  readonly input: Input;
}

/** A whole run, to its end. */
async function wholeRun(engine: Engine, { job, input }: JobInput, pace: Pace): Promise<Trace> {
  const run = engine.launch(job, input, job.seed);
  await toSteady(run, job, pace);
  await run.inject(job.failures, pace);
  await run.drain(pace);
  return run.trace();
}

/** Every run of a job, one after another, each with the next seed, and their judgement. */
export async function runAll(stage: Stage, definition: JobDefinition, input: Input): Promise<JudgedRun> {
  const { job } = definition;
  const traces: Trace[] = [];
  const pace = stage.pace(() => liveDisplay({ job, runs: { done: traces.length, wanted: job.runs } }));
  for (let run = 0; run < job.runs; run += 1) {
    const seeded = { job: { ...job, seed: job.seed + run }, input };
    traces.push(await wholeRun(stage.session.engineFor(job), seeded, pace));
    await pace.breathe();
  }
  return judgedRun(definition, traces);
}
