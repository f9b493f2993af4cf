/** The receiver tracker: keeps a receiver running, logs what it delivers, and gives each batch its blocks (`ReceiverTracker.scala`). */
import type { Job } from '../terms/job.js';
import { AllocatedBlocks, type MetadataEntry } from './allocated-blocks.js';
import type { BatchInput, Planned } from './batch-input.js';
import { append, death, fork, mark, oneOf, read, sleep, until, type About, type Steps } from './effect.js';
import type { ExecutorPool } from './executor-pool.js';
import { answer, ask, tell, type BlockInfo, type Body, type Reply } from './message.js';
import { receiverRelaunchMs } from './timing.js';

const metadataPath = 'receivedBlockMetadata/log';
const recordsOf = (blocks: readonly BlockInfo[]) => blocks.flatMap(block => block.records);

export class ReceiverTracker implements BatchInput {
  private readonly blocks: AllocatedBlocks;
  /** A checkpoint directory brings the metadata log with it, whatever the receivers log (`ReceivedBlockTracker.scala` 262-267). */
  private readonly logged: boolean;

  constructor(
    private readonly pool: ExecutorPool,
    private readonly job: Job
  ) {
    this.logged = job.checkpoint !== 'none';
    this.blocks = new AllocatedBlocks(job.bug === 'SPARK-23438');
  }

  *begin(): Steps<void> {}

  /** Only a driver that found a checkpoint reads the log (`ReceiverTracker.scala` 108-115). The receivers' own data log is never scanned. */
  *recover(): Steps<void> {
    for (const entry of yield* read<MetadataEntry>(metadataPath)) {
      this.blocks.recall(entry);
    }
    yield* mark('replay', { records: recordsOf(this.blocks.unallocated) });
  }

  *listen(): Steps<void> {
    yield* answer({ addBlock: body => this.add(body) });
    yield* fork(this.keepReceiverRunning());
  }

  *plan(batch: number): Steps<Planned> {
    yield* this.allocate(batch);
    // Without a write-ahead log, a block that nobody holds is left out with a warning (`ReceiverInputDStream.scala` 119-127).
    const blocks = this.blocks.blocksOf(batch).filter(block => this.isPlannable(block));
    const about = { batch, records: recordsOf(blocks) };
    yield* mark('rdd', about);
    const partitions = blocks.map(block => ({
      kind: 'block' as const,
      block,
      isBlockIdValid: !this.blocks.isRecovered(block)
    }));
    return { partitions, about };
  }

  /** The bug SPARK-10210: it was not asked whether anybody holds the block. */
  private isPlannable(block: BlockInfo): boolean {
    return this.job.writeAheadLog || this.job.bug === 'SPARK-10210' || this.pool.holders(block.id).length > 0;
  }

  /** The RDDs of older batches are dropped, and their blocks with them (`DStream.scala` 450-472). */
  *finished(batch: number): Steps<void> {
    const blocks = this.blocks.blocksBefore(batch);
    for (const executor of blocks.length > 0 ? this.pool.live() : []) {
      const held = blocks.filter(block => this.pool.holders(block).includes(executor));
      if (held.length > 0) {
        yield* tell(executor, { what: 'removeBlocks', body: { blocks: held } });
      }
    }
    this.pool.forget(blocks);
    if (!this.logged) {
      this.blocks.forgetBefore(batch);
    }
  }

  *cleanBefore(batch: number): Steps<void> {
    const batches = this.blocks.forgetBefore(batch);
    if (batches.length > 0) {
      yield* this.write({ kind: 'batch cleanup', batches }, 'cleanup', { batch });
    }
  }

  state(): null {
    return null;
  }

  private *add({ block }: Body<'addBlock'>): Steps<Reply<'addBlock'>> {
    const about = { block: block.id, records: block.records };
    if (this.logged) {
      yield* this.write({ kind: 'block addition', block }, 'meta', about);
    }
    this.blocks.add(block);
    yield* mark('queue', about);
    return true;
  }

  /** A batch that has its blocks keeps them: a receiver's batch is replayed with the same contents. */
  private *allocate(batch: number): Steps<void> {
    const blocks = this.blocks.close(batch);
    if (blocks === null) {
      return;
    }
    const about = { batch, records: recordsOf(blocks) };
    if (this.logged) {
      yield* this.write({ kind: 'batch allocation', batch, blocks }, 'alloc', about);
    }
    this.blocks.allocate(batch, blocks);
    if (!this.logged) {
      yield* mark('alloc', about);
    }
  }

  private write(entry: MetadataEntry, step: 'meta' | 'alloc' | 'cleanup', about: About): Steps<number> {
    return append(metadataPath, entry, { step, about });
  }

  /** One receiver, on an executor of the world's choice; a new one when that executor is lost (`ReceiverTracker.scala` 585-634). */
  private *keepReceiverRunning(): Steps<never> {
    for (;;) {
      yield* until(() => this.pool.live().length > 0);
      const executor = yield* oneOf(this.pool.live());
      if (yield* ask(executor, { what: 'startReceiver', body: null })) {
        yield* death(executor);
      }
      yield* sleep(receiverRelaunchMs);
    }
  }
}
