/** The world as one real process sees it: its clock, the durable store as files, and its supervisor at the other end of two pipes. */
import { readSync, writeSync } from 'node:fs';
import type { Effect, EffectOf, Message, Observation } from '../../protocol/effect.js';
import { choicesOf, type Choose } from '../choices.js';
import { Process, type Fiber, type Inquiry, type OutsideEffect, type World } from '../process.js';
import { FileStore } from './file-store.js';
import { machineMs } from './machine-clock.js';
import { standingOrderIn } from './standing-order.js';
import { stepSaid } from './step-said.js';
import { troubleOf } from './trouble.js';
import { wakeAt } from './wake.js';
import { lineOf } from './said-line.js';
import type { Begin, Said, Told } from './wire.js';

/** The pipe to the supervisor, and the pipe on which leave comes: two, or a death with unread leave would break the first. */
const saying = 3;
const leave = 4;
/** How long a process waits before it tries a full pipe again, ms. */
const fullPipeMs = 1;

type StoreEffect = Extract<OutsideEffect, { readonly kind: 'append' | 'claim' | 'replace' | 'read' | 'readAt' }>;

export class ChildWorld implements World {
  readonly process: Process;
  readonly choose: Choose;
  private readonly store: FileStore;
  private readonly questions = new Map<number, Fiber>();
  private readonly mourners = new Map<string, Fiber[]>();
  private readonly codes = new Map<string, number>();
  private asked = 0;
  private readonly leave = Buffer.alloc(1);
  private readonly mustStand: () => boolean;
  private readonly fullPipe = new Int32Array(new SharedArrayBuffer(4));
  /** Said with what is said next, which is soon: two lines, one write. */
  private unsaid = '';

  constructor(private readonly begin: Begin) {
    const { self, launch, seed, folder } = begin;
    this.choose = choicesOf(seed);
    this.store = new FileStore(folder, self);
    this.mustStand = standingOrderIn(folder);
    this.process = new Process({ id: self, role: launch.role, host: launch.host }, this);
  }

  clock(): number {
    return machineMs() - this.begin.startedAtMs;
  }

  observe(seen: Observation): void {
    this.say({ kind: 'observed', seen });
  }

  perform(effect: OutsideEffect, fiber: Fiber): void {
    switch (effect.kind) {
      case 'mark':
        // Memory has changed already: the crash point comes first, then others get their turn.
        this.passed(effect);
        setImmediate(() => fiber.resume());
        return;
      case 'sleep':
        return this.wake(fiber, this.clock() + effect.ms);
      case 'sleepUntil':
        return this.wake(fiber, effect.atMs);
      case 'ask':
        return this.ask(effect, fiber);
      case 'tell':
        this.say({ kind: 'tell', to: effect.to, message: effect.message });
        return this.soon(fiber, undefined);
      case 'append':
      case 'claim':
        // What is seen from outside is in the sink.
        return effect.seen === null ? this.fromStore(effect, fiber) : this.onDisk(effect, fiber);
      case 'replace':
      case 'read':
      case 'readAt':
        return this.fromStore(effect, fiber);
      case 'death':
        return this.mourn(effect.of, fiber);
      case 'exit':
        return process.exit(effect.code);
      case 'launch':
        throw new Error('only the cluster manager launches processes');
      case 'call':
        effect.act().then(
          answer => {
            fiber.answer(answer);
            this.sayUnsaid();
          },
          (error: unknown) => this.failed(this.process, error)
        );
        return;
    }
  }

  /** Where the job has its own latency of the durable store, nothing is done before that time is over. */
  private fromStore(effect: StoreEffect, fiber: Fiber): void {
    const { storeLatencyMs } = this.begin.job;
    if (storeLatencyMs === undefined) {
      return this.onDisk(effect, fiber);
    }
    wakeAt(machineMs() + storeLatencyMs, () => this.onDisk(effect, fiber));
  }

  private onDisk(effect: StoreEffect, fiber: Fiber): void {
    switch (effect.kind) {
      case 'append': {
        const position = this.store.append(effect.path, effect.entry, effect.seen);
        this.wrote(effect.seen, effect.path);
        return this.soon(fiber, position);
      }
      case 'claim': {
        const won = this.store.claim(effect.path, effect, effect.seen);
        if (won) {
          this.wrote(effect.seen, effect.path);
        }
        return this.soon(fiber, won);
      }
      case 'replace':
        this.store.replace(effect.path, effect.entry);
        return this.soon(fiber, undefined);
      case 'read':
        return this.soon(fiber, this.store.read(effect.path, effect.from));
      case 'readAt':
        return this.soon(fiber, this.store.readAt(effect.path, effect.position));
    }
  }

  passed(effect: Effect): void {
    if (effect.step !== null) {
      this.say({ kind: 'step', step: stepSaid(effect, this.clock()) });
      if (this.mustStand()) {
        this.stand();
      }
    }
  }

  /** The whole process stands until leave comes: a crash here is a crash right after this step, in every fiber. */
  private stand(): void {
    this.say({ kind: 'stands' });
    if (readSync(leave, this.leave, 0, 1, null) === 0) {
      process.exit(1); // the supervisor is gone
    }
  }

  /** A throw is a mistake in the protocol: it fails the run and must not look like a crash that a supervisor mends. */
  failed(_: Process, error: unknown): void {
    this.say({ kind: 'failed', trouble: troubleOf(error) });
  }

  /** What the supervisor says. */
  hear(told: Exclude<Told, { readonly kind: 'begin' }>): void {
    switch (told.kind) {
      case 'inquiry':
        return this.process.deliver(this.inquiry(told.inquiry, told.from, told.message));
      case 'answer': {
        const fiber = this.questions.get(told.question);
        this.questions.delete(told.question);
        fiber?.answer(told.value);
        return;
      }
      case 'death':
        this.codes.set(told.of, told.code);
        for (const mourner of this.mourners.get(told.of) ?? []) {
          mourner.answer(told.code);
        }
        this.mourners.delete(told.of);
    }
  }

  say(said: Said): void {
    this.send(lineOf(said));
  }

  private send(lines: string): void {
    const bytes = Buffer.from(this.unsaid + lines);
    this.unsaid = '';
    for (let written = 0; written < bytes.length;) {
      written += this.write(bytes, written);
    }
  }

  /** @returns how many bytes went. Nobody to say it to: this process has no more to do. */
  private write(bytes: Buffer, from: number): number {
    try {
      return writeSync(saying, bytes, from);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') {
        Atomics.wait(this.fullPipe, 0, 0, fullPipeMs); // the supervisor is behind
        return 0;
      }
      return process.exit(1);
    }
  }

  private sayUnsaid(): void {
    if (this.unsaid !== '') {
      this.send('');
    }
  }

  private inquiry(inquiry: number | null, from: string, message: Message): Inquiry {
    const reply = inquiry === null ? null : (value: unknown) => this.say({ kind: 'reply', inquiry, value });
    return { from, message, reply };
  }

  private ask(effect: EffectOf<'ask'>, fiber: Fiber): void {
    const question = this.asked;
    this.asked += 1;
    this.questions.set(question, fiber);
    const { to, message, timeoutMs } = effect;
    this.say({
      kind: 'ask',
      question,
      to,
      message,
      step: effect.step === null ? null : stepSaid(effect, this.clock())
    });
    if (timeoutMs !== null) {
      wakeAt(machineMs() + timeoutMs, () => this.hear({ kind: 'answer', question, value: null }));
    }
  }

  private mourn(of: string, fiber: Fiber): void {
    const code = this.codes.get(of);
    if (code !== undefined) {
      return this.soon(fiber, code);
    }
    const mourners = this.mourners.get(of);
    if (mourners) {
      mourners.push(fiber);
    } else {
      this.mourners.set(of, [fiber]);
      this.say({ kind: 'mourns', of });
    }
  }

  private wrote(seen: Observation | null, path: string): void {
    if (seen !== null) {
      this.unsaid += lineOf({ kind: 'wrote', path, seen });
    }
  }

  /** Through the event loop, so that messages are heard between two effects. */
  private soon(fiber: Fiber, value: unknown): void {
    setImmediate(() => {
      fiber.answer(value);
      this.sayUnsaid();
    });
  }

  private wake(fiber: Fiber, atMs: number): void {
    wakeAt(this.begin.startedAtMs + atMs, () => fiber.answer(undefined));
  }
}
