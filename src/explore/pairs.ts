/** Two failures a run, in order of time: the second strikes what the first one's recovery does. */
import { crashPointsOf, type CrashPoint } from './crash-points.js';
import {
  crashAt,
  placesKey,
  repeat,
  singleCrashes,
  tryThem,
  type Exploration,
  type Exploring,
  type Try,
  type WorldCovered
} from './exploration.js';
import { grouped } from './grouped.js';
import { Laboratory } from './laboratory.js';
import type { World } from './worlds.js';

/** Of each step and victim so many first crashes, spread evenly over the run; the bound says how many there were. */
export const firstCrashesOfEach = 4;
/** And so many under every schedule besides the job's own. */
export const firstCrashesElsewhere = 2;

/** First crashes at named points after the victim's own effects. @returns a few of each step and victim. */
export function firstCrashes(points: readonly CrashPoint[], world: World, ofEach = firstCrashesOfEach): readonly Try[] {
  const named = points.filter(({ moment }) => moment !== null);
  const groups = grouped(singleCrashes(named, { ...world, map: 'reduced' }), placesKey);
  return [...groups.values()].flatMap(group => spread(group, ofEach));
}

function spread<T>(items: readonly T[], most: number): readonly T[] {
  if (items.length <= most) {
    return items;
  }
  return Array.from({ length: most }, (_, index) => items[Math.floor(((index + 0.5) * items.length) / most)]).flatMap(
    item => item ?? []
  );
}

/** How many first crashes are learned and tried before others get their turn. */
const firstAtATime = 8;

/** Each first crash with every later named point, after the second victim's own effects, under every schedule. */
export async function explorePairs(exploring: Exploring): Promise<Exploration> {
  const { job, worlds } = exploring;
  const laboratory = new Laboratory(job);
  const inEach: PairsOfWorld[] = [];
  for (const world of worlds) {
    const ofEach = world === worlds[0] ? firstCrashesOfEach : firstCrashesElsewhere;
    inEach.push(await pairsIn(laboratory, { ...world, map: 'reduced' }, { ...exploring, ofEach }));
  }
  return {
    job,
    depth: 2,
    seed: worlds[0].seed,
    tried: inEach.flatMap(({ tried }) => tried),
    covered: inEach.map(({ covered }) => covered),
    repeated: repeat(
      laboratory,
      inEach.flatMap(({ some }) => some)
    )
  };
}

interface PairsOfWorld {
  readonly tried: Exploration['tried'];
  readonly covered: WorldCovered;
  /** A few of them, to be done a second time. */
  readonly some: readonly Try[];
}

async function pairsIn(
  laboratory: Laboratory,
  world: World,
  { ofEach, ...exploring }: Exploring & { readonly ofEach: number }
): Promise<PairsOfWorld> {
  const { points, races } = crashPointsOf(laboratory, { ...world, crashes: [] });
  const first = firstCrashes(points, world, ofEach);
  const tried: Exploration['tried'][number][] = [];
  const some: Try[] = [];
  for (let at = 0; at < first.length; at += firstAtATime) {
    const tries = first.slice(at, at + firstAtATime).flatMap(one => secondCrashes(laboratory, one));
    some.push(...tries.slice(0, 2));
    for (const one of await tryThem(tries, exploring)) {
      tried.push(one);
    }
  }
  const covered = { ...world, points: first.length, named: first.length, tried: tried.length, ...races };
  return { tried, covered, some };
}

/** What can follow a first crash: each later named point, after the second victim's own effects. */
export function secondCrashes(laboratory: Laboratory, first: Try): readonly Try[] {
  const { schedule } = first;
  const later = crashPointsOf(laboratory, schedule).points.filter(
    ({ moment, step }) => moment !== null && step !== 'launch'
  );
  return later.flatMap(point =>
    point.victims
      .filter(({ own, struck }) => own && struck !== 'acknowledgement')
      .map(victim => ({
        schedule: { ...schedule, crashes: [...schedule.crashes, crashAt(point, victim)] },
        run: victim.run,
        places: [...first.places, { point, victim }]
      }))
  );
}
