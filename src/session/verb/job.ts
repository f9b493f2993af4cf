/** `job: NAME`: launches it; the cell is done when the job is steady, and its own failures are behind it. */
import { jobTable } from '../../chart/job-output.js';
import type { JobDefinition } from '../../language/cell.js';
import type { JobResult } from '../../terms/result.js';
import { keep } from '../finish.js';
import { openInputOf } from '../open-input-of.js';
import type { NotebookJob } from '../notebook-job.js';
import { drawEveryMs, WatchedJob } from '../watched-job.js';
import { runAll, startRun } from '../run-job.js';
import type { Stage } from '../stage.js';

export async function runJobCell(stage: Stage, definition: JobDefinition): Promise<void> {
  const { session } = stage;
  const { job } = definition;
  const input = await openInputOf(stage, job);
  session.jobs.get(job.name)?.run?.stop(); // running a job's cell again replaces it, also where the new one fails
  session.jobs.delete(job.name);
  let notebookJob: NotebookJob;
  const touchedMs = session.parts.nowMs();
  if (job.runs > 1) {
    const judged = await runAll(stage, definition, input);
    notebookJob = { definition, input, run: null, judged, stopped: false, touchedMs, shown: null };
    await keep(stage, judged);
  } else {
    const run = await startRun(stage, definition, input);
    notebookJob = { definition, input, run, judged: null, stopped: false, touchedMs, shown: null };
  }
  session.jobs.set(job.name, notebookJob);
  const state = notebookJob.judged === null ? 'steady' : 'finished';
  const result: JobResult = {
    schema: 'spillway/1',
    kind: 'job',
    job: job.name,
    settings: Object.fromEntries(definition.settings.map(setting => [setting.key, setting.value])),
    state
  };
  stage.table(jobTable({ definition, state }), result);
  if (notebookJob.run !== null && job.engine !== 'simulated') {
    watch(stage, notebookJob);
  }
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
