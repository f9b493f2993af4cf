/** Where the table places its fault: one rule for all rows, read off an undisturbed run. */
import { settlingStepOf } from '../engine/watch.js';
import type { Failure, Fault, Step } from '../terms/failure.js';
import type { Moment, RecordId, StepMoment, Trace } from '../terms/trace.js';
import { isOffered } from './offered-step.js';

/**
 * After the first step, from the steady point on, that bears a record which is acknowledged (direct: planned) and not yet output.
 * @param undisturbed a run without failures. @returns null: there is no such step.
 */
export function firstRiskyStep(undisturbed: Trace): Failure['place'] | null {
  const letGo = settlingStepOf(undisturbed.job);
  const atRisk = new Set<RecordId>();
  const passings = new Map<Step, number>();
  let steady = false;
  for (const moment of undisturbed.moments) {
    follow(moment, letGo, atRisk);
    steady ||= moment.kind === 'state' && moment.state === 'steady';
    if (!steady || moment.kind !== 'step' || !isOffered(moment.step)) {
      continue;
    }
    const occurrence = (passings.get(moment.step) ?? 0) + 1;
    passings.set(moment.step, occurrence);
    if (moment.records.some(record => atRisk.has(record))) {
      return { at: 'step', step: moment.step, occurrence, record: null, phaseMs: null };
    }
  }
  return null;
}

function follow(moment: Moment, letGo: StepMoment['step'], atRisk: Set<RecordId>): void {
  if (moment.kind === 'step' && moment.step === letGo) {
    for (const record of moment.records) {
      atRisk.add(record);
    }
  } else if (moment.kind === 'written') {
    for (const record of moment.records) {
      atRisk.delete(record);
    }
  }
}

/** @returns the fault at that place; null where there is no such step. */
export function placed(fault: Fault, undisturbed: Trace): Failure | null {
  const place = firstRiskyStep(undisturbed);
  return place === null ? null : { fault, place, withinMs: null, duringRecovery: false };
}
