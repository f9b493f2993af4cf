/** `job: NAME`: launches it; the cell is done when the job is steady, and its own failures are behind it. */
import { jobTable } from '../../chart/job-output.js';
import type { JobDefinition } from '../../language/cell.js';
import type { JobResult } from '../../terms/result.js';
import { ofTotal } from '../../guarantee/words.js';
import type { Input } from '../../input/input.js';
import { CellError } from '../cell-error.js';
import { keep, overridesOf } from '../finish.js';
import { Runs } from '../judged-run.js';
import { openInputToRun } from '../open-input-of.js';
import type { NotebookJob } from '../notebook-job.js';
import { drawEveryMs, WatchedJob } from '../watched-job.js';
import { runAll, startRun, type RunsUnderWay } from '../run-job.js';
import type { Stage } from '../stage.js';

export async function runJobCell(stage: Stage, definition: JobDefinition): Promise<void> {
  const { session } = stage;
  const { job } = definition;
  const input = await openInputToRun(stage, job);
  session.jobs.get(job.name)?.run?.stop(); // running a job's cell again replaces it, also where the new one fails
  session.jobs.delete(job.name);
  if (job.runs > 1) {
    await runMany(stage, definition, input);
    return;
  }
  const run = await startRun(stage, definition, input);
  const notebookJob = { ...newJob(stage, definition, input), run };
  session.jobs.set(job.name, notebookJob);
  showJob(stage, definition, 'steady');
  if (job.engine !== 'simulated') {
    watch(stage, notebookJob);
  }
}

/** An interrupt keeps the runs that were made: the job is then finished with these. */
async function runMany(stage: Stage, definition: JobDefinition, input: Input): Promise<void> {
  const { job } = definition;
  const runs = new Runs(definition);
  stage.putAwayIf(() => runs.done > 0);
  try {
    await runAll(stage, job, { input, runs, cell: 'job' });
  } catch (error) {
    if (!(error instanceof CellError && error.kind === 'interrupted' && runs.done > 0)) {
      throw error;
    }
    await finishMany(stage, definition, { input, runs });
    const kept = `${ofTotal(runs.done, job.runs)} runs of "${job.name}" were made and are kept`;
    throw new CellError({ ...error, message: `${error.message}: ${kept}; "chart: ${job.name}" shows them` });
  }
  await finishMany(stage, definition, { input, runs });
}

async function finishMany(stage: Stage, definition: JobDefinition, { input, runs }: RunsUnderWay): Promise<void> {
  const judged = runs.judged(overridesOf(stage));
  const finishedAt = await keep(stage, judged);
  stage.session.jobs.set(definition.job.name, { ...newJob(stage, definition, input), judged, finishedAt });
  showJob(stage, definition, 'finished');
}

function newJob({ session }: Stage, definition: JobDefinition, input: Input): NotebookJob {
  const touchedMs = session.parts.nowMs();
  return { definition, input, run: null, judged: null, finishedAt: null, stopped: false, touchedMs, shown: null };
}

function showJob(stage: Stage, definition: JobDefinition, state: 'steady' | 'finished'): void {
  const { job, settings } = definition;
  const result: JobResult = {
    schema: 'spillway/1',
    kind: 'job',
    job: job.name,
    settings: Object.fromEntries(settings.map(setting => [setting.key, setting.value])),
    state
  };
  stage.table(jobTable({ definition, state }), result);
}

/** A real job runs on between cells, and its cell shows how. In virtual time nothing happens between them. */
function watch(stage: Stage, notebookJob: NotebookJob): void {
  const { parts } = stage.session;
  notebookJob.touchedMs = parts.nowMs();
  const { id, draw } = stage.lasting();
  const watched = new WatchedJob(notebookJob, display => {
    notebookJob.shown = { id, content: display.content };
    draw(display);
  });
  watched.look(parts.nowMs());
  parts.every(drawEveryMs, () => watched.look(parts.nowMs()));
}
