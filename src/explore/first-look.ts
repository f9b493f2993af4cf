/** A few crashes of each step and victim: something to see at once, while the whole map is being tried. */
import { crashPointsOf } from './crash-points.js';
import { placesKey, singleCrashes, tryThem, type Exploring, type Tried } from './exploration.js';
import { grouped } from './grouped.js';
import { Laboratory } from './laboratory.js';

/** @returns one crash for each step and victim, the one in the middle of the run. It says what occurs, and proves nothing. */
export async function firstLook(exploring: Exploring): Promise<readonly Tried[]> {
  const {
    job,
    worlds: [world]
  } = exploring;
  const { points } = crashPointsOf(new Laboratory(job), { ...world, crashes: [] });
  const groups = grouped(singleCrashes(points, { ...world, map: 'full' }), placesKey);
  const middles = [...groups.values()].flatMap(group => group[Math.floor(group.length / 2)] ?? []);
  return tryThem(middles, exploring);
}
