/** Checkpoints of a driver: what is in one, who writes it, and which batches a restart runs again. */
import type { Job } from '../terms/job.js';
import { mark, read, replace, take, type Steps } from './effect.js';
import type { InputState } from './batch-input.js';

const checkpointPath = 'checkpoint';
const temporaryPath = 'checkpoint.temp';

/** `Checkpoint.scala` 36-45: the newest batch time, the batches not yet finished, the state of the input. */
export interface Checkpoint {
  readonly time: number;
  readonly pending: readonly number[];
  readonly input: InputState | null;
}

export class CheckpointWriter {
  private readonly requests: { readonly checkpoint: Checkpoint; readonly clearLater: boolean }[] = [];

  /** @param clearsEarly the bug SPARK-6222: the checkpoint of a batch that has only been made clears what older batches left behind. */
  constructor(private readonly clearsEarly: boolean) {}

  /** `clearLater`: the batch is done; old metadata goes once this is durable. */
  request(checkpoint: Checkpoint, clearLater: boolean): void {
    this.requests.push({ checkpoint, clearLater });
  }

  /** A thread of its own: the checkpoint races with the batch's output. Written beside, then renamed (`Checkpoint.scala` 195-320). */
  *write(written: (batch: number) => void): Steps<never> {
    for (;;) {
      const { checkpoint, clearLater } = yield* take(this.requests);
      const step = clearLater ? 'ckpt2' : 'ckpt1';
      yield* replace(temporaryPath, checkpoint);
      yield* replace(checkpointPath, checkpoint, { step, about: { batch: checkpoint.time } });
      if (clearLater || this.clearsEarly) {
        written(checkpoint.time);
      }
    }
  }
}

/** `getOrCreate`: the newest checkpoint where there is one and the job reads it. */
export function* recoveredCheckpoint(job: Job): Steps<Checkpoint | null> {
  if (job.checkpoint !== 'recovered') {
    return null;
  }
  const [checkpoint] = yield* read<Checkpoint>(checkpointPath);
  if (checkpoint === undefined) {
    return null;
  }
  yield* mark('restore', { batch: checkpoint.time });
  return checkpoint;
}

/**
 * Spark's rule (`JobGenerator.scala` 203-245): the batches that were not finished, and every batch time from the checkpoint's own on,
 * inclusive (`Time.scala` 78-80). So the batch that the newest checkpoint names runs again, even if it had completed.
 */
export function batchesToRunAgain(
  { time, pending }: Checkpoint,
  restartTime: number,
  batchIntervalMs: number
): readonly number[] {
  const times = new Set(pending.filter(one => one < restartTime));
  for (let down = time; down < restartTime; down += batchIntervalMs) {
    times.add(down);
  }
  return [...times].sort((a, b) => a - b);
}
