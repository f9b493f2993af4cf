/** An executor: block store, receiver, tasks. It cannot outlive its driver (`CoarseGrainedExecutorBackend.scala` 252-261). */
import type { Job } from '../terms/job.js';
import type { ProcessId } from '../terms/trace.js';
import { death, exit, fork, mark, type Steps } from './effect.js';
import { BlockStore } from './block-store.js';
import { answer, ask, outOfRange, type Partition, type Reply, type Task } from './message.js';
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

export const executor = (setting: ExecutorSetting): Steps<void> => new Executor(setting).run();

class Executor {
  private readonly blocks: BlockStore;
  private readonly journal = new SinkJournal();

  constructor(private readonly setting: ExecutorSetting) {
    this.blocks = new BlockStore(setting.self, setting.driver, setting.job);
  }

  *run(): Steps<void> {
    const { driver } = this.setting;
    yield* fork(dieWith(driver));
    yield* answer({
      ...this.blocks.answers(),
      startReceiver: () => this.startReceiver(),
      runTask: task => this.runTask(task)
    });
    yield* ask(driver, { what: 'register', body: null });
  }

  private *startReceiver(): Steps<Reply<'startReceiver'>> {
    const { source, job } = this.setting;
    const from = reader(source, job);
    yield* mark('start');
    yield* fork(
      job.consumer === 'reliable receiver'
        ? reliableReceiver(from, this.blocks, job)
        : unreliableReceiver(from, this.blocks, job)
    );
    return true;
  }

  private *runTask(task: Task): Steps<Reply<'runTask'>> {
    const { driver, job, application, output } = this.setting;
    yield* mark('task', { batch: task.batch });
    const records = yield* this.recordsOf(task.partition);
    if (records === null) {
      return false;
    }
    const writing = { task, records, driver, application };
    if (output !== null) {
      return yield* output.write(writing);
    }
    yield* write(job, writing, this.journal);
    return true;
  }

  private *recordsOf(partition: Partition): Steps<readonly StreamRecord[] | null> {
    if (partition.kind === 'block') {
      return yield* this.blocks.find(partition.block, partition.isBlockIdValid);
    }
    const records = yield* ask(this.setting.source, { what: 'fetch', body: { ...partition.range, waitMs: 0 } });
    return records === outOfRange ? null : records; // an executor's consumer resets nothing (`KafkaUtils.scala`, `fixKafkaParams`)
  }
}
