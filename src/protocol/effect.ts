/**
 * What a process may ask of its world. An effect is a value: making it does nothing, and performing it changes one place only.
 * Each yield is a crash point; one that bears a step's name is known by that name.
 * This file knows no message and no program: the contract test plays its own on the same effects.
 * The generators of this room are functions and methods, never closures: each closure would bring a hidden class of its own to every process.
 */
import type { Step } from '../terms/failure.js';
import type { InnerStep, OffsetRange, OutsideMoment, ProcessId, RecordId, Role, StateMoment } from '../terms/trace.js';

/** A path in the durable store (HDFS, S3), which outlives every process. */
export type Path = string;

/** What a named step is about; it becomes the step's moment in the trace. */
export interface About {
  readonly records?: readonly RecordId[];
  /** Where only offsets are known: the world, which saw what the source accepted, names the records. */
  readonly range?: OffsetRange;
  readonly block?: string;
  readonly batch?: number;
  readonly peer?: ProcessId;
}

type Bare<M> = M extends unknown ? Omit<M, 'atMs' | 'process' | 'role'> : never;
/** Something seen from outside, before the world adds who and when. */
export type Observation = Bare<OutsideMoment | StateMoment>;

/** A question or a word from one process to another. */
export interface Message {
  readonly what: string;
  readonly body: unknown;
}
/** What answers questions of one name: a fiber each; what it returns is the reply. */
export type Handler = (body: never, from: ProcessId) => Steps<unknown>;
export type Handlers = Readonly<Record<string, Handler>>;

/** A program to start as a process of its own, by name, with the processes it must know. */
export interface Launch {
  readonly program: string;
  readonly role: Role;
  readonly host: string;
  readonly peers: Readonly<Record<string, ProcessId>>;
}

/** One line a kind: what it holds, and what answers it. */
interface Shapes {
  /** This process's memory, changed already: the crash point and a scheduling point. */
  mark: [unknown, void];
  observe: [{ readonly seen: Observation }, void];
  until: [{ readonly ready: () => boolean }, void];
  fork: [{ readonly steps: Steps<unknown> }, void];
  serve: [{ readonly handlers: Handlers }, void];
  sleep: [{ readonly ms: number }, void];
  sleepUntil: [{ readonly atMs: number }, void];
  clock: [unknown, number];
  choose: [{ readonly bound: number }, number];
  ask: [{ readonly to: ProcessId; readonly message: Message; readonly timeoutMs: number | null }, unknown];
  tell: [{ readonly to: ProcessId; readonly message: Message }, void];
  append: [{ readonly path: Path; readonly entry: unknown; readonly seen: Observation | null }, number];
  claim: [
    { readonly path: Path; readonly length: number; readonly entry: unknown; readonly seen: Observation | null },
    boolean
  ];
  replace: [{ readonly path: Path; readonly entry: unknown }, void];
  read: [{ readonly path: Path; readonly from: number }, readonly unknown[]];
  readAt: [{ readonly path: Path; readonly position: number }, unknown];
  launch: [{ readonly launch: Launch }, ProcessId];
  death: [{ readonly of: ProcessId }, number];
  exit: [{ readonly code: number }, never];
  call: [{ readonly act: () => Promise<unknown> }, unknown];
}
export type Kind = keyof Shapes;
export type EffectOf<K extends Kind> = {
  readonly kind: K;
  readonly step: Step | InnerStep | null;
  readonly about: About;
} & Shapes[K][0];
export type Effect = { [K in Kind]: EffectOf<K> }[Kind];
export type AnswerOf<K extends Kind> = Shapes[K][1];

/** A process, or a part of one: it yields effects, is resumed with their answers, and ends with a T. */
export type Steps<T> = Generator<Effect, T, unknown>;

const nothing: About = {};

/** The one place where an answer gets its type: a world answers an effect of kind K with AnswerOf<K>. */
function* perform<A>(effect: Effect): Steps<A> {
  return (yield effect) as A;
}

// Memory and fibers. Fibers of one process share its memory and talk by plain arrays.

/** Says that memory has changed; other fibers get their turn. */
export const mark = (step: Step | InnerStep | null, about: About = nothing): Steps<void> =>
  perform<void>({ kind: 'mark', step, about });
/** Something that is seen from outside, as it happens. */
export const observe = (seen: Observation): Steps<void> =>
  perform<void>({ kind: 'observe', step: null, about: nothing, seen });
/** Resumes when another fiber has made it so. */
export const until = (ready: () => boolean): Steps<void> =>
  perform<void>({ kind: 'until', step: null, about: nothing, ready });
export const fork = (steps: Steps<unknown>): Steps<void> =>
  perform<void>({ kind: 'fork', step: null, about: nothing, steps });
/** Questions that came before are answered now. */
export const serve = (handlers: Handlers): Steps<void> =>
  perform<void>({ kind: 'serve', step: null, about: nothing, handlers });

/** The next of a queue that other fibers fill. */
export function* take<T>(queue: T[]): Steps<T> {
  for (;;) {
    const next = queue.shift();
    if (next !== undefined) {
      return next;
    }
    yield* until(() => queue.length > 0);
  }
}

interface Works<T> {
  readonly results: T[];
  open: number;
}

/** Runs all at once and waits for the last. */
export function* all<T>(each: readonly Steps<T>[]): Steps<readonly T[]> {
  const works: Works<T> = { results: [], open: each.length };
  for (const [index, work] of each.entries()) {
    yield* fork(finish(work, index, works));
  }
  if (works.open > 0) {
    yield* until(() => works.open === 0);
  }
  return works.results;
}

function* finish<T>(work: Steps<T>, index: number, works: Works<T>): Steps<void> {
  works.results[index] = yield* work;
  works.open -= 1;
}

// Time and chance.

export const sleep = (ms: number): Steps<void> => perform<void>({ kind: 'sleep', step: null, about: nothing, ms });
/** Until the clock shows `atMs`; at once when it is past that. */
export const sleepUntil = (atMs: number): Steps<void> =>
  perform<void>({ kind: 'sleepUntil', step: null, about: nothing, atMs });
/** Ms since the run's start, the same for every process. */
export const clock = (): Steps<number> => perform<number>({ kind: 'clock', step: null, about: nothing });
/** One of several, by the world's stream of choices. @throws when there is none. */
export function* oneOf<T>(options: readonly T[]): Steps<T> {
  const index =
    options.length === 1
      ? 0
      : yield* perform<number>({ kind: 'choose', step: null, about: nothing, bound: options.length });
  const chosen = options[index];
  if (chosen === undefined) {
    throw new RangeError(`nothing to choose from: option ${index} of ${options.length}`);
  }
  return chosen;
}

// Messages. `message.ts` gives them their types.

/** null: no answer came. The other is dead, cut off or slow; whether it did what was asked is unknown. */
export const askUntyped = (
  to: ProcessId,
  message: Message,
  { step = null, about = nothing, timeoutMs = null }: Asking = {}
): Steps<unknown> => perform<unknown>({ kind: 'ask', step, about, to, message, timeoutMs });
/** How a question is asked: its step's name, and how long its asker waits (null: as long as the other lives). */
export interface Asking {
  readonly step?: Step | InnerStep | null;
  readonly about?: About;
  readonly timeoutMs?: number | null;
}
/** Says and goes on; nobody knows whether it is heard. */
export const tellUntyped = (to: ProcessId, message: Message): Steps<void> =>
  perform<void>({ kind: 'tell', step: null, about: nothing, to, message });

// The durable store. What it has answered survives every crash of a process.

/** Adds an entry; answers its position, which `readAt` takes. */
export const append = (
  path: Path,
  entry: unknown,
  { step = null, about = nothing, seen = null }: Appending = {}
): Steps<number> => perform<number>({ kind: 'append', step, about, path, entry, seen });
export interface Appending {
  readonly step?: Step | InnerStep | null;
  readonly about?: About;
  readonly seen?: Observation | null;
}
/** Adds an entry only where the file holds exactly `length` of them: an optimistic transaction. False: refused. */
export const claim = (
  path: Path,
  { length, entry }: Claim,
  { step = null, about = nothing, seen = null }: Appending = {}
): Steps<boolean> => perform<boolean>({ kind: 'claim', step, about, path, length, entry, seen });
/** The place that an entry claims, as the number of entries before it. */
export interface Claim {
  readonly length: number;
  readonly entry: unknown;
}
/** Old or new, never a mixture: written beside and renamed. */
export const replace = (
  path: Path,
  entry: unknown,
  { step = null, about = nothing }: Pick<Appending, 'step' | 'about'> = {}
): Steps<void> => perform<void>({ kind: 'replace', step, about, path, entry });
/** Every whole entry, in order, from the one at that place on (0: all). The caller names their type: only this code writes at that path. */
export const read = <T>(path: Path, from = 0): Steps<readonly T[]> =>
  perform<readonly T[]>({ kind: 'read', step: null, about: nothing, path, from });
/** The entry that an `append` put at this position; null where there is none. */
export const readAt = <T>(path: Path, position: number): Steps<T | null> =>
  perform<T | null>({ kind: 'readAt', step: null, about: nothing, path, position });

// Processes.

export const launch = (program: Launch): Steps<ProcessId> =>
  perform<ProcessId>({ kind: 'launch', step: null, about: nothing, launch: program });
/** Resumes when that process is known to be dead, with its exit code (137: killed). */
export const death = (of: ProcessId): Steps<number> =>
  perform<number>({ kind: 'death', step: null, about: nothing, of });
export const exit = (code: number): Steps<never> => perform<never>({ kind: 'exit', step: null, about: nothing, code });

// What is no process of any world.

/** Asks a real broker or its like, and waits for its answer. Only a world of real time can; what it throws fails the run. */
export const call = <T>(act: () => Promise<T>): Steps<T> =>
  perform<T>({ kind: 'call', step: null, about: nothing, act });
