import { beforeAll, describe, expect, test } from '@jest/globals';
import { tally } from '../../../src/ledger/count.js';
import type { ConfigurationId } from '../../../src/terms/result.js';
import type { Trace } from '../../../src/terms/trace.js';
import { after, kill } from '../failures.js';
import { rowJob } from '../jobs.js';
import { bundledScripts } from './bundled.js';
import { localWholeRun } from './local-whole-run.js';

const rows: readonly ConfigurationId[] = ['reliable-wal', 'direct-checkpoint'];

/** Jobs that lose nothing whatever dies, five of each kind, each with another failure. */
const jobs = rows.flatMap(id =>
  (
    [
      [],
      [kill('driver', after('done'))],
      [kill('driver', after('ckpt1'))],
      [kill('executor', after('out', { occurrence: 2 }))],
      [kill('executor', after('out')), kill('driver', after('submit'))]
    ] as const
  ).map((failures, index) =>
    rowJob(id, { engine: 'local', executors: 2, failures: [...failures], seed: index + 1, source: { records: 60 } })
  )
);

describe('ten jobs at once', () => {
  let traces: readonly Trace[];
  beforeAll(async () => {
    const scripts = await bundledScripts();
    traces = await Promise.all(jobs.map(job => localWholeRun(job, scripts)));
  }, 180_000);

  test.each(jobs.map((job, index) => [index, job.consumer, job.failures.length] as const))(
    'job %i, %s, %i failures: every failure fires, nothing is lost',
    index => {
      const [job, trace] = [jobs[index], traces[index]];
      if (job === undefined || trace === undefined) {
        throw new Error(`job ${index} did not run`);
      }
      expect(trace.ended).toBe('drained');
      expect(trace.failures.map(({ fired, why }) => [fired, why])).toEqual(job.failures.map(() => [true, null]));
      const { records, receipt } = tally(trace);
      expect([records.sent, records.delivered, receipt.distinct, receipt.lost]).toEqual([60, 60, 60, 0]);
    }
  );
});
