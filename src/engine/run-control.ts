/** What controls one run, the same in every world: its waits, its failures, who is who, and the trace that comes of it. */
import { durationWords } from '../guarantee/words.js';
import type { Failure, Fault } from '../terms/failure.js';
import type { Job } from '../terms/job.js';
import type { FailureReport, Moment, Outcome, ProcessId, StepMoment, Trace } from '../terms/trace.js';
import { Cast } from './cast.js';
import { choicesOf } from './choices.js';
import type { Progress, Waited } from './engine.js';
import { FaultSchedule, type MutableReport } from './fault-schedule.js';
import { OutcomeWatch } from './outcome.js';
import { RunProgress } from './run-progress.js';
import { DrainWatch, RecoveryWatch, SteadyWatch, StuckWatch } from './watch.js';

/** What control can do to a world, and what it must know of it. */
export interface Powers {
  readonly nowMs: number;
  /** How many moments there have been. */
  readonly momentCount: number;
  /** Nothing will start the driver again. */
  readonly over: boolean;
  /** Position after the last record that the source holds. */
  readonly endPosition: number;
  record(moment: Moment): void;
  /** A word to a process, from outside. */
  tell(to: ProcessId, what: string): void;
  kill(process: ProcessId): void;
  /** Whoever starts drivers finds no place for one, for so long from now on. */
  noDriverFor(ms: number): void;
  pause(process: ProcessId, forMs: number): void;
}

/** All of a trace but its moments. */
export type Frame = Omit<Trace, 'moments'>;

/** What befalls one question on its way: a receiver's acknowledgement is a question itself, a producer's is the answer to one. */
export type Fate =
  | { readonly kind: 'arrives'; readonly laterByMs: number }
  | { readonly kind: 'is lost' }
  | { readonly kind: 'its answer is late'; readonly byMs: number }
  | { readonly kind: 'its answer is lost' };
export type Acknowledging = 'acknowledgement' | 'produce acknowledgement';

/** Keeps the times of failures apart from the world's own choices: another failure must not change the latencies before it. */
const failureStream = 0x51ed270b;
const arrives: Fate = { kind: 'arrives', laterByMs: 0 };
const isDuringStart = ({ duringStart }: Failure): boolean => duringStart === true;
const nobody = { process: 'cluster-manager', role: 'cluster manager' } as const;

export class RunControl {
  private readonly cast: Cast;
  private readonly steady: SteadyWatch;
  private readonly recovery: RecoveryWatch;
  private readonly drained: DrainWatch;
  private readonly stuck: StuckWatch;
  private readonly counted = new RunProgress();
  private readonly outcome = new OutcomeWatch();
  private readonly reports: MutableReport[] = [];
  private schedule: FaultSchedule | null = null;
  private state: Progress['state'] = 'starting';
  /** The newest effect that has passed. */
  private effect = -1;
  private ended: Trace['ended'] = 'running';
  private endPosition: number | null = null;
  /** What the wait under way is for, and the time at which it has lasted too long. */
  private goal: () => boolean = () => true;
  private untilMs = 0;

  constructor(
    private readonly job: Job,
    private readonly seed: number,
    private readonly world: Powers
  ) {
    this.cast = new Cast(job.consumer);
    this.stuck = new StuckWatch(job);
    this.steady = new SteadyWatch(job);
    this.recovery = new RecoveryWatch(job, this.cast);
    this.drained = new DrainWatch(job, this.cast);
  }

  frame(): Frame {
    return {
      job: this.job,
      engine: this.job.engine,
      seed: this.seed,
      failures: [...this.reports, ...(this.schedule?.reports ?? [])],
      endPosition: this.endPosition,
      ended: this.ended,
      outcome: this.outcomeNow
    };
  }

  private get outcomeNow(): Outcome {
    return this.stuck.isStuck ? 'aborted' : this.outcome.outcome;
  }

  progress(): Progress {
    return { clockMs: this.world.nowMs, state: this.state, ...this.counted.counts() };
  }

  /** Begins the wait for the steady point; `waited` says when it is over. So for each wait. @returns whether a failure may fire before. */
  beginSteady(): boolean {
    const early = this.job.failures.filter(isDuringStart);
    if (early.length > 0) {
      this.schedule = this.scheduleOf(early);
    }
    this.beginWait(() => this.steady.reached && !this.recovery.recovering);
    return early.length > 0;
  }

  /** A run that never became steady is never faulted and is no result. */
  endSteady(waited: Waited): void {
    this.closeSchedule('the job was steady before it was due');
    if (waited === 'reached') {
      this.state = 'steady';
      this.world.record({ kind: 'state', atMs: this.world.nowMs, ...nobody, state: 'steady' });
    } else {
      this.ended = 'never steady';
      this.state = 'finished';
    }
  }

  /** Sets failures, counted from now. */
  beginFailures(failures: readonly Failure[]): void {
    this.schedule = this.scheduleOf(failures.filter(failure => !isDuringStart(failure)));
    this.beginWait(() => this.schedule?.open === false && !this.recovery.recovering);
  }

  private scheduleOf(failures: readonly Failure[]): FaultSchedule {
    const setting = {
      failures,
      startMs: this.world.nowMs,
      batchIntervalMs: this.job.batchIntervalMs,
      choose: choicesOf(this.seed ^ failureStream),
      effect: this.effect
    };
    return new FaultSchedule(setting, (fault, report, moment) => this.strike(fault, report, moment));
  }

  /** @returns what became of each failure. */
  endFailures(waited: Waited | 'interrupted'): readonly FailureReport[] {
    return this.closeSchedule(this.whyNotFired(waited));
  }

  private closeSchedule(why: string): readonly FailureReport[] {
    const { schedule } = this;
    this.schedule = null;
    schedule?.close(why);
    const reports = schedule?.reports ?? [];
    this.reports.push(...reports);
    return reports;
  }

  private whyNotFired(waited: Waited | 'interrupted'): string {
    switch (waited) {
      case 'over':
        return 'the job was over before';
      case 'interrupted':
        return 'the wait for it was interrupted';
      case 'limit':
      case 'reached':
        return `its step or time was not reached within ${durationWords(this.job.limitMs)}`;
    }
  }

  /**
   * Stops the source, or waits for the end that it has, and for all that it holds to have had its chance.
   * @param leftMs until the source has given all that it will; null: it goes on until it is told to stop; unless given, as the job says
   */
  beginDrain(leftMs: number | null = this.sourceLeftMs()): void {
    this.state = 'draining';
    if (leftMs === null) {
      for (const producer of this.cast.of('producer')) {
        this.world.tell(producer, 'stopSending');
      }
    }
    this.beginWait(() => this.drained.reached);
    this.untilMs += leftMs ?? 0;
  }

  private sourceLeftMs(): number | null {
    const { records, ratePerSecond } = this.job.source;
    return records === null ? null : (1000 * Math.max(0, records - this.counted.sent)) / ratePerSecond;
  }

  endDrain(waited: Waited): void {
    this.endPosition = this.world.endPosition;
    this.ended = waited === 'limit' ? 'limit' : 'drained';
    const outcome = this.outcomeNow;
    this.state = outcome === 'stopped' || outcome === 'aborted' ? outcome : 'finished';
  }

  /** Ended from outside, without a drain. */
  stop(): void {
    this.state = this.ended === 'running' ? 'stopped' : this.state;
  }

  /** How the wait has ended, when the next thing happens at `nextMs`; null: it goes on. */
  waited(nextMs: number): Waited | null {
    if (this.goal()) {
      return 'reached';
    }
    const isOver = this.world.over || this.stuck.isStuck;
    if (nextMs > this.untilMs) {
      return isOver ? 'over' : 'limit';
    }
    return isOver && this.nothingMoves ? 'over' : null;
  }

  /** All that died with the driver is gone, and the producer, when it was told to, has stopped. */
  private get nothingMoves(): boolean {
    return this.cast.of('executor').length === 0 && (this.state !== 'draining' || this.counted.sourceStopped);
  }

  private beginWait(goal: () => boolean): void {
    this.goal = goal;
    this.untilMs = this.world.nowMs + this.job.limitMs;
  }

  see(moment: Moment): void {
    this.cast.see(moment);
    this.steady.see(moment);
    this.stuck.see(moment);
    this.recovery.see(moment);
    this.drained.see(moment);
    this.counted.see(moment);
    this.outcome.see(moment);
    if (moment.kind === 'launched') {
      this.schedule?.onLaunch(moment.atMs);
    }
    if (this.recovery.reached) {
      this.recovery.recovering = false;
      this.schedule?.onRecovered(moment.atMs);
      for (const report of this.reports) {
        report.backAtMs = report.fired ? (report.backAtMs ?? moment.atMs) : null; // back only after its wait was over
      }
      this.state = this.state === 'recovering' ? 'steady' : this.state;
    }
  }

  /** An effect has passed, the effect-th of the run. */
  passed(moment: StepMoment | null, effect: number, atMs: number): void {
    this.effect = effect;
    this.schedule?.onPassed(moment, effect, atMs);
  }

  /** When the next timed failure is due. */
  get nextFailureMs(): number {
    return this.schedule?.nextDueMs ?? Infinity;
  }
  onTime(nowMs: number): void {
    this.schedule?.onTime(nowMs);
  }

  /** An acknowledgement is about to be sent; the moment is that of its sending. */
  fateOf(message: Acknowledging, moment: () => StepMoment): Fate {
    const fault = this.schedule === null ? null : this.schedule.onMessage(moment(), message);
    switch (fault?.kind) {
      case 'drop':
        return { kind: message === 'acknowledgement' ? 'is lost' : 'its answer is lost' };
      case 'delay':
        this.drained.expect(this.world.nowMs + fault.byMs);
        return message === 'acknowledgement'
          ? { kind: 'arrives', laterByMs: fault.byMs }
          : { kind: 'its answer is late', byMs: fault.byMs };
      default:
        return arrives;
    }
  }

  /** Does the fault to whoever plays the victim's part now. False: nobody does. */
  private strike(fault: Fault, report: MutableReport, moment: StepMoment | null): boolean {
    const words = fault.kind === 'kill' ? fault.victims : fault.kind === 'pause' ? [fault.victim] : [];
    const victims = words.flatMap(victim => this.cast.resolve(victim, moment).map(process => ({ victim, process })));
    if (words.length > 0 && victims.length === 0) {
      report.why = `no ${words.join(', no ')} was there to be hit`;
      return false;
    }
    const { nowMs, momentCount } = this.world;
    report.victims = victims;
    report.momentIndex = momentCount;
    report.why = null;
    const downMs = fault.kind === 'kill' ? (fault.forMs ?? 0) : 0;
    this.untilMs = nowMs + downMs + this.job.limitMs; // waiting for the recovery is a wait of its own
    this.state = 'recovering';
    this.world.record({
      kind: 'fault',
      atMs: nowMs,
      process: moment?.process ?? nobody.process,
      role: moment?.role ?? nobody.role,
      failure: this.reports.length + (this.schedule?.reports.indexOf(report) ?? 0),
      fault: fault.kind,
      victims,
      records: words.length === 0 ? (moment?.records ?? []) : []
    });
    if (downMs > 0) {
      this.drained.expect(nowMs + downMs);
      this.world.noDriverFor(downMs);
    }
    for (const { process } of victims) {
      if (fault.kind === 'pause') {
        this.world.pause(process, fault.forMs);
      } else {
        this.world.kill(process);
      }
    }
    return true;
  }
}
