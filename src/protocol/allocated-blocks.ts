/** Which blocks a driver has been told of, and which batch each belongs to (`ReceivedBlockTracker.scala`). Memory only; `receiver-tracker.ts` logs it. */
import type { BlockInfo } from './message.js';

/** One entry of the metadata log. */
export type MetadataEntry =
  | { readonly kind: 'block addition'; readonly block: BlockInfo }
  | { readonly kind: 'batch allocation'; readonly batch: number; readonly blocks: readonly BlockInfo[] }
  | { readonly kind: 'batch cleanup'; readonly batches: readonly number[] };

export class AllocatedBlocks {
  private queue: BlockInfo[] = [];
  private readonly batches = new Map<number, readonly BlockInfo[]>();
  /** Blocks read back from the metadata log: their place in the block map is not trusted (`isBlockIdValid`). */
  private readonly recovered = new Set<string>();
  private lastBatch = -1;

  /** @param clearsQueue the bug SPARK-23438: an allocation that is read back takes every block, also those that are not its own. */
  constructor(private readonly clearsQueue = false) {}

  /** Reads one entry back, in the order in which they were written. */
  recall(entry: MetadataEntry): void {
    switch (entry.kind) {
      case 'block addition':
        this.queue.push(entry.block);
        this.recovered.add(entry.block.id);
        return;
      case 'batch allocation':
        this.lastBatch = entry.batch;
        this.allocate(entry.batch, entry.blocks);
        this.queue = this.clearsQueue ? [] : this.queue;
        return;
      case 'batch cleanup':
        for (const batch of entry.batches) {
          this.batches.delete(batch);
        }
    }
  }

  add(block: BlockInfo): void {
    this.queue.push(block);
  }
  get unallocated(): readonly BlockInfo[] {
    return this.queue;
  }

  /** From now on a later question for this batch finds it closed. @returns what it is to hold; null: it has its blocks and keeps them. */
  close(batch: number): readonly BlockInfo[] | null {
    if (batch <= this.lastBatch) {
      return null;
    }
    this.lastBatch = batch;
    return [...this.queue];
  }
  allocate(batch: number, blocks: readonly BlockInfo[]): void {
    const gone = new Set(blocks.map(block => block.id));
    this.queue = this.queue.filter(block => !gone.has(block.id));
    this.batches.set(batch, blocks);
  }

  blocksOf(batch: number): readonly BlockInfo[] {
    return this.batches.get(batch) ?? [];
  }
  isRecovered(block: BlockInfo): boolean {
    return this.recovered.has(block.id);
  }
  blocksBefore(batch: number): readonly string[] {
    return [...this.batches].filter(([time]) => time < batch).flatMap(([, blocks]) => blocks.map(block => block.id));
  }
  /** @returns the batches forgotten */
  forgetBefore(batch: number): readonly number[] {
    const batches = [...this.batches.keys()].filter(time => time < batch);
    for (const time of batches) {
      this.batches.delete(time);
    }
    return batches;
  }
}
