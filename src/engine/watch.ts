/** What a wait looks for in the stream of moments: the steady point, the end of a recovery, the end of a drain. The same in every world. */
import type { Job } from '../terms/job.js';
import { redeliveryTimeoutMs } from '../protocol/timing.js';
import type { Moment, RecordId, StepMoment } from '../terms/trace.js';
import type { Cast } from './cast.js';

/** The step at which the source lets a record go for good: nothing of it will come again. */
export function settlingStepOf({ consumer, source }: Job): StepMoment['step'] {
  if (consumer === 'direct') {
    return 'compute';
  }
  return consumer === 'unreliable receiver' && source.kind === 'queue' ? 'deliver' : 'settle';
}

/** The first non-empty batch is done and, where there are checkpoints, one is durable. */
export class SteadyWatch {
  private batchDone = false;
  private checkpointed: boolean;

  constructor(job: Job) {
    this.checkpointed = job.checkpoint === 'none';
  }

  see(moment: Moment): void {
    if (moment.kind !== 'step') {
      return;
    }
    this.batchDone ||= moment.step === 'done' && moment.records.length > 0;
    this.checkpointed ||= moment.step === 'ckpt1' || moment.step === 'ckpt2';
  }
  get reached(): boolean {
    return this.batchDone && this.checkpointed;
  }
}

/**
 * Every process that is to come back is back (a driver, all executors, a running receiver, whoever was paused), and a batch has
 * completed since;
 * for a message that was dropped or delayed, also that the source has settled its records.
 */
export class RecoveryWatch {
  private readonly unsettled = new Set<RecordId>();
  private readonly settlingStep: string;
  private receiverRuns = true;
  private brokersDown = 0;
  private batchDone = true;
  /** Whether a fault has fired whose recovery is not over. */
  recovering = false;

  constructor(
    private readonly job: Job,
    private readonly cast: Cast
  ) {
    this.settlingStep = settlingStepOf(job);
  }

  see(moment: Moment): void {
    switch (moment.kind) {
      case 'fault':
        this.recovering = true;
        this.batchDone = false;
        for (const record of moment.records) {
          this.unsettled.add(record);
        }
        return;
      case 'state':
        if (moment.state === 'resumed') {
          this.batchDone = false;
        }
        return;
      case 'launched':
        this.brokersDown -= moment.role === 'broker' && this.brokersDown > 0 ? 1 : 0;
        return;
      case 'died':
        this.brokersDown += moment.role === 'broker' ? 1 : 0;
        if (moment.role === 'driver' || this.cast.receiverIs(moment.process)) {
          this.receiverRuns = false;
        }
        this.batchDone = false;
        return;
      case 'step':
        this.seeStep(moment.step, moment.records);
        return;
      default: // no part of a recovery
    }
  }

  private seeStep(step: string, records: readonly RecordId[]): void {
    if (step === 'start') {
      this.receiverRuns = true;
      this.batchDone = false;
    } else if (step === this.settlingStep) {
      for (const record of records) {
        this.unsettled.delete(record);
      }
    } else if (step === 'done' && this.allBack) {
      this.batchDone = true;
    }
  }

  private get allBack(): boolean {
    return (
      !this.cast.somebodyIsPaused &&
      this.brokersDown === 0 &&
      this.cast.of('driver').length > 0 &&
      this.cast.of('executor').length >= this.job.executors &&
      (this.job.consumer === 'direct' || this.receiverRuns)
    );
  }

  get reached(): boolean {
    return this.recovering && this.batchDone && this.allBack && this.unsettled.size === 0;
  }
}

/** So many drivers in a row that ended themselves over the same lack are enough. */
const deathsMax = 3;

/**
 * A job whose position is no longer in the topic: its tasks fail, its driver ends itself, and so does the next one, which reads the same
 * checkpoint, or is told the same committed offset. Nothing will ever change that. A driver that has no position begins where the log does
 * by then, and may come through.
 */
export class StuckWatch {
  private readonly keepsPosition: boolean;
  private isGone = false;
  private deaths = 0;

  constructor({ checkpoint, offsets }: Pick<Job, 'checkpoint' | 'offsets'>) {
    this.keepsPosition = checkpoint === 'recovered' || offsets !== 'none';
  }

  see(moment: Moment): void {
    if (moment.kind === 'launched' && moment.role === 'driver') {
      this.isGone = false;
    } else if (moment.kind === 'died' && moment.role === 'driver') {
      this.deaths = this.isGone && moment.code === 1 ? this.deaths + 1 : 0;
    } else if (moment.kind === 'step' && moment.step === 'out of range') {
      this.isGone = true;
    }
  }

  /** Its next driver may be there again: it ends as the others did. */
  get isStuck(): boolean {
    return this.keepsPosition && this.deaths >= deathsMax;
  }
}

/** Batches in a row that must have had nothing to do. */
const emptyBatchesWanted = 2;
/** When nothing has moved for so long, nothing will: twice the longest that a source waits before it delivers again. */
const stillMs = 2 * redeliveryTimeoutMs;

/**
 * Drained: the source has stopped, all it holds has been settled (a direct stream: planned) or nothing has moved for `stillMs`,
 * and since then some batches in a row, made after that, were empty. Batches of a restart's down time are empty too, but their time
 * lies before; they do not count.
 */
export class DrainWatch {
  private readonly waiting = new Set<RecordId>();
  private readonly settlingStep: string;
  private readonly emptyWanted: number;
  private stopped = false;
  /** A direct stream that plans nothing has reached the end of its log. */
  private plannedToEnd = false;
  private movedMs = 0;
  private expectedUntilMs = 0;
  private quietSinceMs: number | null = null;
  private empty = 0;

  constructor(
    job: Job,
    private readonly cast: Cast
  ) {
    this.settlingStep = settlingStepOf(job);
    this.emptyWanted = emptyBatchesWanted + Math.ceil(job.properties.blockIntervalMs / job.batchIntervalMs) - 1;
  }

  /** A message is on its way until then, though nothing moves. */
  expect(untilMs: number): void {
    this.expectedUntilMs = Math.max(this.expectedUntilMs, untilMs);
  }

  see(moment: Moment): void {
    switch (moment.kind) {
      case 'accepted':
        for (const record of moment.records) {
          this.waiting.add(record);
        }
        return;
      case 'state':
        this.stopped ||= moment.state === 'source stopped';
        if (moment.state === 'resumed') {
          this.move(moment.atMs);
        }
        return;
      case 'launched':
      case 'died':
        this.move(moment.atMs);
        return;
      case 'step':
        this.seeStep(moment);
        return;
      default: // nothing moves by it
    }
  }

  private seeStep({ step, records, batch, atMs }: StepMoment): void {
    if (step === this.settlingStep) {
      for (const record of records) {
        this.waiting.delete(record);
      }
    }
    if (step === 'compute') {
      this.plannedToEnd = records.length === 0;
    }
    if (step === 'done' && records.length === 0) {
      this.seeEmptyBatch(batch ?? 0, atMs);
    } else if (records.length > 0 || step === 'start') {
      this.move(atMs);
    }
  }

  private move(atMs: number): void {
    this.movedMs = atMs;
    this.quietSinceMs = null;
    this.empty = 0;
  }

  private seeEmptyBatch(batch: number, nowMs: number): void {
    const settled = this.waiting.size === 0 || this.plannedToEnd || nowMs - this.movedMs > stillMs;
    if (!this.stopped || !settled || this.cast.somebodyIsPaused || nowMs <= this.expectedUntilMs) {
      return;
    }
    if (this.quietSinceMs === null) {
      this.quietSinceMs = nowMs;
    } else if (batch > this.quietSinceMs) {
      this.empty += 1;
    }
  }

  get reached(): boolean {
    return this.empty >= this.emptyWanted;
  }
}
