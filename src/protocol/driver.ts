/** The driver of a streaming job: every interval a batch, every batch its tasks, around every batch two checkpoints (`JobGenerator.scala`, `JobScheduler.scala`). */
import type { Job } from '../terms/job.js';
import type { ProcessId } from '../terms/trace.js';
import type { BatchInput } from './batch-input.js';
import { BatchScheduler } from './batch-scheduler.js';
import { batchesToRunAgain, CheckpointWriter, recoveredCheckpoint, type Checkpoint } from './checkpoint.js';
import { DirectStream } from './direct-stream.js';
import { clock, fork, mark, sleepUntil, take, type Steps } from './effect.js';
import { ExecutorPool } from './executor-pool.js';
import { answer } from './message.js';
import type { Output } from './output.js';
import { ReceiverTracker } from './receiver-tracker.js';

/** What the driver's one event loop does, in the order it was told. */
type Turn =
  | { readonly kind: 'generate'; readonly batch: number }
  | { readonly kind: 'finished'; readonly batch: number }
  | { readonly kind: 'checkpoint'; readonly batch: number; readonly clearLater: boolean }
  | { readonly kind: 'clean'; readonly batch: number };

/** @param output null: the sink in the durable store. */
export function* driver(source: ProcessId, job: Job, output: Output | null = null): Steps<never> {
  yield* mark('restart');
  const checkpoint = yield* recoveredCheckpoint(job);
  const pool = new ExecutorPool();
  const input = job.consumer === 'direct' ? new DirectStream(source, job, output) : new ReceiverTracker(pool, job);
  yield* checkpoint ? input.recover(checkpoint.input) : input.begin();
  yield* pool.listen();
  yield* answer({ ready });
  yield* input.listen(); // receivers start before old batches are scheduled again (`JobScheduler.scala` 101-102)
  return yield* new JobGenerator(pool, input, job).run(checkpoint);
}

function* ready(): Steps<true> {
  return true;
}

/** Spark's JobGenerator: a clock that asks for batches, and the one loop that makes them (`JobGenerator.scala`). */
class JobGenerator {
  private readonly turns: Turn[] = [];
  private readonly scheduler: BatchScheduler;
  private readonly writer: CheckpointWriter;

  constructor(
    pool: ExecutorPool,
    private readonly input: BatchInput,
    private readonly job: Job
  ) {
    const { turns } = this;
    this.scheduler = new BatchScheduler(pool, job, batch => turns.push({ kind: 'finished', batch }));
    this.writer = new CheckpointWriter(batch => turns.push({ kind: 'clean', batch }), job.bug === 'SPARK-6222');
  }

  *run(checkpoint: Checkpoint | null): Steps<never> {
    const { batchIntervalMs } = this.job;
    const first = (Math.floor((yield* clock()) / batchIntervalMs) + 1) * batchIntervalMs;
    yield* fork(this.scheduler.run());
    yield* fork(this.writer.write());
    for (const batch of checkpoint ? batchesToRunAgain(checkpoint, first, batchIntervalMs) : []) {
      yield* mark('again', { batch });
      yield* this.generate(batch);
    }
    yield* fork(this.tick(first));
    for (;;) {
      yield* this.perform(yield* take(this.turns));
    }
  }

  private *generate(batch: number): Steps<void> {
    yield* this.scheduler.submit(batch, yield* this.input.plan(batch));
  }

  private *tick(first: number): Steps<never> {
    for (let batch = first; ; batch += this.job.batchIntervalMs) {
      yield* sleepUntil(batch);
      this.turns.push({ kind: 'generate', batch });
    }
  }

  private *perform(turn: Turn): Steps<void> {
    const { input, turns, scheduler } = this;
    switch (turn.kind) {
      case 'generate':
        yield* this.generate(turn.batch);
        turns.push({ kind: 'checkpoint', batch: turn.batch, clearLater: false });
        return;
      case 'finished':
        yield* input.finished(turn.batch);
        turns.push({ kind: 'checkpoint', batch: turn.batch, clearLater: true });
        return;
      case 'checkpoint':
        if (this.job.checkpoint !== 'none') {
          const content = { time: turn.batch, pending: scheduler.pending(), input: input.state() };
          this.writer.request(content, turn.clearLater);
        }
        return;
      case 'clean':
        yield* input.cleanBefore(turn.batch);
    }
  }
}
