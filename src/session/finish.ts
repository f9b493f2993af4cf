/** Finishes a job: stops its source, drains, judges, archives. What every verb that judges calls first. */
import { liveDisplay } from '../chart/live.js';
import { counted } from '../guarantee/words.js';
import { CellError } from './cell-error.js';
import { Runs, type JudgedRun } from './judged-run.js';
import type { NotebookJob } from './notebook-job.js';
import type { Stage } from './stage.js';

/** @returns the judgement there is, or makes it. @throws CellError for a job that was stopped before it could be judged. */
export async function finish(stage: Stage, notebookJob: NotebookJob): Promise<JudgedRun> {
  if (notebookJob.judged !== null) {
    return notebookJob.judged;
  }
  const { definition, run } = notebookJob;
  const { job } = definition;
  if (run === null || notebookJob.stopped) {
    throw new CellError({
      kind: 'not judged',
      name: 'JobWasStopped',
      message: `"${job.name}" was stopped before it was judged; run its cell again`
    });
  }
  const pace = stage.pace(() => liveDisplay({ job, progress: run.progress() }));
  await run.drain(pace);
  const runs = new Runs(definition);
  stage.session.ended(run.trace());
  runs.add(run.trace());
  const judged = runs.judged(overridesOf(stage));
  notebookJob.judged = judged;
  run.stop();
  notebookJob.run = null;
  notebookJob.finishedAt = await keep(stage, judged);
  return judged;
}

export function overridesOf({ session }: Stage): Readonly<Record<string, string | number>> {
  const { engine, seed, limitMs } = session.context.overrides;
  return {
    ...(engine === undefined ? {} : { engine }),
    ...(seed === undefined ? {} : { seed }),
    ...(limitMs === undefined ? {} : { limitMs })
  };
}

/** Puts a finished run into the archive; where that is not possible it is said once and the run stays in memory. @returns when it finished, ISO 8601. */
export async function keep(stage: Stage, judged: JudgedRun): Promise<string> {
  const saved = await stage.session.parts.archive.save({
    job: judged.definition.job.name,
    configuration: judged.definition.configuration,
    settings: judged.definition.settings,
    traces: [judged.trace],
    result: judged.verdict
  });
  if (saved.kind === 'in memory' && saved.firstTime) {
    stage.warn(saved.why);
  }
  if (saved.letGo > 0) {
    stage.warn(
      `${counted(saved.letGo, 'older run')} of this notebook ${saved.letGo === 1 ? 'was' : 'were'} let go from .spillway to make room`
    );
  }
  return saved.finishedAt;
}
