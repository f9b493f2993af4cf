/** Processes in real time: what is part of the job as operating-system processes, what is not inside the supervisor. */
import { writeFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Effect, Launch, Observation, Steps } from '../../protocol/effect.js';
import type { Job } from '../../terms/job.js';
import type { Moment, ProcessId, Role, StepMoment } from '../../terms/trace.js';
import { RunFailed } from '../engine.js';
import { choicesOf, type Choose } from '../choices.js';
import { Offsets } from '../offsets.js';
import { Process, type Fiber, type OutsideEffect, type World } from '../process.js';
import type { Powers } from '../run-control.js';
import { ChildProcess, type Listener } from './child-process.js';
import { CrashLoop } from './crash-loop.js';
import { Deaths } from './deaths.js';
import { FileStore } from './file-store.js';
import { machineMs } from './machine-clock.js';
import { arrives, lostAtBroker, Mail, type FateOf, type Letter } from './mail.js';
import { Pauses } from './pauses.js';
import { StandingOrder } from './standing-order.js';
import { Standing } from './standing.js';
import { stepSaid } from './step-said.js';
import { runFailed, troubleOf } from './trouble.js';
import { Untold } from './untold.js';
import { wakeAt } from './wake.js';
import type { Begin, Said, StepSaid } from './wire.js';

/** What a world runs: the first process, and what of the others runs inside the supervisor. */
export interface Programs {
  readonly root: Steps<unknown>;
  /** null: it is a process of its own. */
  inside(self: ProcessId, launched: Launch): Steps<unknown> | null;
}

export interface RealWorldSetting extends Pick<Begin, 'job' | 'seed' | 'folder' | 'baseFolder'> {
  readonly job: Job;
  /** The topic that the job writes to, where there is one. */
  readonly output?: Begin['output'];
  readonly programs: Programs;
  /** The bundled program of a process. */
  readonly script: string;
  /** The run cannot go on. */
  failed(error: Error): void;
  /** A process of the operating system has begun or ended. */
  alive(pid: number, is: boolean): void;
  /** Does it to what is no process of the job: a broker. */
  readonly outside?: Record<'kill' | 'pause' | 'goOn', (process: ProcessId) => void>;
  /** Loses the answer of a broker to the next send; absent: the source is none. */
  readonly loseAnswer?: () => void;
}

/** Who watches: told of every moment, asked about every acknowledgement. */
export interface Observer {
  see(moment: Moment): void;
  passed(moment: StepMoment | null, effect: number, atMs: number): void;
  fateOf: FateOf;
}

interface Who {
  readonly id: ProcessId;
  readonly role: Role;
}

const rootId = 'cluster-manager';
/** Lies in the run's folder as long as the folder does. */
const marker = '.run';

export class RealWorld implements World, Powers, Listener {
  /** Moments that nobody has taken yet. */
  private moments: Moment[] = [];
  momentCount = 0;
  readonly choose: Choose;
  over = false;
  observer: Observer | null = null;
  private readonly startedAtMs = machineMs();
  private lastMs = 0;
  private readonly offsets = new Offsets();
  private readonly deaths = new Deaths();
  private readonly mail: Mail;
  private readonly children = new Map<ProcessId, ChildProcess>();
  private readonly insiders = new Map<ProcessId, Process>();
  private readonly launches = new Map<Role, number>();
  private readonly pauses = new Pauses();
  private readonly crashLoop = new CrashLoop();
  private readonly untold: Untold;
  private steps = 0;
  private readonly standing = new Standing();
  private order: StandingOrder | null = null;
  private ended = false;
  private whenEmpty: () => void = () => undefined;

  constructor(private readonly setting: RealWorldSetting) {
    this.choose = choicesOf(setting.seed);
    this.untold = new Untold(new FileStore(setting.folder, 'supervisor'), []);
    this.mail = new Mail(
      letter => this.deliver(letter),
      lostAtBroker((message, moment) => this.observer?.fateOf(message, moment) ?? arrives, setting.loseAnswer)
    );
  }

  /** Starts the job: its first process launches the rest. @throws where the run's folder cannot be written to. */
  begin(): void {
    writeFileSync(join(this.setting.folder, marker), '');
    this.order = new StandingOrder(this.setting.folder);
    const root = new Process({ id: rootId, role: 'cluster manager', host: 'outside' }, this);
    this.insiders.set(rootId, root);
    root.start(this.setting.programs.root, () => {
      this.over = true;
    });
  }

  /** Whether processes stand at each step until they are given leave: only then can a fault strike at one. From this very call on. */
  holdSteps(are: boolean): void {
    if (this.order?.give(are) === true && are) this.standing.begin();
  }

  /** Fails the run when its folder has vanished: what is written from then on would be gone too. */
  lookAfterFolder(): void {
    if (!this.ended && !existsSync(join(this.setting.folder, marker))) {
      this.fail(new RunFailed('the temporary folder of the run is gone: something has removed it; run the job again'));
    }
  }

  /** Ends every process of the job at once. Nothing of it is recorded. Resolves when all are gone. */
  end(): Promise<void> {
    this.ended = true;
    for (const insider of this.insiders.values()) {
      insider.alive = false;
    }
    for (const child of this.children.values()) {
      child.kill();
    }
    return new Promise(resolve => {
      this.whenEmpty = resolve;
      this.noteEmpty();
    });
  }
  private noteEmpty(): void {
    if (this.ended && this.children.size === 0) {
      this.whenEmpty();
    }
  }
  private fail(error: Error): void {
    if (!this.ended) {
      this.setting.failed(error);
    }
  }

  get nowMs(): number {
    return machineMs() - this.startedAtMs;
  }
  get endPosition(): number {
    return this.offsets.end;
  }
  clock(): number {
    return this.nowMs;
  }

  /** Moments come in one order, and their times follow it: a process may have read its clock a little before another was heard. */
  record(moment: Moment): void {
    if (this.ended) {
      return;
    }
    this.lastMs = Math.max(this.lastMs, moment.atMs);
    const inOrder = moment.atMs < this.lastMs ? { ...moment, atMs: this.lastMs } : moment;
    if (inOrder.kind === 'accepted') {
      this.offsets.add(inOrder.records);
    }
    this.moments.push(inOrder);
    this.momentCount += 1;
    this.observer?.see(inOrder);
  }
  /** @returns what has been recorded since the last time. */
  takeMoments(): readonly Moment[] {
    const { moments } = this;
    this.moments = [];
    return moments;
  }
  observe(seen: Observation, { id, role }: Who): void {
    this.record({ ...seen, atMs: this.nowMs, process: id, role });
  }

  tell(to: ProcessId, what: string): void {
    this.mail.tell(rootId, to, { what, body: null });
  }
  kill(id: ProcessId): void {
    const child = this.children.get(id);
    if (child) {
      this.standing.kill(child);
    } else {
      this.setting.outside?.kill(id);
    }
  }
  noDriverFor(ms: number): void {
    this.pauses.noDriverFor(ms);
  }
  /** The process stands still; what is due to it waits, and the clock goes on. */
  pause(id: ProcessId, forMs: number): void {
    const child = this.children.get(id);
    if (child) child.pause();
    else this.setting.outside?.pause(id);
    this.pauses.begin(id, forMs, () => {
      if (!child) this.setting.outside?.goOn(id);
      else {
        this.record({ kind: 'state', atMs: this.nowMs, process: id, role: child.role, state: 'resumed' });
        child.resume();
      }
    });
  }

  // The processes inside the supervisor.

  perform(effect: OutsideEffect, fiber: Fiber): void {
    const { process } = fiber;
    switch (effect.kind) {
      case 'mark':
        this.passed(effect, process);
        setImmediate(() => fiber.resume());
        return;
      case 'sleep':
        return wakeAt(machineMs() + effect.ms, () => fiber.answer(undefined));
      case 'sleepUntil':
        return wakeAt(this.startedAtMs + effect.atMs, () => fiber.answer(undefined));
      case 'ask': {
        const { to, message, timeoutMs, step } = effect;
        const moment = () => this.momentOf(process, stepSaid(effect, this.nowMs));
        const answer = (value: unknown) => fiber.answer(value);
        this.mail.questions.expire(this.mail.ask({ from: process.id, to, message, step, moment, answer }), timeoutMs);
        return;
      }
      case 'tell':
        this.mail.tell(process.id, effect.to, effect.message);
        setImmediate(() => fiber.answer(undefined));
        return;
      case 'launch':
        return wakeAt(this.pauses.launchMs(effect.launch.role), () => {
          if (process.alive) fiber.answer(this.launch(effect.launch));
        });
      case 'death':
        this.deaths.mourn(effect.of, code => fiber.answer(code));
        return;
      case 'call':
        effect.act().then(
          answer => fiber.answer(answer),
          (error: unknown) => this.failed(process, error)
        );
        return;
      case 'append':
      case 'claim':
      case 'replace':
      case 'read':
      case 'readAt':
      case 'exit':
        throw new Error(`${process.id} has no ${effect.kind}: it is not part of the job`);
    }
  }
  passed(effect: Effect, process: Process): void {
    if (effect.step !== null) {
      const moment = this.momentOf(process, stepSaid(effect, this.nowMs));
      this.record(moment);
      this.pass(moment);
    }
  }
  failed(process: Process, error: unknown): void {
    this.fail(runFailed(`the protocol of ${process.id} failed`, troubleOf(error)));
  }

  /** A fault may strike at this step. Only named effects are seen here, so only those are numbered. */
  private pass(moment: StepMoment): void {
    this.steps += 1;
    if (!this.ended) {
      this.observer?.passed(moment, this.steps, moment.atMs);
    }
  }

  private launch(launched: Launch): ProcessId {
    const serial = (this.launches.get(launched.role) ?? 0) + 1;
    this.launches.set(launched.role, serial);
    const id = `${launched.role}-${serial}`;
    this.record({ kind: 'launched', atMs: this.nowMs, process: id, role: launched.role, host: launched.host });
    const steps = this.setting.programs.inside(id, launched);
    if (steps === null) {
      this.launchOutside(id, launched, serial);
    } else {
      const process = new Process({ id, role: launched.role, host: launched.host }, this);
      this.insiders.set(id, process);
      setImmediate(() => process.start(steps));
    }
    return id;
  }

  private launchOutside(id: ProcessId, launched: Launch, serial: number): void {
    const { job, seed, folder, baseFolder, script, output = null } = this.setting;
    const { startedAtMs } = this;
    const begin = { self: id, launch: launched, job, seed: seed + serial, startedAtMs, folder, baseFolder, output };
    const child = new ChildProcess(script, begin, this);
    this.children.set(id, child);
    if (child.pid !== null) {
      this.setting.alive(child.pid, true);
    }
  }

  // The processes outside.

  said(words: Said, child: ChildProcess): void {
    this.crashLoop.lives(child.id);
    switch (words.kind) {
      case 'step': {
        const moment = this.momentOf(child, words.step);
        this.standing.passed(child, moment);
        return this.record(moment);
      }
      case 'stands':
        return this.stands(child);
      case 'ask': {
        const { question, to, message, step } = words;
        const moment = () => this.momentOf(child, step);
        const answer = (value: unknown) => child.tell({ kind: 'answer', question, value });
        this.mail.ask({ from: child.id, to, message, step: step?.step ?? null, moment, answer });
        return;
      }
      case 'tell':
        return this.mail.tell(child.id, words.to, words.message);
      case 'reply':
        return this.mail.questions.answer(words.inquiry, words.value);
      case 'observed':
        return this.observe(words.seen, child);
      case 'wrote':
        this.untold.tells(child.id, words.path);
        return this.observe(words.seen, child);
      case 'mourns':
        return this.deaths.mourn(words.of, code => child.tell({ kind: 'death', of: words.of, code }));
      case 'failed':
        this.fail(runFailed(`the protocol of ${child.id} failed`, words.trouble));
    }
  }

  private stands(child: ChildProcess): void {
    const moment = this.standing.stands(child);
    if (moment !== null) {
      this.pass(moment);
    }
    this.standing.giveLeave();
  }

  unborn({ id }: ChildProcess, error: Error): void {
    this.children.delete(id);
    this.fail(runFailed(`${id} could not be started`, troubleOf(error)));
  }

  died(child: ChildProcess, code: number): void {
    this.children.delete(child.id);
    this.standing.died(child);
    this.pauses.died(child.id);
    if (child.pid !== null) {
      this.setting.alive(child.pid, false);
    }
    if (this.ended) {
      this.noteEmpty();
      return;
    }
    for (const seen of this.untold.of(child.id)) {
      this.observe(seen, child);
    }
    this.record({ kind: 'died', atMs: this.nowMs, process: child.id, role: child.role, code });
    if (this.crashLoop.died(child.id)) {
      const sentence = `one process after another dies as soon as it starts, the last with code ${code}; look at the kernel's log for what they wrote`;
      this.fail(new RunFailed(sentence));
      return;
    }
    this.deaths.died(child.id, code); // before its questions end: a lost executor is off the list when its task has failed
    this.mail.questions.died(child.id);
    this.standing.giveLeave();
  }

  private deliver({ from, to, message, question }: Letter): boolean {
    const child = this.children.get(to);
    const insider = this.insiders.get(to);
    if (child) {
      child.tell({ kind: 'inquiry', inquiry: question, from, message });
    } else if (insider) {
      const reply = question === null ? null : (value: unknown) => this.mail.questions.answer(question, value);
      insider.deliver({ from, message, reply });
    }
    return child !== undefined || insider !== undefined;
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
