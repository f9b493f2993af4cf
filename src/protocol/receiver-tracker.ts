/** The receiver tracker: which blocks were received, and which batch each belongs to (`ReceiverTracker.scala`, `ReceivedBlockTracker.scala`). */
import type { Job } from '../terms/job.js';
import type { BatchInput } from './batch-input.js';
import { append, death, fork, mark, oneOf, read, sleep, until, type Steps } from './effect.js';
import type { ExecutorPool } from './executor-pool.js';
import { answer, ask, tell, type BlockInfo } from './message.js';
import { receiverRelaunchMs } from './timing.js';

const metadataPath = 'receivedBlockMetadata/log';

type Entry =
  | { readonly kind: 'block addition'; readonly block: BlockInfo }
  | { readonly kind: 'batch allocation'; readonly batch: number; readonly blocks: readonly BlockInfo[] }
  | { readonly kind: 'batch cleanup'; readonly batches: readonly number[] };

const recordsOf = (blocks: readonly BlockInfo[]) => blocks.flatMap(block => block.records);

export function receiverTracker(pool: ExecutorPool, job: Job): BatchInput {
  const logged = job.checkpoint !== 'none';
  let queue: BlockInfo[] = [];
  const allocated = new Map<number, readonly BlockInfo[]>();
  /** Blocks read back from the metadata log: their place in the block map is not trusted (`isBlockIdValid`). */
  const recovered = new Set<string>();
  let lastAllocated = -1;

  function dequeue(blocks: readonly BlockInfo[]): void {
    const gone = new Set(blocks.map(block => block.id));
    queue = queue.filter(block => !gone.has(block.id));
  }

  function recall(entry: Entry): void {
    switch (entry.kind) {
      case 'block addition':
        queue.push(entry.block);
        recovered.add(entry.block.id);
        return;
      case 'batch allocation':
        allocated.set(entry.batch, entry.blocks);
        dequeue(entry.blocks);
        lastAllocated = entry.batch;
        return;
      case 'batch cleanup':
        for (const batch of entry.batches) {
          allocated.delete(batch);
        }
    }
  }

  /** A batch that has its blocks keeps them: a receiver's batch is replayed with the same contents. */
  function* allocate(batch: number): Steps<void> {
    if (batch <= lastAllocated) {
      return;
    }
    const blocks = [...queue];
    const about = { batch, records: recordsOf(blocks) };
    lastAllocated = batch;
    if (logged) {
      const entry: Entry = { kind: 'batch allocation', batch, blocks };
      yield* append(metadataPath, entry, { step: 'alloc', about });
    }
    dequeue(blocks);
    allocated.set(batch, blocks);
    if (!logged) {
      yield* mark('alloc', about);
    }
  }

  /** One receiver, on an executor of the world's choice; a new one when that executor is lost (`ReceiverTracker.scala` 585-634). */
  function* keepReceiverRunning(): Steps<never> {
    for (;;) {
      yield* until(() => pool.live().length > 0);
      const executor = yield* oneOf(pool.live());
      if (yield* ask(executor, 'startReceiver', null)) {
        yield* death(executor);
      }
      yield* sleep(receiverRelaunchMs);
    }
  }

  return {
    *begin() {},
    /** Only a driver that found a checkpoint reads the log (`ReceiverTracker.scala` 108-115). The receivers' own data log is never scanned. */
    *recover() {
      for (const entry of yield* read<Entry>(metadataPath)) {
        recall(entry);
      }
      yield* mark('replay', { records: recordsOf(queue) });
    },
    *listen() {
      yield* answer({
        *addBlock({ block }) {
          const about = { block: block.id, records: block.records };
          if (logged) {
            const entry: Entry = { kind: 'block addition', block };
            yield* append(metadataPath, entry, { step: 'meta', about });
          }
          queue.push(block);
          yield* mark('queue', about);
          return true;
        }
      });
      yield* fork(keepReceiverRunning());
    },
    *plan(batch) {
      yield* allocate(batch);
      // Without a write-ahead log, a block that nobody holds is left out with a warning (`ReceiverInputDStream.scala` 119-127).
      const blocks = (allocated.get(batch) ?? []).filter(
        block => job.writeAheadLog || pool.holders(block.id).length > 0
      );
      const about = { batch, records: recordsOf(blocks) };
      yield* mark('rdd', about);
      const partitions = blocks.map(block => ({
        kind: 'block' as const,
        block,
        isBlockIdValid: !recovered.has(block.id)
      }));
      return { partitions, about };
    },
    *finished(batch) {
      const blocks = [...allocated].filter(([time]) => time < batch).flatMap(([, of]) => of.map(block => block.id));
      for (const executor of blocks.length > 0 ? pool.live() : []) {
        const held = blocks.filter(block => pool.holders(block).includes(executor));
        if (held.length > 0) {
          yield* tell(executor, 'removeBlocks', { blocks: held });
        }
      }
      pool.forget(blocks);
      if (!logged) {
        forgetBefore(batch);
      }
    },
    *cleanBefore(batch) {
      const batches = forgetBefore(batch);
      if (batches.length > 0) {
        const entry: Entry = { kind: 'batch cleanup', batches };
        yield* append(metadataPath, entry, { step: 'cleanup', about: { batch } });
      }
    },
    state: () => null
  };

  function forgetBefore(batch: number): readonly number[] {
    const batches = [...allocated.keys()].filter(time => time < batch);
    for (const time of batches) {
      allocated.delete(time);
    }
    return batches;
  }
}
