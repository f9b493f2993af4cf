/** A crash in the words of a cell, so that it can be made again on an engine that numbers no effects. */
import type { Failure, Place } from '../terms/failure.js';
import type { RecordId, StepMoment } from '../terms/trace.js';
import type { CrashPoint, Victim } from './crash-points.js';
import type { Tried } from './exploration.js';
import { isOffered } from './offered-step.js';

/**
 * step: the first passing of the step, the least that can be said. phase: the first one so far into its batch, where the step hangs on the
 * batch clock. record: the passing that bears the record. effect: by the effect's number, which only the simulated engine knows.
 */
export type Telling = 'step' | 'phase' | 'record' | 'effect';

export interface Told {
  readonly telling: Telling;
  readonly record: RecordId | null;
  readonly batchIntervalMs: number;
}

/** A second failure is counted from the first one on, and for so long. */
const withinMs = 60_000;
/** Phases are told no finer: a real process is not steadier than this. */
const phaseGrainMs = 10;

export const isNamed = ({ moment }: CrashPoint): boolean => moment !== null && isOffered(moment.step);

/** The schedule's crashes, in order of time. */
export function crashesInWords(places: Tried['places'], told: Told): readonly Failure[] {
  return places.map(({ point, victim }, index) => ({
    fault: faultOf(victim, point),
    place: placeOf(point, told),
    withinMs: index === 0 || !isNamed(point) ? null : withinMs,
    duringRecovery: false,
    ...(point.steady || index > 0 ? {} : { duringStart: true as const })
  }));
}

/** The victim by its part at that moment: whoever has just written output is the task's executor, whatever else it is. */
function faultOf({ struck, own }: Victim, { moment }: CrashPoint): Failure['fault'] {
  if (struck === 'acknowledgement') {
    return { kind: 'drop', message: 'acknowledgement' };
  }
  const runsTask = own && moment?.step === 'out';
  return { kind: 'kill', victims: [runsTask ? 'task executor' : struck] };
}

function placeOf({ moment, at }: CrashPoint, { telling, record, batchIntervalMs }: Told): Place {
  if (moment === null || !isOffered(moment.step) || telling === 'effect') {
    return { at: 'effect', effect: at };
  }
  const phase = Math.floor((moment.atMs % batchIntervalMs) / phaseGrainMs) * phaseGrainMs;
  return {
    at: 'step',
    step: moment.step,
    occurrence: 1,
    record: telling === 'record' ? recordAt(moment, record) : null,
    phaseMs: telling === 'phase' && phase > 0 ? phase : null
  };
}

function recordAt({ records }: StepMoment, wanted: RecordId | null): RecordId | null {
  return wanted !== null && records.includes(wanted) ? wanted : (records[0] ?? null);
}
