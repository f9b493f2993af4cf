/** Processes in virtual time. Every choice of the world comes from one stream, so a run is its seed and its failures. */
import type { Effect, EffectOf, Launch, Observation, Steps } from '../../protocol/effect.js';
import type { Moment, ProcessId, RecordId, Role, StepMoment } from '../../terms/trace.js';
import { choicesOf, type Choose } from '../choices.js';
import { Offsets } from '../offsets.js';
import { Process, type Fiber, type OutsideEffect, type World } from '../process.js';
import type { Fate, Powers } from '../run-control.js';
import { Agenda, type Thing } from './agenda.js';
import { Deaths } from './deaths.js';
import { DurableStore } from './durable-store.js';
import { draw, latencies, storeTaking, type Span } from './latency.js';
import { Network } from './network.js';

/** What a world runs: the first process, and the program of every process that is launched. */
export interface Programs {
  readonly root: Steps<unknown>;
  program(self: ProcessId, launched: Launch): Steps<unknown>;
}

/** Who watches a world: told of every effect and every moment as it happens. */
export interface Observer {
  see(moment: Moment): void;
  /** The performer is the process whose effect it was. */
  passed(moment: StepMoment | null, effect: number, performer: ProcessId): void;
  /** A question is about to be sent. */
  fateOf(effect: EffectOf<'ask'>, process: Process): Fate;
  /** The durable store holds one more entry, or another in place of one. */
  stored?(entry: unknown): void;
}

const rootId = 'cluster-manager';
const arrives: Fate = { kind: 'arrives', laterByMs: 0 };
const nobody: readonly RecordId[] = [];
const killed = 137;

export class VirtualWorld implements World, Powers {
  readonly moments: Moment[] = [];
  private readonly offsets = new Offsets();
  nowMs = 0;
  /** Effects that have passed. */
  effects = 0;
  /** How often the world has gone on, and chosen. */
  private turns = 0;
  /** The root program has ended: nothing will be launched any more. */
  over = false;
  observer: Observer | null = null;
  readonly choose: Choose;
  private readonly agenda = new Agenda();
  private readonly store = new DurableStore();
  private readonly network: Network;
  private readonly processes = new Map<ProcessId, Process>();
  private readonly deaths: Deaths;
  private readonly mourners = new Map<ProcessId, Fiber[]>();
  private readonly launches = new Map<Role, number>();
  /** No driver starts before. */
  private driverFromMs = 0;
  private readonly pausedUntilMs = new Map<ProcessId, number>();
  /** Of the durable store; that of the sink is the disk's. */
  private readonly storeLatency: Span;

  constructor(
    private readonly programs: Programs,
    seed: number,
    storeLatencyMs?: number
  ) {
    this.storeLatency = storeLatencyMs === undefined ? latencies.disk : storeTaking(storeLatencyMs);
    const choices = choicesOf(seed);
    this.choose = bound => {
      this.turns += 1;
      return choices(bound);
    };
    this.deaths = new Deaths(this.choose);
    this.network = new Network({
      agenda: this.agenda,
      deaths: this.deaths,
      choose: this.choose,
      nowMs: () => this.nowMs,
      process: id => this.processes.get(id) ?? null
    });
    const root = new Process({ id: rootId, role: 'cluster manager', host: 'outside' }, this);
    this.processes.set(rootId, root);
    root.start(programs.root, () => {
      this.over = true;
    });
  }

  get momentCount(): number {
    return this.moments.length;
  }
  get endPosition(): number {
    return this.offsets.end;
  }

  /** Stays the same while one process takes a turn of its own: nothing goes on elsewhere, nothing is drawn, nothing is put off. */
  get instant(): number {
    return this.turns + this.agenda.pushed;
  }

  /** When the next thing happens; Infinity: nothing will. */
  get nextMs(): number {
    return this.agenda.nextMs;
  }

  /** Lets one thing happen. */
  step(): void {
    const due = this.agenda.pop();
    if (due === undefined) {
      return;
    }
    this.turns += 1;
    this.nowMs = due.atMs;
    if (this.pausedUntilMs.size > 0 && this.postpones(due)) {
      return;
    }
    if (due.fiber === null) {
      due.act();
    } else {
      this.complete(due.fiber);
    }
  }

  /** What is due to a paused process waits, in its order. */
  private postpones({ fiber, act, to }: Thing): boolean {
    const untilMs = this.pausedUntilMs.get(fiber?.process.id ?? to ?? '') ?? 0;
    if (untilMs <= this.nowMs) {
      return false;
    }
    if (fiber === null) {
      this.agenda.at(untilMs, to, act);
    } else {
      this.agenda.resume(untilMs, fiber);
    }
    return true;
  }

  /** A word from outside, as if it came from the root. */
  tell(to: ProcessId, what: string): void {
    this.network.tell({ kind: 'tell', step: null, about: {}, to, message: { what, body: null } }, rootId);
  }

  kill(id: ProcessId, code = killed): void {
    const process = this.processes.get(id);
    if (process === undefined) {
      return;
    }
    process.alive = false;
    this.processes.delete(id);
    this.pausedUntilMs.delete(id);
    this.deaths.died(id, code, this.nowMs);
    this.record({ kind: 'died', ...this.who(process), code });
    // Who waits for the death hears of it before its questions end: a lost executor is off the list when its task has failed.
    for (const mourner of this.mourners.get(id) ?? []) {
      this.mourn(id, mourner);
    }
    this.mourners.delete(id);
    this.network.died(id);
  }

  noDriverFor(ms: number): void {
    this.driverFromMs = this.nowMs + ms;
  }

  /** The process stands still; what is due to it waits, and the clock goes on. */
  pause(id: ProcessId, forMs: number): void {
    const untilMs = Math.max(this.nowMs + forMs, this.pausedUntilMs.get(id) ?? 0);
    this.processes.get(id)?.pause();
    this.pausedUntilMs.set(id, untilMs);
    this.agenda.at(untilMs, null, () => this.resume(id));
  }

  /** Unless it was paused anew meanwhile, or killed. */
  private resume(id: ProcessId): void {
    const process = this.processes.get(id);
    if (process !== undefined && this.pausedUntilMs.get(id) === this.nowMs) {
      this.pausedUntilMs.delete(id);
      this.record({ kind: 'state', ...this.who(process), state: 'resumed' });
      process.proceed();
    }
  }

  record(moment: Moment): void {
    if (moment.kind === 'accepted') {
      this.offsets.add(moment.records);
    }
    this.moments.push(moment);
    this.observer?.see(moment);
  }

  /** Puts the effect on the agenda; `complete` does it when its time has come. */
  perform(effect: OutsideEffect, fiber: Fiber): void {
    switch (effect.kind) {
      case 'mark':
        // Memory has changed already: the crash point comes first, then others get their turn.
        this.passed(effect, fiber.process);
        if (fiber.process.alive) {
          this.after(latencies.memory, fiber);
        }
        return;
      case 'sleep':
        this.agenda.resume(this.nowMs + effect.ms, fiber);
        return;
      case 'sleepUntil':
        this.agenda.resume(Math.max(this.nowMs, effect.atMs), fiber);
        return;
      case 'call':
        throw new Error('virtual time reaches nothing beyond itself');
      case 'exit':
        this.agenda.resume(this.nowMs, fiber);
        return;
      case 'append':
      case 'claim':
        // What is seen from outside is in the sink.
        this.after(effect.seen === null ? this.storeLatency : latencies.disk, fiber);
        return;
      case 'replace':
      case 'read':
      case 'readAt':
        this.after(this.storeLatency, fiber);
        return;
      case 'launch':
        if (effect.launch.role === 'driver' && this.driverFromMs > this.nowMs) {
          this.agenda.resume(this.driverFromMs, fiber);
        } else {
          this.after(latencies.start, fiber);
        }
        return;
      case 'death':
        this.mourn(effect.of, fiber);
        return;
      case 'ask':
        this.network.ask(effect, fiber, this.observer?.fateOf(effect, fiber.process) ?? arrives);
        return;
      case 'tell':
        this.network.tell(effect, fiber.process.id);
        this.agenda.resume(this.nowMs, fiber);
    }
  }

  /** What a crash interrupts has not happened at all. */
  private complete(fiber: Fiber): void {
    const { effect, process } = fiber;
    if (effect === null || !process.alive) {
      return;
    }
    switch (effect.kind) {
      case 'mark':
        return fiber.resume();
      case 'append': {
        const position = this.store.append(effect.path, effect.entry);
        this.tellOf(effect, process);
        return fiber.answer(position);
      }
      case 'claim': {
        const won = this.store.claim(effect.path, effect.length, effect.entry);
        if (won) {
          this.tellOf(effect, process);
        }
        return fiber.answer(won);
      }
      case 'replace':
        this.store.replace(effect.path, effect.entry);
        this.observer?.stored?.(effect.entry);
        return fiber.answer(undefined);
      case 'read':
        return fiber.answer(this.store.read(effect.path, effect.from));
      case 'readAt':
        return fiber.answer(this.store.readAt(effect.path, effect.position));
      case 'launch':
        return fiber.answer(this.launch(effect.launch));
      case 'death':
        return fiber.answer(this.deaths.codeOf(effect.of));
      case 'exit':
        return this.kill(process.id, effect.code);
      case 'call':
        return; // was refused
      case 'sleep':
      case 'sleepUntil':
      case 'ask':
      case 'tell':
        fiber.answer(undefined);
    }
  }

  /** What is seen from outside is in the sink; all else is the job's own. */
  private tellOf({ seen, entry }: EffectOf<'append' | 'claim'>, process: Process): void {
    if (seen === null) {
      this.observer?.stored?.(entry);
    } else {
      this.observe(seen, process);
    }
  }

  passed(effect: Effect, process: Process): void {
    const number = this.effects;
    this.effects += 1;
    const moment = effect.step === null ? null : this.momentOf(effect, process);
    if (moment !== null) {
      this.record(moment);
    }
    this.observer?.passed(moment, number, process.id);
  }

  /** The moment of a named effect; of one without a name, as if it were a receiver's. */
  momentOf({ step, about }: Effect, process: Process): StepMoment {
    return {
      kind: 'step',
      atMs: this.nowMs,
      process: process.id,
      role: process.role,
      step: step ?? 'recv',
      records: about.range ? this.offsets.records(about.range) : (about.records ?? nobody),
      block: about.block ?? null,
      batch: about.batch ?? null,
      peer: about.peer ?? null
    };
  }

  /** @throws always: a program that throws is a mistake in the protocol and must not look like a crash. */
  failed(process: Process, error: unknown): never {
    throw new Error(`the protocol of ${process.id} failed at ${this.nowMs.toFixed(2)} ms`, { cause: error });
  }

  observe(seen: Observation, process: Process): void {
    this.record({ ...seen, atMs: this.nowMs, process: process.id, role: process.role });
  }

  clock(): number {
    return this.nowMs;
  }

  private who(process: Process): { atMs: number; process: ProcessId; role: Role } {
    return { atMs: this.nowMs, process: process.id, role: process.role };
  }

  private after(span: Span, fiber: Fiber): void {
    this.agenda.resume(this.nowMs + draw(span, this.choose), fiber);
  }

  private launch(launched: Launch): ProcessId {
    const serial = (this.launches.get(launched.role) ?? 0) + 1;
    this.launches.set(launched.role, serial);
    const id = `${launched.role}-${serial}`;
    const process = new Process({ id, role: launched.role, host: launched.host }, this);
    this.processes.set(id, process);
    this.record({ kind: 'launched', ...this.who(process), host: launched.host });
    this.agenda.at(this.nowMs, id, () => process.start(this.programs.program(id, launched)));
    return id;
  }

  private mourn(of: ProcessId, fiber: Fiber): void {
    if (this.deaths.codeOf(of) !== undefined) {
      const noticedMs = this.deaths.noticedMs(of, fiber.process.id, this.nowMs);
      this.agenda.resume(Math.max(this.nowMs, noticedMs), fiber);
      return;
    }
    const mourners = this.mourners.get(of);
    if (mourners) {
      mourners.push(fiber);
    } else {
      this.mourners.set(of, [fiber]);
    }
  }
}
