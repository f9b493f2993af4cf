/** The smallest witness of what a job can lose or double: a job with its failures, as a cell, that shows it when it is run. */
import { mainLossPlace } from '../guarantee/loss-words.js';
import { printJob } from '../language/print.js';
import { steps } from '../terms/failure.js';
import type { Job } from '../terms/job.js';
import type { LossPlace } from '../terms/result.js';
import type { CrashPoint } from './crash-points.js';
import type { Tried } from './exploration.js';
import type { RunAll } from './laboratory.js';
import { letterOf, type Letter, type PointOutcome } from './point-outcome.js';
import { crashesInWords, isNamed, type Telling } from './telling.js';

/** What a witness shows. `output duplicated`: twice in the sink, though received once. */
export type Shows = 'lost' | 'duplicated' | 'output duplicated' | 'aborted';

export interface Witness {
  readonly shows: Shows;
  /** The job with its failures, on the simulated engine. */
  readonly job: Job;
  /** Cells to paste and run, one after the other. */
  readonly cells: readonly string[];
  readonly result: PointOutcome;
  /** Where its crashes stand on the map. */
  readonly places: Tried['places'];
  /**
   * Under how many other seeds it shows the same: a witness that shows it under all of them does not hang on latencies. null: it names an
   * effect by its number, which means another one under every other seed.
   */
  readonly seeds: Seeds | null;
}

export interface Seeds {
  readonly same: number;
  readonly tried: number;
  /** What it came to under any of them. */
  readonly letters: readonly Letter[];
}

export function doesShow(shows: Shows, result: PointOutcome): boolean {
  switch (shows) {
    case 'lost':
      return result.receipt.lost > 0;
    case 'duplicated':
      return result.receipt.duplicated > 0;
    case 'output duplicated':
      return letterOf(result) === 'd';
    case 'aborted':
      return letterOf(result) === 'A';
  }
}

/** Candidates that are looked into before the best of them is taken. */
const candidatesMax = 12;
/** The seeds after a witness's own under which it is run too. */
const otherSeeds = [1, 2, 3, 4, 5, 6] as const;
/** Enough for whatever a crash needs to go on for; tried first, then made smaller. */
const amply = 96;
/** How few records an input may have; tried from the smallest. */
const inputSizes = [1, 2, 3, 4, 6, 8, 10, 12, 16, 20, 24, 32, 40, 48] as const;
/** Real processes may take so much longer to start than simulated ones; a source that ended meanwhile would leave nothing to strike. */
const slowerStartMs = 800;
/** And so much longer to come back from a crash before the job was steady, which must be followed by records that make it so. */
const slowerRestartMs = 2400;

/** Those of the findings, then the smallest of each kind that no finding has. */
export function allWitnesses(found: {
  readonly findings: readonly { readonly conditions: readonly { readonly witness: Witness | null }[] }[];
  readonly witnesses: readonly Witness[];
}): readonly Witness[] {
  const ofFindings = found.findings.flatMap(({ conditions }) => conditions.flatMap(({ witness }) => witness ?? []));
  const told = new Set(ofFindings.map(({ cells }) => cells[0]));
  return [...ofFindings, ...found.witnesses.filter(({ cells }) => !told.has(cells[0]))];
}

export interface Searching {
  readonly job: Job;
  readonly tried: readonly Tried[];
  readonly shows: Shows;
  readonly runAll: RunAll;
  /** It is enough that some records are lost in this place, whatever else goes with them; without it, most must be lost where the candidate's were. */
  readonly among?: LossPlace;
}

/**
 * Fewest failures first, then the earliest step, then the fewest words, then the fewest records. Each candidate is put into a cell's words
 * and run from them, under other seeds too: one that does not hang on latencies is taken before one that does. Where no crash at a named
 * step shows it, the effect is named by its number, which only the simulated engine knows.
 * @returns null: no cell shows it.
 */
export async function smallestWitness({ job, tried, shows, runAll, among }: Searching): Promise<Witness | null> {
  const candidates = tried.filter(({ result }) => doesShow(shows, result)).sort(byTelling(shows));
  const named = oneOfEach(candidates.filter(({ places }) => places.every(({ point }) => isNamed(point))));
  let best: Found | null = null;
  for (const candidate of named.slice(0, candidatesMax)) {
    if (best !== null && isEarly(candidate) && 2 * best.seeds.same >= otherSeeds.length) {
      break;
    }
    for (const telling of ['step', 'phase', 'record'] as const) {
      const found = await tell({ job, shows, runAll, candidate, telling, ...(among === undefined ? {} : { among }) });
      if (found !== null && found.seeds.same > (best?.seeds.same ?? -1)) {
        best = found;
      }
      if (best !== null && best.seeds.same === otherSeeds.length) {
        return smallest(best, shows, runAll);
      }
    }
  }
  if (best !== null) {
    return smallest(best, shows, runAll);
  }
  for (const candidate of oneOfEach(candidates).slice(0, candidatesMax)) {
    const found = await tell({ job, shows, runAll, candidate, telling: 'effect' });
    if (found !== null) {
      return smallest(found, shows, runAll);
    }
  }
  return null;
}

interface Candidate extends Omit<Searching, 'tried'> {
  readonly candidate: Tried;
  readonly telling: Telling;
}
interface Found extends Pick<Witness, 'job' | 'places'> {
  readonly seeds: Seeds;
  readonly numbered: boolean;
  /** Whether a run shows what this one was found for. */
  readonly same: (result: PointOutcome) => boolean;
}

/** null: told so, it does not show it. */
async function tell({ job, shows, runAll, candidate, telling, among }: Candidate): Promise<Found | null> {
  const { places, result, schedule } = candidate;
  const record = shows === 'lost' ? result.firstLost : result.firstDuplicated;
  const { seed, storeLatencyMs } = schedule;
  const told: Job = {
    ...job,
    name: nameOf(job, shows),
    seed,
    failures: crashesInWords(places, { telling, record, batchIntervalMs: job.batchIntervalMs }),
    source: { ...job.source, records: amply },
    ...(storeLatencyMs === null ? {} : { storeLatencyMs })
  };
  const place = mainPlace(result);
  const same = (other: PointOutcome) =>
    doesShow(shows, other) &&
    (shows !== 'lost' || (among === undefined ? mainPlace(other) === place : (other.causes.lost[among] ?? 0) > 0)) &&
    (!isOfStruck(shows, result) || isOfStruck(shows, other));
  const [first] = await runAll([told]);
  if (first === undefined || !same(first)) {
    return null;
  }
  const seeds = await underOtherSeeds(told, same, runAll);
  return { job: told, places, same, numbered: telling === 'effect', seeds };
}

/** The same cells under the seeds that follow theirs. */
export async function underOtherSeeds(job: Job, same: Found['same'], runAll: RunAll): Promise<Seeds> {
  const others = await runAll(otherSeeds.map(more => ({ ...job, seed: job.seed + more })));
  return { same: others.filter(same).length, tried: others.length, letters: [...new Set(others.map(letterOf))] };
}

/** Whether it shows on a record that the struck step bears, and not on another that happened to be about. */
const isOfStruck = (shows: Shows, { struck }: PointOutcome): boolean =>
  shows === 'lost' ? struck.lost : struck.duplicated;

const mainPlace = ({ causes }: PointOutcome): LossPlace | null => mainLossPlace(causes.lost);

/** The same with as few records as show it under as many seeds, and what the slower start of real processes takes. */
async function smallest(
  { same, seeds, numbered, job, places }: Found,
  shows: Shows,
  runAll: RunAll
): Promise<Witness | null> {
  const sized = (records: number, seed = job.seed): Job => ({ ...job, seed, source: { ...job.source, records } });
  const isEnough = async (size: number): Promise<boolean> => {
    const [own, ...others] = await runAll([0, ...otherSeeds].map(more => sized(size, job.seed + more)));
    return own !== undefined && same(own) && (numbered || others.filter(same).length >= seeds.same);
  };
  let least: number = amply;
  for (const size of inputSizes) {
    if (await isEnough(size)) {
      least = size;
      break;
    }
  }
  const early = job.failures.some(({ duringStart }) => duringStart === true);
  const spareMs = slowerStartMs + (early ? slowerRestartMs : 0);
  const spare = Math.ceil((spareMs * job.source.ratePerSecond) / 1000);
  for (const records of [least + spare, amply]) {
    const final = sized(records);
    const [result] = await runAll([final]);
    if (result !== undefined && same(result)) {
      const cells = [printJob(final).trimEnd(), `chart: ${final.name}`];
      return { shows, job: final, places, seeds: numbered ? null : seeds, cells, result };
    }
  }
  return null;
}

/** The first of each step, victim and place of the loss, in their order. */
function oneOfEach(candidates: readonly Tried[]): readonly Tried[] {
  const seen = new Set<string>();
  return candidates.filter(({ places, result, schedule }) => {
    const where = places.map(({ point, victim }) => `${point.steady} ${point.step} ${victim.struck}`).join();
    const key = `${where} ${schedule.storeLatencyMs} ${mainPlace(result)} ${JSON.stringify(result.struck)}`;
    return seen.has(key) ? false : seen.add(key);
  });
}

const placeOf = ({ step }: CrashPoint): number => steps.findIndex(one => one === step);

const isEarly = ({ places }: Tried): boolean => places.some(({ point }) => !point.steady);

/**
 * A crash of a steady job tells more than one of a job that has hardly begun, and needs no word for it; so does one with the store as it is,
 * and one whose own record shows it.
 */
const byTelling =
  (shows: Shows) =>
  (one: Tried, other: Tried): number => {
    const others = ({ result }: Tried) => (isOfStruck(shows, result) ? 0 : 1);
    const slowed = ({ schedule }: Tried) => (schedule.storeLatencyMs === null ? 0 : 1);
    const step = ({ places }: Tried) => Math.max(...places.map(({ point }) => placeOf(point)));
    return (
      one.places.length - other.places.length ||
      Number(isEarly(one)) - Number(isEarly(other)) ||
      slowed(one) - slowed(other) ||
      others(one) - others(other) ||
      one.schedule.seed - other.schedule.seed ||
      step(one) - step(other) ||
      (one.places[0]?.point.at ?? 0) - (other.places[0]?.point.at ?? 0)
    );
  };

const endings: Readonly<Record<Shows, string>> = {
  lost: 'loses',
  duplicated: 'doubles',
  'output duplicated': 'writes-twice',
  aborted: 'aborts'
};

const nameOf = ({ name }: Job, shows: Shows): string => `${name}-${endings[shows]}`;
