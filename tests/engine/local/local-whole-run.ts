/** One whole run on the local engine. */
import { tmpdir } from 'node:os';
import { LocalRun, type LocalRunSetting, type Scripts } from '../../../src/engine/local/local-run.js';
import type { Job } from '../../../src/terms/job.js';
import type { Trace } from '../../../src/terms/trace.js';

export const noPace = { breathe: () => Promise.resolve() };

/** To the steady point, through the job's failures, to the end of the drain. Whatever happens, nothing of it goes on. */
export async function localWholeRun(job: Job, scripts: Scripts, rest: Partial<LocalRunSetting> = {}): Promise<Trace> {
  const run = new LocalRun(job, job.seed, { baseFolder: tmpdir(), temporaryFolder: tmpdir(), scripts, ...rest });
  try {
    if ((await run.toSteady(noPace)) === 'reached') {
      await run.inject(job.failures, noPace);
      await run.drain(noPace);
    }
    return run.trace();
  } finally {
    run.stop();
  }
}
