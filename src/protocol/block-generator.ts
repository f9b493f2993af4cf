/** Spark's BlockGenerator (`BlockGenerator.scala` 163-291): a buffer, a timer that cuts it into blocks, a bounded queue, one thread that stores. */
import type { Job } from '../terms/job.js';
import { mark, sleep, take, until, type Steps } from './effect.js';
import type { BlockStore } from './block-store.js';
import { idsOf, type StreamRecord } from './stream-record.js';

export class BlockGenerator {
  private buffer: readonly StreamRecord[] = [];
  private readonly blocksForPushing: (readonly StreamRecord[])[] = [];

  constructor(
    private readonly blocks: BlockStore,
    private readonly job: Job
  ) {}

  /** `store(single)`: returns long before anything is stored. */
  add(records: readonly StreamRecord[]): void {
    this.buffer = this.buffer.length === 0 ? records : [...this.buffer, ...records];
  }

  *cut(): Steps<never> {
    const { blockIntervalMs, blockQueueSize } = this.job.properties;
    for (;;) {
      yield* sleep(blockIntervalMs);
      if (this.buffer.length === 0) {
        continue;
      }
      const records = this.buffer;
      this.buffer = [];
      if (this.blocksForPushing.length >= blockQueueSize) {
        yield* until(() => this.blocksForPushing.length < blockQueueSize); // this block is held by the timer's thread
      }
      this.blocksForPushing.push(records);
      yield* mark('cut', { records: idsOf(records) });
    }
  }

  *push(): Steps<never> {
    for (;;) {
      yield* this.blocks.store(yield* take(this.blocksForPushing));
    }
  }
}
