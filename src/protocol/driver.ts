/** The driver of a streaming job: every interval a batch, every batch its tasks, around every batch two checkpoints (`JobGenerator.scala`, `JobScheduler.scala`). */
import type { Job } from '../terms/job.js';
import type { ProcessId } from '../terms/trace.js';
import type { BatchInput } from './batch-input.js';
import { batchScheduler } from './batch-scheduler.js';
import { batchesToRunAgain, checkpointWriter, recoveredCheckpoint } from './checkpoint.js';
import { DirectStream } from './direct-stream.js';
import { clock, fork, mark, sleepUntil, take, type Steps } from './effect.js';
import { executorPool } from './executor-pool.js';
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
  const pool = executorPool();
  const input: BatchInput =
    job.consumer === 'direct' ? new DirectStream(source, job, output) : new ReceiverTracker(pool, job);
  const turns: Turn[] = [];
  const scheduler = batchScheduler(pool, job, batch => turns.push({ kind: 'finished', batch }));
  const writer = checkpointWriter(job.bug === 'SPARK-6222');

  function* generate(batch: number): Steps<void> {
    yield* scheduler.submit(batch, yield* input.plan(batch));
  }
  function* tick(first: number): Steps<never> {
    for (let batch = first; ; batch += job.batchIntervalMs) {
      yield* sleepUntil(batch);
      turns.push({ kind: 'generate', batch });
    }
  }
  function* perform(turn: Turn): Steps<void> {
    switch (turn.kind) {
      case 'generate':
        yield* generate(turn.batch);
        turns.push({ kind: 'checkpoint', batch: turn.batch, clearLater: false });
        return;
      case 'finished':
        yield* input.finished(turn.batch);
        turns.push({ kind: 'checkpoint', batch: turn.batch, clearLater: true });
        return;
      case 'checkpoint':
        if (job.checkpoint !== 'none') {
          const content = { time: turn.batch, pending: scheduler.pending(), input: input.state() };
          writer.request(content, turn.clearLater);
        }
        return;
      case 'clean':
        yield* input.cleanBefore(turn.batch);
    }
  }

  yield* checkpoint ? input.recover(checkpoint.input) : input.begin();
  yield* pool.listen();
  yield* answer({
    *ready() {
      return true as const;
    }
  });
  yield* input.listen(); // receivers start before old batches are scheduled again (`JobScheduler.scala` 101-102)
  const first = (Math.floor((yield* clock()) / job.batchIntervalMs) + 1) * job.batchIntervalMs;
  yield* fork(scheduler.run());
  yield* fork(writer.write(batch => turns.push({ kind: 'clean', batch })));
  for (const batch of checkpoint ? batchesToRunAgain(checkpoint, first, job.batchIntervalMs) : []) {
    yield* mark('again', { batch });
    yield* generate(batch);
  }
  yield* fork(tick(first));
  for (;;) {
    yield* perform(yield* take(turns));
  }
}
