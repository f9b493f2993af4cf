/** Failures for tests, in few words: `kill('driver', after('ack'))`. */
import type { Acknowledgement, Failure, Fault, Place, Step, Victim } from '../../src/terms/failure.js';

type StepPlace = Extract<Place, { readonly at: 'step' }>;
/** When a failure may fire, as seen from the one before it. */
export type Chain = Partial<Pick<Failure, 'withinMs' | 'duringRecovery'>>;

export const now: Place = { at: 'now' };
export const random: Place = { at: 'random' };
export const atTime = (ms: number): Place => ({ at: 'time', ms });
export const atEffect = (effect: number): Place => ({ at: 'effect', effect });
export const after = (step: Step, rest: Partial<Omit<StepPlace, 'at' | 'step'>> = {}): Place => ({
  at: 'step',
  step,
  occurrence: 1,
  record: null,
  phaseMs: null,
  ...rest
});

const failure = (fault: Fault, place: Place, chain: Chain): Failure => ({
  fault,
  place,
  withinMs: null,
  duringRecovery: false,
  ...chain
});

export const kill = (victims: Victim | readonly Victim[], place: Place, chain: Chain = {}): Failure =>
  failure({ kind: 'kill', victims: typeof victims === 'string' ? [victims] : victims }, place, chain);
/** … and no driver starts for so long. */
export const outage = (forMs: number, place: Place): Failure =>
  failure({ kind: 'kill', victims: ['driver'], forMs }, place, {});
export const drop = (message: Acknowledgement, place: Place, chain: Chain = {}): Failure =>
  failure({ kind: 'drop', message }, place, chain);
export const delay = (message: Acknowledgement, byMs: number, place: Place): Failure =>
  failure({ kind: 'delay', message, byMs }, place, {});
export const pause = (victim: Victim, forMs: number, place: Place, chain: Chain = {}): Failure =>
  failure({ kind: 'pause', victim, forMs }, place, chain);
