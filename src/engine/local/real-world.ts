/** Processes in real time: driver and executors as operating-system processes, what is not part of the job inside the supervisor. */
import type { Effect, Launch, Message, Observation } from '../../protocol/effect.js';
import { clusterManager, stepsOf } from '../../protocol/cluster-manager.js';
import { idsOf, type Application } from '../../protocol/stream-record.js';
import type { Job } from '../../terms/job.js';
import type { Moment, ProcessId, Role, StepMoment } from '../../terms/trace.js';
import { choicesOf, type Choose } from '../choices.js';
import { Offsets } from '../offsets.js';
import { Process, type Fiber, type OutsideEffect, type World } from '../process.js';
import type { Acknowledging, Fate, Powers } from '../run-control.js';
import { ChildProcess, type Listener } from './child-process.js';
import { Deaths } from './deaths.js';
import { FileStore } from './file-store.js';
import { Questions } from './questions.js';
import type { Said, StepSaid } from './wire.js';

export interface RealWorldSetting {
  readonly job: Job;
  readonly application: Application;
  readonly seed: number;
  readonly folder: string;
  readonly baseFolder: string;
  /** The bundled program of a process. */
  readonly script: string;
  /** A program threw: the run cannot go on. */
  failed(error: Error): void;
}

/** Who watches: told of every moment, asked about every acknowledgement. */
export interface Observer {
  see(moment: Moment): void;
  passed(moment: StepMoment | null, effect: number, atMs: number): void;
  fateOf(message: Acknowledging, moment: () => StepMoment): Fate;
}

interface Who {
  readonly id: ProcessId;
  readonly role: Role;
}

const rootId = 'cluster-manager';
const arrives: Fate = { kind: 'arrives', laterByMs: 0 };

export class RealWorld implements World, Powers, Listener {
  readonly moments: Moment[] = [];
  readonly choose: Choose;
  over = false;
  observer: Observer | null = null;
  private readonly startedAtMs = performance.timeOrigin + performance.now();
  private readonly offsets = new Offsets();
  private readonly store: FileStore;
  private readonly deaths = new Deaths();
  private readonly questions = new Questions();
  private readonly children = new Map<ProcessId, ChildProcess>();
  private readonly insiders = new Map<ProcessId, Process>();
  private readonly launches = new Map<Role, number>();
  private steps = 0;
  /** Killed, and not yet known to be dead; nobody gets leave before they are. */
  private readonly dying = new Set<ChildProcess>();
  private readonly standing = new Set<ChildProcess>();
  /** How many writes each process has told of, by path. */
  private readonly writes = new Map<string, number>();

  constructor(private readonly setting: RealWorldSetting) {
    this.choose = choicesOf(setting.seed);
    this.store = new FileStore(setting.folder, 'supervisor');
  }

  /** Starts the job: its cluster manager launches the rest. */
  begin(): void {
    const root = new Process({ id: rootId, role: 'cluster manager', host: 'outside' }, this);
    this.insiders.set(rootId, root);
    root.start(clusterManager(this.setting.job), () => {
      this.over = true;
    });
  }

  get nowMs(): number {
    return performance.timeOrigin + performance.now() - this.startedAtMs;
  }
  get endPosition(): number {
    return this.offsets.end;
  }
  clock(): number {
    return this.nowMs;
  }

  record(moment: Moment): void {
    if (moment.kind === 'accepted') {
      this.offsets.add(moment.records);
    }
    this.moments.push(moment);
    this.observer?.see(moment);
  }
  observe(seen: Observation, { id, role }: Who): void {
    this.record({ ...seen, atMs: this.nowMs, process: id, role });
  }

  tell(to: ProcessId, what: string): void {
    this.send({ from: rootId, to: to }, { what, body: null }, null);
  }
  kill(id: ProcessId): void {
    const child = this.children.get(id);
    if (child) {
      this.dying.add(child);
      child.kill();
    }
  }
  pause(id: ProcessId, forMs: number): void {
    const child = this.children.get(id);
    child?.pause();
    setTimeout(() => {
      if (child && this.children.has(id)) {
        child.resume();
        this.record({ kind: 'state', atMs: this.nowMs, process: id, role: child.role, state: 'resumed' });
      }
    }, forMs);
  }
  /** Ends every process of the job at once. */
  end(): void {
    for (const child of this.children.values()) {
      child.kill();
    }
  }

  // The processes inside the supervisor.

  perform(effect: OutsideEffect, fiber: Fiber): void {
    switch (effect.kind) {
      case 'mark':
        this.passed(effect, fiber.process);
        setImmediate(() => fiber.resume());
        return;
      case 'sleep':
        return this.wake(fiber, this.nowMs + effect.ms);
      case 'sleepUntil':
        return this.wake(fiber, effect.atMs);
      case 'ask': {
        const { to, message, timeoutMs } = effect;
        const question = this.questions.open(fiber.process.id, to, value => fiber.answer(value));
        this.questions.expire(question, timeoutMs);
        this.sendQuestion(
          { question, from: fiber.process.id, to, message },
          this.fateOf(message, null, () => this.momentOf(fiber.process, said(effect, this.nowMs)))
        );
        return;
      }
      case 'tell':
        this.send({ from: fiber.process.id, to: effect.to }, effect.message, null);
        setImmediate(() => fiber.answer(undefined));
        return;
      case 'launch': {
        const id = this.launch(effect.launch);
        setImmediate(() => fiber.answer(id));
        return;
      }
      case 'death':
        this.deaths.mourn(effect.of, code => fiber.answer(code));
        return;
      case 'append':
      case 'claim':
      case 'replace':
      case 'read':
      case 'readAt':
      case 'exit':
        throw new Error(`${fiber.process.id} has no ${effect.kind}: it is not part of the job`);
    }
  }
  passed(effect: Effect, process: Process): void {
    if (effect.step !== null) {
      const moment = this.momentOf(process, said(effect, this.nowMs));
      this.record(moment);
      this.pass(moment);
    }
  }
  failed(process: Process, error: unknown): void {
    this.setting.failed(new Error(`the protocol of ${process.id} failed`, { cause: error }));
  }

  /** Only named effects are seen here, so only those are numbered. */
  private pass(moment: StepMoment): void {
    this.steps += 1;
    this.observer?.passed(moment, this.steps, moment.atMs);
  }

  private wake(fiber: Fiber, atMs: number): void {
    const leftMs = atMs - this.nowMs;
    if (leftMs > 0) {
      setTimeout(() => this.wake(fiber, atMs), Math.ceil(leftMs));
    } else {
      setImmediate(() => fiber.answer(undefined));
    }
  }

  private launch(launched: Launch): ProcessId {
    const serial = (this.launches.get(launched.role) ?? 0) + 1;
    this.launches.set(launched.role, serial);
    const id = `${launched.role}-${serial}`;
    const { job, application, seed, folder, baseFolder, script } = this.setting;
    this.record({ kind: 'launched', atMs: this.nowMs, process: id, role: launched.role, host: launched.host });
    if (launched.role === 'driver' || launched.role === 'executor') {
      const begin = {
        self: id,
        launch: launched,
        job,
        seed: seed + serial,
        startedAtMs: this.startedAtMs,
        folder,
        baseFolder
      };
      this.children.set(id, new ChildProcess(script, begin, this));
    } else {
      const process = new Process({ id, role: launched.role, host: launched.host }, this);
      this.insiders.set(id, process);
      setImmediate(() => process.start(stepsOf({ self: id, launched, job, application })));
    }
    return id;
  }

  // The processes outside.

  said(words: Said, child: ChildProcess): void {
    switch (words.kind) {
      case 'step':
        return this.stepSaid(words.step, child);
      case 'ask': {
        const { question: number, to, message, step } = words;
        const question = this.questions.open(child.id, to, value =>
          child.tell({ kind: 'answer', question: number, value })
        );
        this.sendQuestion(
          { question, from: child.id, to, message },
          this.fateOf(message, step, () => this.momentOf(child, step))
        );
        return;
      }
      case 'tell':
        return this.send({ from: child.id, to: words.to }, words.message, null);
      case 'reply':
        return this.questions.answer(words.inquiry, words.value);
      case 'observed':
        return this.observe(words.seen, child);
      case 'wrote': {
        const key = `${child.id} ${words.path}`;
        this.writes.set(key, (this.writes.get(key) ?? 0) + 1);
        return this.observe(words.seen, child);
      }
      case 'mourns':
        return this.deaths.mourn(words.of, code => child.tell({ kind: 'death', of: words.of, code }));
      case 'failed':
        this.setting.failed(new Error(`the protocol of ${child.id} failed: ${words.error}`));
    }
  }

  /** Leave is given once everybody whom a fault at this step has hit is known to be dead. */
  private stepSaid(step: StepSaid, child: ChildProcess): void {
    const moment = this.momentOf(child, step);
    this.record(moment);
    this.pass(moment);
    this.standing.add(child);
    this.giveLeave();
  }
  private giveLeave(): void {
    if (this.dying.size > 0) {
      return;
    }
    for (const child of this.standing) {
      child.giveLeave();
    }
    this.standing.clear();
  }

  died(child: ChildProcess, code: number): void {
    this.children.delete(child.id);
    this.dying.delete(child);
    this.standing.delete(child);
    this.tellUntoldWrites(child);
    this.record({ kind: 'died', atMs: this.nowMs, process: child.id, role: child.role, code });
    this.questions.died(child.id);
    this.deaths.died(child.id, code);
    this.giveLeave();
  }

  /** What a process wrote and was killed before it could say so: the journal has it. */
  private tellUntoldWrites(child: ChildProcess): void {
    for (const path of ['sink', 'sink/refused']) {
      const told = this.writes.get(`${child.id} ${path}`) ?? 0;
      const own = this.store.seen(path).filter(entry => entry.by === child.id);
      for (const { seen } of own.slice(told)) {
        this.observe(seen, child);
      }
    }
  }

  // Messages.

  private fateOf(message: Message, step: StepSaid | null, moment: () => StepMoment): Fate {
    if (this.observer === null) {
      return arrives;
    }
    if (step?.step === 'ack') {
      return this.observer.fateOf('acknowledgement', moment);
    }
    return message.what === 'produce' ? this.observer.fateOf('produce acknowledgement', moment) : arrives;
  }

  /** A question on its way; it goes unanswered where its message or its answer is lost. */
  private sendQuestion({ question, from, to, message }: Sending, fate: Fate): void {
    switch (fate.kind) {
      case 'is lost':
        return;
      case 'its answer is lost':
        return this.send({ from, to }, message, null);
      case 'its answer is late': {
        const late = (value: unknown) => setTimeout(() => this.questions.answer(question, value), fate.byMs);
        return this.send({ from, to }, message, this.questions.open(from, to, late));
      }
      case 'arrives':
        if (fate.laterByMs > 0) {
          setTimeout(() => this.send({ from, to }, message, question), fate.laterByMs);
        } else {
          this.send({ from, to }, message, question);
        }
    }
  }

  private send({ from, to }: Route, message: Message, question: number | null): void {
    const child = this.children.get(to);
    const insider = this.insiders.get(to);
    if (child) {
      child.tell({ kind: 'inquiry', inquiry: question, from, message });
    } else if (insider) {
      const reply = question === null ? null : (value: unknown) => this.questions.answer(question, value);
      insider.deliver({ from, message, reply });
    } else if (question !== null) {
      this.questions.answer(question, null); // dead: nobody will answer
    }
  }

  private momentOf({ id, role }: Who, step: StepSaid | null): StepMoment {
    return {
      kind: 'step',
      atMs: step?.atMs ?? this.nowMs,
      process: id,
      role,
      step: step?.step ?? 'recv',
      records: step?.range ? this.offsets.records(step.range) : (step?.records ?? []),
      block: step?.block ?? null,
      batch: step?.batch ?? null,
      peer: step?.peer ?? null
    };
  }
}

interface Route {
  readonly from: ProcessId;
  readonly to: ProcessId;
}
interface Sending extends Route {
  readonly question: number;
  readonly message: Message;
}

const said = ({ step, about }: Effect, atMs: number): StepSaid => ({
  atMs,
  step: step ?? 'recv',
  records: idsOf(about.records ?? []),
  range: about.range ?? null,
  block: about.block ?? null,
  batch: about.batch ?? null,
  peer: about.peer ?? null
});
