/** `stop: NAME`: stops the source, drains, judges, and says how it stood; `stop: all` does so with every job that runs, and ends a broker of one's own. */
import { runTable } from '../../chart/run-table.js';
import { allAtOnce } from '../at-once.js';
import { finish } from '../finish.js';
import type { Stage } from '../stage.js';

export async function runStopCell(stage: Stage, name: string): Promise<void> {
  const { session } = stage;
  const jobs =
    name === 'all'
      ? [...session.jobs.values()].filter(job => job.judged === null && !job.stopped)
      : [session.job(name)];
  if (jobs.length === 0) {
    stage.text('nothing runs');
  }
  const judged = await allAtOnce(jobs, job => finish(stage, job));
  if (name === 'all') {
    session.stopEngines();
  }
  for (const { verdict } of judged) {
    stage.table(runTable(verdict), verdict);
  }
}
