/** Explorations for tests, tried in this thread. */
import { exploreOnce, type Exploration, type MapKind } from '../../src/explore/exploration.js';
import { Laboratory, type TryAll } from '../../src/explore/laboratory.js';
import { smallJob } from '../../src/explore/small-job.js';
import type { Job } from '../../src/terms/job.js';

export const tryHere: TryAll = (job, schedules) => {
  const laboratory = new Laboratory(job);
  return Promise.resolve(schedules.map(schedule => laboratory.try(schedule)));
};

export const exploreHere = (job: Job, maps: readonly MapKind[] = ['full']): Promise<Exploration> =>
  exploreOnce({ job: smallJob(job), seed: 1, maps, tryAll: tryHere });
