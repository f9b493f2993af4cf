/** Crashes that are said to share a run, each run by itself. */
import { crashPointsOf } from '../../src/explore/crash-points.js';
import { runsOf, singleCrashes, type Try } from '../../src/explore/exploration.js';
import { Laboratory } from '../../src/explore/laboratory.js';
import { nobodyStruck, type PointOutcome } from '../../src/explore/point-outcome.js';
import { smallJob } from '../../src/explore/small-job.js';
import type { ConfigurationId } from '../../src/terms/result.js';
import { rowJob } from '../engine/jobs.js';
import { ownWorld } from './explored.js';

export interface Shared {
  readonly crash: Try;
  /** What its own run comes to, and that of the crash whose run it shares. */
  readonly alone: PointOutcome;
  readonly together: PointOutcome;
}

/** @param every so many of them is tried: 1 for all. */
export function sharedRuns(id: ConfigurationId, every: number): readonly Shared[] {
  const laboratory = new Laboratory(smallJob(rowJob(id)));
  const tries = singleCrashes(crashPointsOf(laboratory, { ...ownWorld, crashes: [] }).points, ownWorld);
  const runs = runsOf(tries);
  return tries
    .filter(({ run, schedule }) => run.at !== schedule.crashes[0]?.at)
    .filter((_, index) => index % every === 0)
    .map(crash => ({
      crash,
      alone: laboratory.try(crash.schedule),
      together: { ...laboratory.try(runs.get(crash.run) ?? crash.schedule), struck: nobodyStruck }
    }));
}
