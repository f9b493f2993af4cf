/** An executor: block store, receiver, tasks. It cannot outlive its driver (`CoarseGrainedExecutorBackend.scala` 252-261). */
import type { Job } from '../terms/job.js';
import type { ProcessId } from '../terms/trace.js';
import { death, exit, fork, mark, type Steps } from './effect.js';
import { BlockStore } from './block-store.js';
import { answer, ask, type Partition } from './message.js';
import { reader } from './reader.js';
import { reliableReceiver, unreliableReceiver } from './receiver.js';
import type { Output } from './output.js';
import { SinkJournal, write } from './sink.js';
import type { Application, StreamRecord } from './stream-record.js';

/** Who an executor works for, and with what. */
export interface ExecutorSetting {
  readonly self: ProcessId;
  readonly driver: ProcessId;
  readonly source: ProcessId;
  readonly job: Job;
  readonly application: Application;
  /** null: the sink in the durable store. */
  readonly output: Output | null;
}

function* dieWith(driver: ProcessId): Steps<void> {
  yield* death(driver);
  yield* exit(1);
}

function* recordsOf(
  partition: Partition,
  source: ProcessId,
  blocks: BlockStore
): Steps<readonly StreamRecord[] | null> {
  return partition.kind === 'block'
    ? yield* blocks.find(partition.block, partition.isBlockIdValid)
    : yield* ask(source, { what: 'fetch', body: { ...partition.range, waitMs: 0 } });
}

export function* executor({ self, driver, source, job, application, output }: ExecutorSetting): Steps<void> {
  yield* fork(dieWith(driver));
  const blocks = new BlockStore(self, driver, job);
  const journal = new SinkJournal();
  yield* answer({
    ...blocks.answers(),
    *startReceiver() {
      const from = reader(source, job);
      yield* mark('start');
      yield* fork(
        job.consumer === 'reliable receiver'
          ? reliableReceiver(from, blocks, job)
          : unreliableReceiver(from, blocks, job)
      );
      return true as const;
    },
    *runTask(task) {
      yield* mark('task', { batch: task.batch });
      const records = yield* recordsOf(task.partition, source, blocks);
      if (records === null) {
        return false;
      }
      const writing = { task, records, driver, application };
      if (output !== null) {
        return yield* output.write(writing);
      }
      yield* write(job, writing, journal);
      return true;
    }
  });
  yield* ask(driver, { what: 'register', body: null });
}
