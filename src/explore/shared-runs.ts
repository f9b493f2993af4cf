/**
 * Crashes that are one and the same run. Where a process takes a turn of its own, several effects can pass before anything else happens:
 * nothing is sent, drawn or put off between them. Whoever else dies after one of them dies in the same run as after any other.
 */
import type { ProcessId } from '../terms/trace.js';
import type { Struck } from './crash.js';

/** The run in which a victim dies at one crash point, and at those that share it. Shared by reference. */
export interface CrashRun {
  /** The effect after which it is done. */
  readonly at: number;
}

/** An effect that has passed: two of one instant and one performer have nothing between them. */
export interface PassedEffect {
  readonly at: number;
  readonly instant: number;
  readonly performer: ProcessId;
  /** A named one has a run of its own: what a crash strikes is told by the step's records. */
  readonly isNamed: boolean;
}

/** Whose death: the word, and the process that it means after that effect. */
export interface Mortal {
  readonly struck: Struck;
  readonly process: ProcessId;
}

interface Open {
  readonly process: ProcessId;
  readonly run: { at: number };
  effect: PassedEffect;
  isNamed: boolean;
}

/** To be asked in the order of the effects. */
export class SharedRuns {
  private readonly open = new Map<Struck, Open>();

  runOf({ struck, process }: Mortal, effect: PassedEffect): CrashRun {
    const open = this.open.get(struck);
    if (open !== undefined && open.process === process && isSame(open, effect)) {
      open.effect = effect;
      if (effect.isNamed) {
        open.isNamed = true;
        open.run.at = effect.at; // those before it are nobody's: they can as well be told by it
      }
      return open.run;
    }
    const run = { at: effect.at };
    this.open.set(struck, { process, run, effect, isNamed: effect.isNamed });
    return run;
  }
}

/** Whether the victim dies after this effect as it does after the one before. What it does itself changes it. */
function isSame({ effect: before, process, isNamed }: Open, effect: PassedEffect): boolean {
  return (
    before.instant === effect.instant &&
    before.performer === effect.performer &&
    effect.performer !== process &&
    !(isNamed && effect.isNamed)
  );
}
