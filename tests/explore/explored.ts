/** Explorations for tests, tried in this thread. */
import { exploreOnce, type Exploration } from '../../src/explore/exploration.js';
import type { World } from '../../src/explore/worlds.js';
import { Laboratory, runCells, type RunAll, type TryAll } from '../../src/explore/laboratory.js';
import { smallJob } from '../../src/explore/small-job.js';
import type { Job } from '../../src/terms/job.js';

export const tryHere: TryAll = (job, schedules) => {
  const laboratory = new Laboratory(job);
  return Promise.resolve(schedules.map(schedule => laboratory.try(schedule)));
};

export const runHere: RunAll = jobs => Promise.resolve(jobs.map(runCells));

export const ownWorld: World = { seed: 1, storeLatencyMs: null, map: 'full' };

export const exploreHere = (job: Job, map: World['map'] = 'full'): Promise<Exploration> =>
  exploreOnce({ job: smallJob(job), worlds: [{ ...ownWorld, map }], tryAll: tryHere });
