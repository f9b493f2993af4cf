/** What every stage needs: the first process of a play, and its strikes. */
import { death, mark, sleep, type Steps } from '../../../src/protocol/effect.js';
import type { Moment, ProcessId, StepMoment } from '../../../src/terms/trace.js';
import { server, startOf, type Play, type Strike } from './play.js';

export interface Stage {
  readonly name: string;
  /** Plays to the end. Rejects when a part throws. */
  perform(play: Play, seed?: number): Promise<readonly Moment[]>;
}

/** How long after its last part a play goes on, ms: for what is on its way. */
const epilogueMs = 100;

/** The first process of a play: its plot, until every part is over. */
export function* rootOf(play: Play): Steps<void> {
  yield* mark(null); // a world may watch before anything happens
  const start = startOf(play);
  const parts: ProcessId[] = [];
  yield* play.plot(function* (part, peers) {
    const process = yield* start(part, peers);
    if (part !== server) {
      parts.push(process);
    }
    return process;
  });
  for (const process of parts) {
    yield* death(process);
  }
  yield* sleep(epilogueMs);
}

export class Strikes {
  private readonly passings = new Map<StepMoment['step'], number>();

  constructor(private readonly strikes: readonly Strike[]) {}

  /** Those that are due right after this step. */
  after({ step }: StepMoment): readonly Strike[] {
    const passing = (this.passings.get(step) ?? 0) + 1;
    this.passings.set(step, passing);
    return this.strikes.filter(strike => strike.after === step && (strike.occurrence ?? 1) === passing);
  }
}
