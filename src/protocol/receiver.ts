/** The two kinds of receiver. They differ in when the source hears "acknowledged". */
import type { Job } from '../terms/job.js';
import { fork, sleep, type Steps } from './effect.js';
import { BlockGenerator } from './block-generator.js';
import type { BlockStore } from './block-store.js';
import type { Reader } from './reader.js';

/**
 * A reliable receiver: the source hears "acknowledged" only once the block is stored as its level asks and the driver knows of it
 * (`store(ArrayBuffer)`: one call, one block, stored in the caller's thread).
 */
export function* reliableReceiver(reader: Reader, blocks: BlockStore, job: Job): Steps<never> {
  for (;;) {
    const records = yield* reader.receive();
    if (records.length === 0) {
      continue;
    }
    if (yield* blocks.store(records)) {
      yield* reader.acknowledge(records);
    } else {
      // `Receiver.restart`: onStop, a sleep, onStart (`ReceiverSupervisor.scala` 188-201); what was not acknowledged comes again.
      yield* sleep(job.properties.receiverRestartDelayMs);
      reader.restart();
    }
  }
}

/**
 * An unreliable receiver: `store(single)` returns as soon as the record lies in a buffer. A queue forgot the record when it handed it out;
 * to a log the receiver commits at once. A timer cuts blocks, another thread stores them.
 */
export function* unreliableReceiver(reader: Reader, blocks: BlockStore, job: Job): Steps<never> {
  const generator = new BlockGenerator(blocks, job);
  yield* fork(generator.cut());
  yield* fork(generator.push());
  for (;;) {
    const records = yield* reader.receive();
    if (job.source.kind === 'log' && records.length > 0) {
      yield* reader.acknowledge(records);
    }
    generator.add(records);
  }
}
