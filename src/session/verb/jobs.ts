/** `jobs: all`: what runs in this notebook, what has run, and what the archive holds. */
import { jobsTable } from '../../chart/jobs.js';
import type { JobsResult } from '../../terms/result.js';
import type { NotebookJob } from '../notebook-job.js';
import type { Stage } from '../stage.js';

type Line = JobsResult['jobs'][number];

export async function runJobsCell(stage: Stage): Promise<void> {
  const { session } = stage;
  const here = [...session.jobs.values()].map(lineOf);
  const known = new Set(session.jobs.keys());
  const archived = await session.parts.archive.list();
  const before: Line[] = archived
    .filter(entry => !known.has(entry.job))
    .map(entry => ({
      job: entry.job,
      state: 'from the archive',
      configuration: entry.configuration,
      verdict: entry.verdict,
      finishedAt: entry.finishedAt
    }));
  const result: JobsResult = { schema: 'spillway/1', kind: 'jobs', jobs: [...here, ...before] };
  stage.table(jobsTable(result), result);
}

function lineOf({ definition, run, judged, stopped, finishedAt }: NotebookJob): Line {
  const state = judged !== null ? 'finished' : stopped ? 'stopped by the user' : (run?.progress().state ?? 'finished');
  return {
    job: definition.job.name,
    state,
    configuration: definition.configuration,
    verdict: judged?.verdict.verdict ?? null,
    finishedAt
  };
}
