/** Spark's BlockGenerator (`BlockGenerator.scala` 163-291): a buffer, a timer that cuts it into blocks, a bounded queue, one thread that stores. */
import type { Job } from '../terms/job.js';
import { mark, sleep, take, until, type Steps } from './effect.js';
import type { BlockStore } from './block-store.js';
import { idsOf, type StreamRecord } from './stream-record.js';

export interface BlockGenerator {
  /** `store(single)`: returns long before anything is stored. */
  add(records: readonly StreamRecord[]): void;
  cut(): Steps<never>;
  push(): Steps<never>;
}

export function blockGenerator(blocks: BlockStore, job: Job): BlockGenerator {
  const { blockIntervalMs, blockQueueSize } = job.properties;
  let buffer: readonly StreamRecord[] = [];
  const blocksForPushing: (readonly StreamRecord[])[] = [];
  return {
    add(records) {
      buffer = buffer.length === 0 ? records : [...buffer, ...records];
    },
    *cut() {
      for (;;) {
        yield* sleep(blockIntervalMs);
        if (buffer.length === 0) {
          continue;
        }
        const records = buffer;
        buffer = [];
        if (blocksForPushing.length >= blockQueueSize) {
          yield* until(() => blocksForPushing.length < blockQueueSize); // this block is held by the timer's thread
        }
        blocksForPushing.push(records);
        yield* mark('cut', { records: idsOf(records) });
      }
    },
    *push() {
      for (;;) {
        yield* blocks.store(yield* take(blocksForPushing));
      }
    }
  };
}
