/** One partition of the embedded log: what lies at each offset, and what of it a reader may see. */
import type { Bounds, Isolation, LogEntry, NewEntry, Page } from './record-log.js';

/** A transaction as its partitions see it. */
export interface TransactionState {
  state: 'open' | 'committed' | 'aborted';
}
/** As in Kafka, the end of a transaction takes an offset too: its marker. */
type Slot =
  | { readonly kind: 'record'; readonly entry: LogEntry; readonly transaction: TransactionState | null }
  | { readonly kind: 'marker' };

export class EmbeddedPartition {
  private readonly slots: Slot[] = [];
  /** What lies before has been taken away. */
  private first = 0;

  /** @param retentionMs how long a record is kept; infinite: for ever. */
  constructor(private readonly retentionMs = Infinity) {}

  /** Takes away what is over its time, whoever has read it: Kafka does so by segments, and this by records. */
  expire(nowMs: number): void {
    if (this.retentionMs === Infinity) return;
    const kept = this.slots.findIndex(
      (slot, at) => at >= this.first && slot.kind === 'record' && nowMs - slot.entry.timestampMs <= this.retentionMs
    );
    this.first = kept < 0 ? this.slots.length : kept;
  }

  /** @returns the offset of the first. */
  append(entries: readonly NewEntry[], transaction: TransactionState | null, timestampMs: number): bigint {
    const first = this.slots.length;
    for (const entry of entries) {
      const offset = BigInt(this.slots.length);
      this.slots.push({ kind: 'record', entry: { ...entry, offset, timestampMs }, transaction });
    }
    return BigInt(first);
  }
  mark(): void {
    this.slots.push({ kind: 'marker' });
  }

  bounds(partition: number): Bounds {
    return { partition, earliest: BigInt(this.first), end: BigInt(this.slots.length) };
  }

  /** How far a reader may read now: a committed one up to the first transaction that is open. */
  end(isolation: Isolation): number {
    const open = this.slots.findIndex(slot => slot.kind === 'record' && slot.transaction?.state === 'open');
    return isolation === 'committed' && open >= 0 ? open : this.slots.length;
  }

  /** @returns what that reader sees from here on, and where it goes on. */
  page(from: number, isolation: Isolation, maxBytes: number): Omit<Page, 'end'> {
    const entries: LogEntry[] = [];
    const passed: { markers: bigint[]; aborted: bigint[] } = { markers: [], aborted: [] };
    const end = this.end(isolation);
    let next = from;
    for (let bytes = 0; next < end && bytes < maxBytes; next += 1) {
      const slot = this.slots[next];
      if (slot?.kind === 'marker') {
        passed.markers.push(BigInt(next));
      } else if (slot !== undefined && !isSeen(slot.transaction, isolation)) {
        passed.aborted.push(BigInt(next));
      } else if (slot !== undefined) {
        entries.push(slot.entry);
        bytes += (slot.entry.key?.length ?? 0) + (slot.entry.value?.length ?? 0);
      }
    }
    return { entries, next: BigInt(next), passed };
  }

  offsetAt(timeMs: number): bigint {
    const at = this.slots.findIndex(
      (slot, place) => place >= this.first && slot.kind === 'record' && slot.entry.timestampMs >= timeMs
    );
    return BigInt(at < 0 ? this.slots.length : at);
  }
}

const isSeen = (transaction: TransactionState | null, isolation: Isolation): boolean =>
  isolation === 'uncommitted' || transaction === null || transaction.state === 'committed';
