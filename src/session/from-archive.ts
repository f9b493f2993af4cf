/** Finished runs by name: those of this kernel first, then those on disk, marked as from the archive. */
import { CellError } from './cell-error.js';
import { finish } from './finish.js';
import { tally } from '../ledger/count.js';
import type { JudgedRun } from './judged-run.js';
import type { Session } from './session.js';
import type { Stage } from './stage.js';

/** @throws CellError where neither this kernel nor the archive has a run of that name. */
export async function judgedFromArchive(session: Session, name: string): Promise<JudgedRun> {
  const archived = await session.archived(name);
  if (archived === null) {
    session.job(name); // throws, with the names there are
    throw new CellError({ kind: 'wrong input', name: 'UnknownJob', message: `no run of "${name}" is in the archive` });
  }
  const { run, finishedAt } = archived;
  const [trace] = run.traces;
  if (trace === undefined) {
    throw new CellError({
      kind: 'wrong input',
      name: 'DamagedArchive',
      message: `the archived run of "${name}" has no trace; run its cell again`
    });
  }
  const definition = { job: trace.job, configuration: run.configuration, settings: run.settings, given: {} };
  return { definition, trace, tally: tally(trace), verdict: { ...run.result, archived: finishedAt } };
}

/** The judgement of a job, finishing it where it still runs. */
export async function judgedByName(stage: Stage, name: string): Promise<JudgedRun> {
  const notebookJob = stage.session.jobs.get(name);
  return notebookJob === undefined ? judgedFromArchive(stage.session, name) : finish(stage, notebookJob);
}
