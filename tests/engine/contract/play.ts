/**
 * A play: a tiny program on the protocol's effects, which shows one thing that every world promises. It is told by marks, so it
 * can be played wherever moments can be read: in virtual time, or in real processes.
 */
import { exit, launch, mark, type Launch, type Steps } from '../../../src/protocol/effect.js';
import type { Step } from '../../../src/terms/failure.js';
import type { InnerStep, Moment, ProcessId } from '../../../src/terms/trace.js';

/** What one process does. `peers` are the processes that it was started with, by part. */
export type Part = (self: ProcessId, peers: Launch['peers']) => Steps<unknown>;

/** What is done to a process, right after a step has passed for the occurrence-th time. */
export interface Strike {
  readonly after: Step | InnerStep;
  readonly occurrence?: number;
  /** Processes are called executor-1, executor-2 … in the order of their start. */
  readonly victim: ProcessId;
  /** A number pauses the victim for so many ms. */
  readonly by: 'kill' | number;
  /** A file of the durable store to which the victim was adding an entry when it was hit: where a write can be torn, half of one is there. */
  readonly tears?: string;
}

export interface Play {
  readonly says: string;
  readonly parts: Readonly<Record<string, Part>>;
  /** Starts the parts. The play is over when they are, but for servers. */
  readonly plot: (start: Start) => Steps<void>;
  readonly strikes?: readonly Strike[];
  /** What the parts tell, in order; a function where more than one telling is right. */
  readonly told: readonly number[] | ((told: readonly number[], moments: readonly Moment[]) => void);
}

/** Starts a part as a process of its own. */
export type Start = (part: string, peers?: Launch['peers']) => Steps<ProcessId>;

/** The part that goes on to answer when its steps are over; every other one then ends its process. */
export const server = 'server';

/** How a part says what it saw. */
export const tell = (...numbers: readonly number[]): Steps<void> => mark('out', { records: numbers });

/** What all parts told, in order. */
export function toldIn(moments: readonly Moment[]): readonly number[] {
  return moments.flatMap(moment => (moment.kind === 'step' && moment.step === 'out' ? moment.records : []));
}

/** Starts a part of this play; its program is found again by its name, in any process. */
export function startOf({ says }: Play): Start {
  return (part, peers = {}) => launch({ program: `${says}/${part}`, role: 'executor', host: 'host-1', peers });
}

/** The part that a launch names. @throws when no play has it. */
export function partOf(plays: readonly Play[], self: ProcessId, { program, peers }: Launch): Steps<unknown> {
  for (const { says, parts } of plays) {
    const part = program.startsWith(`${says}/`) ? parts[program.slice(says.length + 1)] : undefined;
    if (part !== undefined) {
      return toItsEnd(part(self, peers), program === `${says}/${server}`);
    }
  }
  throw new Error(`no play has the part ${program}`);
}

function* toItsEnd(steps: Steps<unknown>, staysOn: boolean): Steps<void> {
  yield* steps;
  if (!staysOn) {
    yield* exit(0);
  }
}
