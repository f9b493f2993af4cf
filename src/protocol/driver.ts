/** The driver of a streaming job: every interval a batch, every batch its tasks, around every batch two checkpoints (`JobGenerator.scala`, `JobScheduler.scala`). */
import type { Job } from '../terms/job.js';
import type { ProcessId } from '../terms/trace.js';
import type { BatchInput } from './batch-input.js';
import { BatchScheduler } from './batch-scheduler.js';
import { batchesToRunAgain, CheckpointWriter, recoveredCheckpoint } from './checkpoint.js';
import { DirectStream } from './direct-stream.js';
import { clock, fork, mark, sleepUntil, take, type Steps } from './effect.js';
import { ExecutorPool } from './executor-pool.js';
import { answer, type Reply } from './message.js';
import type { Output } from './output.js';
import { ReceiverTracker } from './receiver-tracker.js';

/** What the driver's one event loop does, in the order it was told. */
type Turn =
  | { readonly kind: 'generate'; readonly batch: number }
  | { readonly kind: 'finished'; readonly batch: number }
  | { readonly kind: 'checkpoint'; readonly batch: number; readonly clearLater: boolean }
  | { readonly kind: 'clean'; readonly batch: number };

/** @param output null: the sink in the durable store. */
export const driver = (source: ProcessId, job: Job, output: Output | null = null): Steps<never> =>
  new Driver(source, job, output).run();

class Driver {
  private readonly pool = new ExecutorPool();
  private readonly input: BatchInput;
  private readonly scheduler: BatchScheduler;
  private readonly writer: CheckpointWriter;
  private readonly turns: Turn[] = [];

  constructor(
    source: ProcessId,
    private readonly job: Job,
    output: Output | null
  ) {
    this.input =
      job.consumer === 'direct' ? new DirectStream(source, job, output) : new ReceiverTracker(this.pool, job);
    this.scheduler = new BatchScheduler(this.pool, job, batch => this.turns.push({ kind: 'finished', batch }));
    this.writer = new CheckpointWriter(job.bug === 'SPARK-6222');
  }

  *run(): Steps<never> {
    const { job, input, turns } = this;
    yield* mark('restart');
    const checkpoint = yield* recoveredCheckpoint(job);
    yield* checkpoint ? input.recover(checkpoint.input) : input.begin();
    yield* this.pool.listen();
    yield* answer({ ready: () => this.ready() });
    yield* input.listen(); // receivers start before old batches are scheduled again (`JobScheduler.scala` 101-102)
    const first = (Math.floor((yield* clock()) / job.batchIntervalMs) + 1) * job.batchIntervalMs;
    yield* fork(this.scheduler.run());
    yield* fork(this.writer.write(batch => turns.push({ kind: 'clean', batch })));
    for (const batch of checkpoint ? batchesToRunAgain(checkpoint, first, job.batchIntervalMs) : []) {
      yield* mark('again', { batch });
      yield* this.generate(batch);
    }
    yield* fork(this.tick(first));
    for (;;) {
      yield* this.perform(yield* take(turns));
    }
  }

  private *ready(): Steps<Reply<'ready'>> {
    return true;
  }

  private *tick(first: number): Steps<never> {
    for (let batch = first; ; batch += this.job.batchIntervalMs) {
      yield* sleepUntil(batch);
      this.turns.push({ kind: 'generate', batch });
    }
  }

  private *perform(turn: Turn): Steps<void> {
    switch (turn.kind) {
      case 'generate':
        yield* this.generate(turn.batch);
        this.turns.push({ kind: 'checkpoint', batch: turn.batch, clearLater: false });
        return;
      case 'finished':
        yield* this.input.finished(turn.batch);
        this.turns.push({ kind: 'checkpoint', batch: turn.batch, clearLater: true });
        return;
      case 'checkpoint':
        if (this.job.checkpoint !== 'none') {
          const content = { time: turn.batch, pending: this.scheduler.pending(), input: this.input.state() };
          this.writer.request(content, turn.clearLater);
        }
        return;
      case 'clean':
        yield* this.input.cleanBefore(turn.batch);
    }
  }

  private *generate(batch: number): Steps<void> {
    yield* this.scheduler.submit(batch, yield* this.input.plan(batch));
  }
}
