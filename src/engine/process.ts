/** One process: fibers that share a memory, the same in every world. What leaves the process is the world's to perform. */
import type { Effect, Handlers, Message, Observation, Steps } from '../protocol/effect.js';
import type { ProcessId, Role } from '../terms/trace.js';

/** What is done at once, without anything else happening in between. */
type InsideKind = 'until' | 'fork' | 'serve' | 'observe' | 'clock' | 'choose';
export type OutsideEffect = Exclude<Effect, { readonly kind: InsideKind }>;

/** A message that has arrived. `reply` is null for what was only told. */
export interface Inquiry {
  readonly from: ProcessId;
  readonly message: Message;
  readonly reply: ((answer: unknown) => void) | null;
}

export interface World {
  observe(seen: Observation, process: Process): void;
  clock(): number;
  choose(bound: number): number;
  /** Does what the fiber asks, now or later, then calls `fiber.answer`. */
  perform(effect: OutsideEffect, fiber: Fiber): void;
  /** Called when an effect has happened and before the process hears of it: the crash point. */
  passed(effect: Effect, process: Process): void;
  /** The program threw: a mistake in the protocol, never a failure of the run. */
  failed(process: Process, error: unknown): void;
}

/** A strand of a process. It waits for one effect at a time. */
export class Fiber {
  effect: OutsideEffect | null = null;

  constructor(
    readonly process: Process,
    readonly steps: Steps<unknown>,
    readonly reply: Inquiry['reply']
  ) {}

  /** A mark's crash point has passed already: other fibers have had their turn, and this one goes on. */
  resume(): void {
    this.effect = null;
    if (this.process.alive) {
      this.process.resume(this, undefined);
    }
  }

  /** The world's answer to the effect that this fiber waits for; a dead process never hears it. null: nobody knows whether it happened. */
  answer(value: unknown): void {
    const { effect, process } = this;
    if (effect === null || !process.alive) {
      return;
    }
    this.effect = null;
    if (value !== null) {
      process.world.passed(effect, process);
    }
    if (process.alive) {
      process.resume(this, value);
    }
  }
}

/** Who a process is, and where it runs. */
export interface Identity {
  readonly id: ProcessId;
  readonly role: Role;
  readonly host: string;
}

export class Process {
  alive = true;
  /** Stands still, right after the effect that has passed; its turns wait. */
  private paused = false;
  /** What waits for its turn: a fiber and its answer, one after the other. */
  private turns: (readonly [Fiber, unknown])[] = [];
  private waiting: { readonly fiber: Fiber; readonly ready: () => boolean }[] = [];
  private handlers: Handlers = {};
  private early: Inquiry[] = [];
  private running = false;

  readonly id: ProcessId;
  readonly role: Role;
  readonly host: string;

  constructor(
    { id, role, host }: Identity,
    readonly world: World
  ) {
    this.id = id;
    this.role = role;
    this.host = host;
  }

  start(steps: Steps<unknown>, reply: Inquiry['reply'] = null): void {
    this.resume(new Fiber(this, steps, reply), undefined);
  }

  /** A question to which there is no handler yet waits for `serve`. */
  deliver(inquiry: Inquiry): void {
    const handler = this.handlers[inquiry.message.what];
    if (handler === undefined) {
      this.early.push(inquiry);
      return;
    }
    this.start(handler(inquiry.message.body as never, inquiry.from), inquiry.reply);
  }

  /** Queues rather than nests: a fiber never starts in the middle of another's turn. */
  resume(fiber: Fiber, value: unknown): void {
    if (this.running || this.paused) {
      this.turns.push([fiber, value]);
    } else {
      this.move(fiber, value);
    }
  }

  private move(fiber: Fiber | null, value: unknown): void {
    this.running = true;
    try {
      if (fiber !== null) {
        this.run(fiber, value);
      }
      while (this.alive && !this.paused && (this.turns.length > 0 || this.wake())) {
        this.takeTurns();
      }
    } catch (error) {
      this.world.failed(this, error);
    } finally {
      this.running = false;
    }
  }

  /** Nothing of it moves until `proceed`; what arrives meanwhile is the world's to hold back. */
  pause(): void {
    this.paused = true;
  }

  proceed(): void {
    this.paused = false;
    this.move(null, undefined);
  }

  private takeTurns(): void {
    const { turns } = this;
    this.turns = [];
    for (const turn of turns) {
      if (this.paused) {
        this.turns.push(turn);
      } else if (this.alive) {
        this.run(turn[0], turn[1]);
      }
    }
  }

  /** One fiber at a time: what it does may make another's condition false again. */
  private wake(): boolean {
    const { waiting } = this;
    for (let index = 0; index < waiting.length; index += 1) {
      const one = waiting[index];
      if (one?.ready()) {
        waiting.splice(index, 1);
        this.turns.push([one.fiber, undefined]);
        return true;
      }
    }
    return false;
  }

  private run(fiber: Fiber, value: unknown): void {
    let turn = fiber.steps.next(value);
    while (!turn.done) {
      const effect = turn.value;
      let answer: unknown;
      switch (effect.kind) {
        case 'fork':
          this.turns.push([new Fiber(this, effect.steps, null), undefined]);
          break;
        case 'serve':
          this.serve(effect.handlers);
          break;
        case 'observe':
          this.world.observe(effect.seen, this);
          break;
        case 'clock':
          answer = this.world.clock();
          break;
        case 'choose':
          answer = this.world.choose(effect.bound);
          break;
        case 'until':
          if (!effect.ready()) {
            this.waiting.push({ fiber, ready: effect.ready });
            return;
          }
          break;
        default:
          fiber.effect = effect;
          this.world.perform(effect, fiber);
          return;
      }
      this.world.passed(effect, this);
      if (!this.alive) {
        return;
      }
      if (this.paused) {
        this.turns.push([fiber, answer]);
        return;
      }
      turn = fiber.steps.next(answer);
    }
    fiber.reply?.(turn.value);
  }

  private serve(handlers: Handlers): void {
    this.handlers = { ...this.handlers, ...handlers };
    const { early } = this;
    this.early = [];
    for (const inquiry of early) {
      this.deliver(inquiry);
    }
  }
}
