/** The crash points of a run, read off it as it goes: every effect that has passed, named or not, and who there is to be struck at it. */
import { Cast } from '../engine/cast.js';
import { SteadyWatch } from '../engine/watch.js';
import type { Step } from '../terms/failure.js';
import type { Job } from '../terms/job.js';
import type { InnerStep, Moment, StepMoment } from '../terms/trace.js';
import type { Schedule, Struck } from './crash.js';
import type { Laboratory } from './laboratory.js';
import { isOffered } from './offered-step.js';
import { SharedRuns, type CrashRun } from './shared-runs.js';
import type { Passing, RunWatcher } from '../engine/simulated/simulated-run.js';

/** Where a crash point belongs on the map: the newest step at it; `launch`: before the first; the steps of a restart, where one happened before. */
export type MapStep = Step | 'launch' | 'restart' | 'restore' | 'replay' | 'again';

export interface Victim {
  readonly struck: Struck;
  /** It was the victim's own effect. */
  readonly own: boolean;
  readonly run: CrashRun;
}

export interface CrashPoint {
  /** The effect's number, from 0; for an acknowledgement its number among those of the run, from 1. */
  readonly at: number;
  readonly step: MapStep;
  /** The effect itself, where it bears a step's name. */
  readonly moment: StepMoment | null;
  /** Whether the job was steady before it. */
  readonly steady: boolean;
  /** Whether a checkpoint was durable before it. */
  readonly checkpointed: boolean;
  readonly victims: readonly Victim[];
}

export interface CrashPoints {
  readonly points: readonly CrashPoint[];
  /** In how many batches the checkpoint came before the first output, and in how many after it: a race. */
  readonly races: { readonly checkpointFirst: number; readonly outputFirst: number };
}

const killable = ['driver', 'receiver executor', 'replica executor', 'other executor', 'task executor'] as const;

/** Who is worth killing: in a direct job no executor is a receiver's; in a receiver's, one that runs a task is one of the three. */
function strikable({ consumer }: Job): readonly (typeof killable)[number][] {
  const direct = consumer === 'direct';
  return killable.filter(victim =>
    direct ? victim === 'driver' || victim === 'task executor' : victim !== 'task executor'
  );
}

const restarting: ReadonlySet<Step | InnerStep> = new Set(['restart', 'restore', 'replay', 'again']);
const isRestarting = (step: Step | InnerStep): step is Exclude<MapStep, Step | 'launch'> => restarting.has(step);

/** Follows a run and notes every effect behind its schedule's last crash (with no crash: every effect). */
class PointRecorder implements RunWatcher {
  readonly points: CrashPoint[] = [];
  private readonly cast: Cast;
  private readonly steady: SteadyWatch;
  private readonly crashes: number;
  private readonly runs = new SharedRuns();
  private faults = 0;
  private step: MapStep = 'launch';
  private acknowledgements = 0;
  private checkpointed = false;

  constructor(
    private readonly job: Job,
    { crashes }: Schedule
  ) {
    this.cast = new Cast(job.consumer);
    this.steady = new SteadyWatch(job);
    this.crashes = crashes.length;
  }

  see(moment: Moment): void {
    this.faults += moment.kind === 'fault' ? 1 : 0;
    this.cast.see(moment);
    this.steady.see(moment);
    if (moment.kind === 'step') {
      this.checkpointed ||= moment.step === 'ckpt1' || moment.step === 'ckpt2';
      if (isOffered(moment.step) || (this.crashes > 0 && isRestarting(moment.step))) {
        this.step = moment.step;
      }
    }
  }

  passed({ moment, effect, performer, instant }: Passing): void {
    this.acknowledgements += moment?.step === 'ack' ? 1 : 0;
    if (this.faults < this.crashes) {
      return;
    }
    const victims = strikable(this.job).flatMap(struck => {
      const [process] = this.cast.resolve(struck, moment);
      if (process === undefined) return [];
      const run = this.runs.runOf({ struck, process }, { at: effect, instant, performer, isNamed: moment !== null });
      return [{ struck, own: process === performer, run }];
    });
    const { step, checkpointed } = this;
    const common = { step, moment, steady: this.steady.reached, checkpointed };
    this.points.push({ ...common, at: effect, victims });
    if (moment?.step === 'ack') {
      this.points.push({
        ...common,
        at: this.acknowledgements,
        victims: [{ struck: 'acknowledgement', own: true, run: { at: this.acknowledgements } }]
      });
    }
  }
}

/** Runs the schedule once to learn where the next crash can come. */
export function crashPointsOf(laboratory: Laboratory, schedule: Schedule): CrashPoints {
  const recorder = new PointRecorder(laboratory.job, schedule);
  const { moments } = laboratory.trace(schedule, recorder);
  return { points: recorder.points, races: racesOf(moments) };
}

function racesOf(moments: readonly Moment[]): CrashPoints['races'] {
  const first = new Map<number, 'ckpt1' | 'out'>();
  const second = new Map<number, 'ckpt1' | 'out'>();
  for (const moment of moments) {
    if (moment.kind === 'step' && moment.batch !== null && (moment.step === 'ckpt1' || moment.step === 'out')) {
      const known = first.get(moment.batch);
      if (known === undefined) {
        first.set(moment.batch, moment.step);
      } else if (known !== moment.step) {
        second.set(moment.batch, moment.step);
      }
    }
  }
  const behind = [...second.values()];
  return {
    checkpointFirst: behind.filter(step => step === 'out').length,
    outputFirst: behind.filter(step => step === 'ckpt1').length
  };
}
