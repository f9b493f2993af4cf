/** One whole run in virtual time, of numbers. */
import { simulate } from '../../src/engine/simulated/simulated-engine.js';
import type { Failure } from '../../src/terms/failure.js';
import type { Job } from '../../src/terms/job.js';
import type { Trace } from '../../src/terms/trace.js';
import { numbers } from './jobs.js';

/** To the steady point, through the failures, to the end of the drain. */
export function wholeRun(job: Job, failures: readonly Failure[] = [], seed = 1): Trace {
  return simulate({ ...job, failures }, numbers, seed);
}
