/** The smallest witness of what a job can lose or double: a job with its failures, as a cell, that shows it when it is run. */
import { simulate } from '../engine/simulated/simulated-engine.js';
import { printJob } from '../language/print.js';
import { steps } from '../terms/failure.js';
import type { Failure, Place } from '../terms/failure.js';
import type { Job } from '../terms/job.js';
import type { RecordId, StepMoment } from '../terms/trace.js';
import type { CrashPoint, Victim } from './crash-points.js';
import type { Tried } from './exploration.js';
import { isOffered } from './offered-step.js';
import { letterOf, pointOutcome, type PointOutcome } from './point-outcome.js';
import { numbers } from './small-job.js';

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

/** Candidates that are looked into before it is said that there is none to print. */
const candidatesMax = 16;
/** A second failure is counted from the first one on, and for so long. */
const withinMs = 60_000;
/** How few records an input may have; tried from the smallest. A job that is struck before it is steady needs some for afterwards. */
const inputSizes = [1, 2, 3, 4, 6, 8, 12, 16, 20, 24, 48, 72, 96] as const;

export interface Searching {
  readonly job: Job;
  readonly tried: readonly Tried[];
  readonly shows: Shows;
}

/**
 * Fewest failures first, then the earliest step, then the fewest records. Each candidate is put into a cell's words and run from them.
 * Where no crash at a named step shows it, the effect is named by its number, which only the simulated engine knows.
 * @returns null: no cell shows it.
 */
export function smallestWitness({ job, tried, shows }: Searching): Witness | null {
  const candidates = tried.filter(({ result }) => doesShow(shows, result)).sort(byTelling);
  const isNamedAll = ({ places }: Tried) => places.every(({ point }) => isNamed(point));
  const named = candidates.filter(isNamedAll).slice(0, candidatesMax);
  const numbered = candidates.filter(one => !isNamedAll(one)).slice(0, candidatesMax);
  for (const candidate of [...named, ...numbered]) {
    const { schedule, places, result } = candidate;
    const record = shows === 'lost' ? result.firstLost : result.firstDuplicated;
    const failures = places.map((place, index) => crashInWords(place, { record, index }));
    const found = smallestInput({ ...job, name: nameOf(job, shows), seed: schedule.seed, failures }, shows);
    if (found !== null) {
      return { ...found, shows, places, cells: [printJob(found.job).trimEnd(), `chart: ${found.job.name}`] };
    }
  }
  return null;
}

/** The job with as few records as show it; null: it never does. */
function smallestInput(job: Job, shows: Shows): Pick<Witness, 'job' | 'result'> | null {
  for (const records of inputSizes) {
    const smaller = { ...job, source: { ...job.source, records } };
    const result = pointOutcome(simulate(smaller, numbers, job.seed));
    if (doesShow(shows, result)) {
      return { job: smaller, result };
    }
  }
  return null;
}

function isNamed({ moment }: CrashPoint): boolean {
  return moment !== null && isOffered(moment.step);
}

const placeOf = ({ step }: CrashPoint): number => steps.findIndex(one => one === step);

/** A crash of a steady job tells more than one of a job that has hardly begun, and needs no word for it. */
function byTelling(one: Tried, other: Tried): number {
  const early = ({ places }: Tried) => places.filter(({ point }) => !point.steady).length;
  const step = ({ places }: Tried) => Math.max(...places.map(({ point }) => placeOf(point)));
  return (
    one.places.length - other.places.length ||
    early(one) - early(other) ||
    step(one) - step(other) ||
    (one.places[0]?.point.at ?? 0) - (other.places[0]?.point.at ?? 0)
  );
}

export interface Telling {
  readonly record: RecordId | null;
  /** The failure's place in its list. */
  readonly index: number;
}

/** A crash in a cell's words: the step, the record that it bears, the victim by its part at that moment. */
export function crashInWords(
  { point, victim }: { readonly point: CrashPoint; readonly victim: Victim },
  telling: Telling
): Failure {
  return {
    fault:
      victim.struck === 'acknowledgement'
        ? { kind: 'drop', message: 'acknowledgement' }
        : { kind: 'kill', victims: [victim.struck] },
    place: placeInWords(point, telling.record),
    withinMs: telling.index === 0 || !isNamed(point) ? null : withinMs,
    duringRecovery: false,
    ...(point.steady || telling.index > 0 ? {} : { duringStart: true as const })
  };
}

function placeInWords({ moment, at }: CrashPoint, record: RecordId | null): Place {
  return moment !== null && isOffered(moment.step)
    ? { at: 'step', step: moment.step, occurrence: 1, record: recordAt(moment, record), phaseMs: null }
    : { at: 'effect', effect: at };
}

function recordAt(moment: StepMoment | null, wanted: RecordId | null): RecordId | null {
  const records = moment?.records ?? [];
  return wanted !== null && records.includes(wanted) ? wanted : (records[0] ?? null);
}

const endings: Readonly<Record<Shows, string>> = {
  lost: 'loses',
  duplicated: 'doubles',
  'output duplicated': 'writes-twice',
  aborted: 'aborts'
};

const nameOf = ({ name }: Job, shows: Shows): string => `${name}-${endings[shows]}`;
