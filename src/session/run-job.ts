/** Launches a job and brings its runs to where a cell may go on: steady with its own failures behind it, or to their ends. */
import { liveDisplay } from '../chart/live.js';
import type { LiveRun, Pace, Progress, Waited } from '../engine/engine.js';
import { durationWords } from '../guarantee/words.js';
import type { Input } from '../input/input.js';
import type { JobDefinition } from '../language/cell.js';
import type { Job } from '../terms/job.js';
import type { LiveJob } from '../terms/live-job.js';
import type { Trace } from '../terms/trace.js';
import { atOnce } from './at-once.js';
import { CellError } from './cell-error.js';
import type { Runs } from './judged-run.js';
import { refusePassed } from './passed-already.js';
import type { Stage } from './stage.js';

/** Launches a run and takes it to its steady point. @throws CellError: a job that never became steady is never faulted and is no result. */
async function launched(stage: Stage, job: Job, { input, pace }: Running): Promise<LiveRun> {
  const run = stage.session.launch(job, input);
  const waited = await run.toSteady(pace(run)).catch((error: unknown) => {
    run.stop();
    throw error;
  });
  if (waited !== 'reached') {
    run.stop();
    throw neverSteady(job, waited, run.progress());
  }
  return run;
}

/** null: the job's records come from nobody else. */
const othersTopicOf = ({ source: { content } }: Job): string | null =>
  content.from === 'kafka' && content.bootstrap !== null ? content.topic : null;

interface Running {
  readonly input: Input;
  readonly pace: (run: LiveRun) => Pace;
}

function neverSteady(job: Job, waited: Exclude<Waited, 'reached'>, { sent }: Pick<Progress, 'sent'>): CellError {
  const { name, limitMs } = job;
  const topic = sent === 0 ? othersTopicOf(job) : null;
  const remedy =
    topic === null
      ? '; raise "limit:", or lower "batchInterval:"'
      : `: topic ${topic} gave no record in that time; write "from: earliest" to read what it holds, or raise "limit:" and have records written to it`;
  const reason = waited === 'limit' ? `within ${durationWords(limitMs)}${remedy}` : 'before it ended itself';
  return new CellError({
    kind: 'not judged',
    name: 'NeverSteady',
    message: `"${name}" did not write its first batch ${reason}`
  });
}

/** One run from its start to its steady point and through its own failures. Interrupted while it starts, it is gone. */
export async function startRun(stage: Stage, { job }: JobDefinition, input: Input): Promise<LiveRun> {
  const { session } = stage;
  const pace = (run: LiveRun) => {
    session.starting.set(job.name, { job, cell: 'job', run });
    return stage.pace(() => liveDisplay({ job, progress: run.progress() }));
  };
  try {
    const run = await launched(stage, job, { input, pace });
    if (job.failures.length > 0) {
      await strike(run, job, pace(run)).catch((error: unknown) => {
        run.stop();
        throw error;
      });
    }
    return run;
  } finally {
    session.starting.delete(job.name);
  }
}

/** The job's own failures. @throws CellError where the first can never fire. */
async function strike(run: LiveRun, { failures }: Job, pace: Pace): Promise<void> {
  refusePassed(run.trace(), failures);
  await run.inject(failures, pace);
}

/** A whole run, to its end. Whatever happens, nothing of it goes on behind it. */
export async function wholeRun(stage: Stage, job: Job, { input, pace, begun }: WholeRun): Promise<Trace> {
  const seen = (run: LiveRun): Pace => {
    begun?.(run);
    return pace;
  };
  const run = await launched(stage, job, { input, pace: seen });
  try {
    await strike(run, job, pace);
    await run.drain(pace);
    stage.session.ended(run.trace());
    return run.trace();
  } finally {
    run.stop();
  }
}

export interface WholeRun {
  readonly input: Input;
  readonly pace: Pace;
  /** Told of the run as soon as it is launched. */
  readonly begun?: (run: LiveRun) => void;
}

export interface RunsUnderWay {
  readonly input: Input;
  /** Filled run by run: whoever is interrupted has those that were made. */
  readonly runs: Runs;
}

export interface RunsOfCell extends RunsUnderWay {
  /** The verb of the cell that wants them. */
  readonly cell: LiveJob['cell'];
}

/** Every run of a job, each with the next seed, each examined as it ends. */
export async function runAll(stage: Stage, job: Job, { input, runs, cell }: RunsOfCell): Promise<void> {
  const { nowMs } = stage.session.parts;
  const startedMs = nowMs();
  const leftMs = () => (runs.done === 0 ? null : ((job.runs - runs.done) * (nowMs() - startedMs)) / runs.done);
  // One run is shown as it goes; of several, how many are done.
  let only: LiveRun | null = null;
  const pace = stage.pace(() =>
    only !== null
      ? liveDisplay({ job, progress: only.progress() })
      : liveDisplay({ job, runs: { done: runs.done, wanted: job.runs, leftMs: leftMs() } })
  );
  const places = Array.from({ length: job.runs }, (_, place) => place);
  const { starting } = stage.session;
  const standing = { job, cell, runs: () => ({ done: runs.done, all: job.runs }) };
  starting.set(job.name, { ...standing, run: null });
  const begun = (run: LiveRun): void => {
    if (job.runs > 1) return;
    only = run;
    starting.set(job.name, { ...standing, run });
  };
  try {
    await atOnce(places, { atMost: runsAtOnce(job), pace }, async (place, pace) => {
      runs.add(await wholeRun(stage, { ...job, seed: job.seed + place }, { input, pace, begun }), place);
      await pace.breathe();
    });
  } finally {
    starting.delete(job.name);
  }
}

/** Real jobs mostly wait for their own clocks, so some do not disturb each other. */
const runsAtOnce = ({ engine }: Job): number => (engine === 'simulated' ? 1 : 4);
