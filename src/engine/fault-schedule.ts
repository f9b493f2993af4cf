/** Which failure is due when. The failures are values; what has been counted of them is here, so one list serves any number of runs. */
import type { Acknowledgement, Failure, Fault } from '../terms/failure.js';
import type { FailureReport, StepMoment } from '../terms/trace.js';
import type { Choose } from './choices.js';

/** A report while it is being written. */
export type MutableReport = { -readonly [K in keyof FailureReport]: FailureReport[K] };

/** A failure under way: armed when it may fire, with what it still waits for. */
interface Armed {
  readonly failure: Failure;
  readonly report: MutableReport;
  passings: number;
  /** When a timed one is due; null: not timed, or not armed yet. */
  dueMs: number | null;
  /** Not counted after this time; null: no bound. */
  untilMs: number | null;
  /** The effect at which it was armed: what has passed already does not count. */
  armedAtEffect: number;
  /** due: its place is reached; a kill then fires at once, a fault on a message befalls the next message of its kind. */
  state: 'waits for the one before' | 'armed' | 'due' | 'fired' | 'missed';
}

/** Why a failure on a numbered effect that lies behind the run did not fire. */
export const effectHasPassed = 'that effect of the run has passed already';

/** How far a random failure may lie behind the start of its list, in batch intervals. */
export const randomWindowBatches = 8;

export interface ScheduleSetting {
  readonly failures: readonly Failure[];
  readonly startMs: number;
  readonly batchIntervalMs: number;
  readonly choose: Choose;
  /** The newest effect of the run; -1: there was none. */
  readonly effect: number;
}

/** What a world does when it is told that a failure is due; false: its victims are not there, so it goes on waiting. */
export type Strike = (fault: Fault, report: MutableReport, moment: StepMoment | null) => boolean;

export class FaultSchedule {
  private readonly list: Armed[];
  /** The newest effect that has passed. */
  private effect: number;

  constructor(
    private readonly setting: ScheduleSetting,
    private readonly strike: Strike
  ) {
    this.effect = setting.effect;
    this.list = setting.failures.map(failure => ({
      failure,
      report: { failure, fired: false, atMs: null, victims: [], backAtMs: null, momentIndex: null, why: null },
      passings: 0,
      dueMs: null,
      untilMs: null,
      armedAtEffect: -1,
      state: 'waits for the one before'
    }));
    for (const [index, armed] of this.list.entries()) {
      if (index === 0 || !(armed.failure.duringRecovery || armed.failure.withinMs !== null)) {
        this.arm(armed, setting.startMs);
      }
    }
  }

  get reports(): readonly MutableReport[] {
    return this.list.map(armed => armed.report);
  }
  /** Whether a failure may still fire. */
  get open(): boolean {
    return this.list.some(armed => armed.state !== 'fired' && armed.state !== 'missed');
  }
  /** When the next timed failure is due; Infinity: none is. */
  get nextDueMs(): number {
    let nextMs = Infinity;
    for (const { state, dueMs, untilMs } of this.list) {
      if (state === 'armed' || state === 'due') {
        nextMs = Math.min(nextMs, (state === 'armed' ? dueMs : null) ?? Infinity, untilMs ?? Infinity);
      }
    }
    return nextMs;
  }

  private arm(armed: Armed, nowMs: number): void {
    const { place, withinMs } = armed.failure;
    armed.state = 'armed';
    if (place.at === 'effect' && place.effect <= this.effect) {
      this.miss(armed, effectHasPassed);
      return;
    }
    armed.armedAtEffect = this.effect;
    armed.untilMs = withinMs === null ? null : nowMs + withinMs;
    if (place.at === 'time') {
      armed.dueMs = nowMs + place.ms;
    } else if (place.at === 'random' || (place.at === 'now' && withinMs !== null)) {
      const window = withinMs ?? randomWindowBatches * this.setting.batchIntervalMs;
      armed.dueMs = nowMs + this.setting.choose(Math.max(1, Math.round(window)));
    } else if (place.at === 'now') {
      armed.dueMs = nowMs;
    }
  }

  /** An effect has passed: the effect-th of the run; `moment` where it bears a step's name. */
  onPassed(moment: StepMoment | null, effect: number, atMs: number): void {
    this.effect = effect;
    for (const armed of this.list) {
      const { place } = armed.failure;
      if (armed.state !== 'armed' || armed.armedAtEffect === effect) {
        continue;
      }
      if (
        place.at === 'effect' ? place.effect === effect : moment && !sentAs(armed.failure) && this.passes(armed, moment)
      ) {
        this.reach(armed, atMs, moment);
      }
    }
  }

  onTime(nowMs: number): void {
    for (const armed of this.list) {
      if (armed.state === 'armed' && armed.dueMs !== null && armed.dueMs <= nowMs) {
        armed.dueMs = nowMs + 1; // a victim that is not there now may be there a little later
        this.reach(armed, nowMs, null);
      }
      this.expire(armed, nowMs);
    }
  }

  /** An acknowledgement is about to be sent. @returns the fault that befalls it, if any. */
  onMessage(moment: StepMoment, message: Acknowledgement): Fault | null {
    for (const armed of this.list) {
      const { fault } = armed.failure;
      if (!isOnMessage(fault) || fault.message !== message) {
        continue;
      }
      if (armed.state === 'armed' && sentAs(armed.failure) && this.passes(armed, moment)) {
        armed.state = 'due';
      }
      if (armed.state === 'due') {
        this.fire(armed, moment.atMs, moment);
        return fault;
      }
    }
    return null;
  }

  private reach(armed: Armed, atMs: number, moment: StepMoment | null): void {
    if (isOnMessage(armed.failure.fault)) {
      armed.state = 'due';
    } else {
      this.fire(armed, atMs, moment);
    }
  }

  /** Whether this passing of a step is the one that the failure waits for. */
  private passes(armed: Armed, moment: StepMoment): boolean {
    const { place } = armed.failure;
    if (place.at !== 'step' || place.step !== moment.step) {
      return false;
    }
    if (this.expire(armed, moment.atMs)) {
      return false;
    }
    if (place.record !== null && !moment.records.includes(place.record)) {
      return false;
    }
    if (place.phaseMs !== null && moment.atMs % this.setting.batchIntervalMs < place.phaseMs) {
      return false;
    }
    armed.passings += 1;
    return armed.passings >= place.occurrence;
  }

  private fire(armed: Armed, atMs: number, moment: StepMoment | null): void {
    if (!this.strike(armed.failure.fault, armed.report, moment)) {
      return;
    }
    armed.state = 'fired';
    armed.report.fired = true;
    armed.report.atMs = atMs;
    const next = this.list[this.list.indexOf(armed) + 1];
    if (next?.state === 'waits for the one before' && !next.failure.duringRecovery) {
      this.arm(next, atMs);
    }
  }

  /** @returns whether the time that the failure had is over. */
  private expire(armed: Armed, nowMs: number): boolean {
    const over = (armed.state === 'armed' || armed.state === 'due') && armed.untilMs !== null && armed.untilMs <= nowMs;
    if (over) {
      this.miss(armed, 'the time it was given after the failure before it was over first');
    }
    return over;
  }

  /** What was to follow it has missed it too. */
  private miss(armed: Armed, why: string): void {
    armed.state = 'missed';
    armed.report.why = why;
    const next = this.list[this.list.indexOf(armed) + 1];
    if (next?.state === 'waits for the one before') {
      this.miss(next, 'the failure before it did not fire');
    }
  }

  /** Recovery begins when the first process after a failure is launched. */
  onLaunch(atMs: number): void {
    for (const [index, armed] of this.list.entries()) {
      const before = this.list[index - 1];
      if (armed.state === 'waits for the one before' && armed.failure.duringRecovery && before?.state === 'fired') {
        this.arm(armed, atMs);
      }
    }
  }

  /** The recovery is over: what was to fire during it has missed it. */
  onRecovered(atMs: number): void {
    for (const [index, armed] of this.list.entries()) {
      if (armed.state === 'fired') {
        armed.report.backAtMs ??= atMs;
      } else if (armed.failure.duringRecovery && armed.state !== 'missed' && this.list[index - 1]?.state === 'fired') {
        this.miss(armed, 'the recovery was over first');
      }
    }
  }

  /** The wait is over; what has not fired did not fire. */
  close(why: string): void {
    for (const armed of this.list) {
      if (armed.state !== 'fired' && armed.state !== 'missed') {
        this.miss(armed, armed.report.why ?? why); // a victim that was never there is the better reason
      }
    }
  }
}

type MessageFault = Extract<Fault, { readonly message: Acknowledgement }>;
const isOnMessage = (fault: Fault): fault is MessageFault => fault.kind === 'drop' || fault.kind === 'delay';
/** `drop: acknowledgement, after: ack` means that very message: it is counted when it is sent, for it will never have passed. */
const sentAs = ({ fault, place }: Failure): boolean =>
  isOnMessage(fault) && fault.message === 'acknowledgement' && place.at === 'step' && place.step === 'ack';
