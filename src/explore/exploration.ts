/** Tries a job at every crash point: the plan of schedules, their outcomes, and what was covered. */
import type { Job } from '../terms/job.js';
import type { Crash, Schedule } from './crash.js';
import { crashPointsOf, type CrashPoint, type Victim } from './crash-points.js';
import { Laboratory, type TryAll } from './laboratory.js';
import { letterOf, nobodyStruck, type Letter, type PointOutcome } from './point-outcome.js';
import type { CrashRun } from './shared-runs.js';
import type { World, Worlds } from './worlds.js';

/** A schedule with where its crashes stand on the map. */
export interface Try {
  readonly schedule: Schedule;
  /** What is run for it, and perhaps for others too. */
  readonly run: CrashRun;
  /** One a crash, in order of time. */
  readonly places: readonly { readonly point: CrashPoint; readonly victim: Victim }[];
}
export interface Tried extends Try {
  readonly result: PointOutcome;
  readonly letter: Letter;
}

/** What was tried of one world. */
export interface WorldCovered extends World {
  /** Crash points of the undisturbed run, and how many of them bear a step's name. */
  readonly points: number;
  readonly named: number;
  readonly tried: number;
  readonly checkpointFirst: number;
  readonly outputFirst: number;
}

export interface Exploration {
  /** The small job that was run. */
  readonly job: Job;
  readonly depth: 1 | 2;
  readonly seed: number;
  readonly tried: readonly Tried[];
  readonly covered: readonly WorldCovered[];
  /** How many runs were done a second time, and how many of them came out the same, byte for byte. */
  readonly repeated: { readonly runs: number; readonly same: number };
}

export interface Exploring {
  readonly job: Job;
  /** The first is the job's own. */
  readonly worlds: Worlds;
  readonly tryAll: TryAll;
  /** Told how many runs are going to be done, as they are planned. */
  readonly planned?: (runs: number) => void;
}

/** The schedules of one failure each that a map asks for. */
export function singleCrashes(points: readonly CrashPoint[], { seed, storeLatencyMs, map }: World): readonly Try[] {
  return points.flatMap(point =>
    point.victims
      .filter(victim => map === 'full' || victim.own)
      .map(victim => ({
        schedule: { seed, storeLatencyMs, crashes: [crashAt(point, victim)] },
        run: victim.run,
        places: [{ point, victim }]
      }))
  );
}

/** The step and the victim of each of its crashes, as one key. */
export const placesKey = ({ places }: Pick<Try, 'places'>): string =>
  places.map(({ point, victim }) => `${point.step} ${victim.struck}`).join();

export const crashAt = ({ at }: CrashPoint, { struck }: Victim): Crash => ({ struck, at });

/** One failure a run, at every point. */
export async function exploreOnce(exploring: Exploring): Promise<Exploration> {
  const { job, worlds } = exploring;
  const laboratory = new Laboratory(job);
  const covered: WorldCovered[] = [];
  const tries: Try[] = [];
  for (const world of worlds) {
    const { points, races } = crashPointsOf(laboratory, { ...world, crashes: [] });
    const crashes = singleCrashes(points, world);
    const effects = points.filter(({ victims }) => victims[0]?.struck !== 'acknowledgement');
    covered.push({
      ...world,
      points: effects.length,
      named: effects.filter(({ moment }) => moment !== null).length,
      tried: crashes.length,
      ...races
    });
    tries.push(...crashes);
  }
  const tried = await tryThem(tries, exploring);
  return {
    job,
    depth: 1,
    seed: worlds[0].seed,
    tried,
    covered,
    repeated: repeat(laboratory, tries)
  };
}

/** Each run is done once, however many crashes it stands for. */
export async function tryThem(
  tries: readonly Try[],
  { job, tryAll, planned }: Omit<Exploring, 'worlds'>
): Promise<readonly Tried[]> {
  const runs = runsOf(tries);
  planned?.(runs.size);
  const results = await tryAll(job, [...runs.values()]);
  const resultOf = new Map([...runs.keys()].map((run, index) => [run, results[index]]));
  return tries.flatMap(one => {
    const result = resultOf.get(one.run);
    return result === undefined ? [] : [told(one, result)];
  });
}

/** How many runs were done for what was tried: fewer, where crashes share one. */
export const runsDone = ({ tried }: Pick<Exploration, 'tried'>): number => new Set(tried.map(({ run }) => run)).size;

/** The schedules that have to be run. */
export const runsOf = (tries: readonly Try[]): ReadonlyMap<CrashRun, Schedule> =>
  new Map(tries.map(({ run, schedule }) => [run, { ...schedule, crashes: endingWith(schedule, run) }]));

const endingWith = ({ crashes }: Schedule, { at }: CrashRun): Schedule['crashes'] =>
  crashes.map((crash, index) => (index === crashes.length - 1 ? { ...crash, at } : crash));

/** An effect without a name bears no records, though the one whose run it shares may. */
function told(one: Try, outcome: PointOutcome): Tried {
  const result = one.places[0]?.point.moment === null ? { ...outcome, struck: nobodyStruck } : outcome;
  return { ...one, result, letter: letterOf(result) };
}

/** So many runs of an exploration are done a second time, spread evenly over it. */
const sample = 12;

/** The same schedule must give the same bytes. */
export function repeat(laboratory: Laboratory, tries: readonly Try[]): Exploration['repeated'] {
  const stride = Math.max(1, Math.floor(tries.length / sample));
  const chosen = tries.filter((_, index) => index % stride === 0).slice(0, sample);
  const same = chosen.filter(
    ({ schedule }) => JSON.stringify(laboratory.trace(schedule)) === JSON.stringify(laboratory.trace(schedule))
  );
  return { runs: chosen.length, same: same.length };
}
