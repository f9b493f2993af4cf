/** What runs in a notebook and what has run: one line a job. */
import { counted } from '../guarantee/words.js';
import type { JobsResult } from '../terms/result.js';
import { nextStep } from './next-step.js';
import type { Table } from './table.js';

export function jobsTable(result: JobsResult): Table {
  const { jobs } = result;
  return {
    title: jobs.length === 0 ? 'No job has run yet' : counted(jobs.length, 'job'),
    columns: ['job', 'state', 'row of the page', 'verdict', 'finished'].map(head => ({ head })),
    rows: jobs.map(({ job, state, configuration, verdict, finishedAt }) => [
      job,
      state,
      configuration ?? 'none',
      verdict ?? '',
      finishedAt ?? ''
    ]),
    notes: [],
    next: nextStep({ verb: 'jobs', result })
  };
}
