/** One job in virtual time. Time passes only inside a wait, so what is asked later gives the same bytes. */
import type { Failure } from '../../terms/failure.js';
import type { Job } from '../../terms/job.js';
import type { FailureReport, Moment, ProcessId, StepMoment, Trace } from '../../terms/trace.js';
import { clusterManager, stepsOf } from '../../protocol/cluster-manager.js';
import type { EffectOf } from '../../protocol/effect.js';
import type { Application } from '../../protocol/stream-record.js';
import type { Progress, Waited } from '../engine.js';
import type { Process } from '../process.js';
import { RunControl, type Fate } from '../run-control.js';
import { VirtualWorld, type Observer } from './virtual-world.js';

const arrives: Fate = { kind: 'arrives', laterByMs: 0 };

/** An effect that passes, the effect-th of the run; `moment` where it bears a step's name. */
export interface Passing {
  readonly moment: StepMoment | null;
  readonly effect: number;
  readonly performer: ProcessId;
  /** The same for two effects between which the world has not gone on, chosen, or been given anything to do later. */
  readonly instant: number;
}

/** Sees a run as it goes: every moment, and every effect, named or not, as it passes. */
export interface RunWatcher {
  see(moment: Moment): void;
  passed(passing: Passing): void;
  /** The durable store holds one more entry, or another in place of one. */
  stored?(entry: unknown): void;
}

export class SimulatedRun implements Observer {
  watcher: RunWatcher | null = null;
  private readonly world: VirtualWorld;
  private readonly control: RunControl;

  constructor(job: Job, application: Application, seed: number) {
    const root = clusterManager(job);
    this.world = new VirtualWorld(
      { root, program: (self, launched) => stepsOf({ self, launched, job, application }) },
      seed,
      job.storeLatencyMs
    );
    this.control = new RunControl({ ...job, engine: 'simulated' }, seed, this.world);
    this.world.observer = this;
  }

  /** Effects passed so far: the number of crash points. */
  get effects(): number {
    return this.world.effects;
  }
  trace(): Trace {
    return { ...this.control.frame(), moments: this.world.moments };
  }
  progress(): Progress {
    return this.control.progress();
  }

  /** Begins a wait; call `advance` until it answers, then the `end` that belongs to it. */
  beginSteady(): void {
    this.control.beginSteady();
  }
  endSteady(waited: Waited): Waited {
    this.control.endSteady(waited);
    return waited;
  }
  beginFailures(failures: readonly Failure[]): void {
    this.control.beginFailures(failures);
  }
  endFailures(waited: Waited | 'interrupted'): readonly FailureReport[] {
    return this.control.endFailures(waited);
  }
  beginDrain(): void {
    this.control.beginDrain();
  }
  endDrain(waited: Waited): void {
    this.control.endDrain(waited);
  }
  stop(): void {
    this.control.stop();
  }

  /** Lets at most so many things happen. @returns how the wait ended, or null: it goes on. */
  advance(turns: number): Waited | null {
    const { world, control } = this;
    for (let turn = 0; turn < turns; turn += 1) {
      const nextMs = Math.min(world.nextMs, control.nextFailureMs);
      const waited = control.waited(nextMs);
      if (waited !== null) {
        return waited;
      }
      if (nextMs < world.nextMs) {
        world.nowMs = Math.max(world.nowMs, nextMs);
        control.onTime(world.nowMs);
      } else {
        world.step();
      }
    }
    return null;
  }

  see(moment: Moment): void {
    this.watcher?.see(moment);
    this.control.see(moment);
  }
  passed(moment: StepMoment | null, effect: number, performer: ProcessId): void {
    this.watcher?.passed({ moment, effect, performer, instant: this.world.instant });
    this.control.passed(moment, effect, this.world.nowMs);
  }
  stored(entry: unknown): void {
    this.watcher?.stored?.(entry);
  }
  fateOf(effect: EffectOf<'ask'>, process: Process): Fate {
    const moment = () => this.world.momentOf(effect, process);
    if (effect.step === 'ack') {
      return this.control.fateOf('acknowledgement', moment);
    }
    return effect.message.what === 'produce' ? this.control.fateOf('produce acknowledgement', moment) : arrives;
  }
}
