import type { OffsetRange, RecordId } from '../terms/trace.js';

/** The records that the source holds at these offsets. They mostly follow one another, so runs of them are kept, not each. */
export class Offsets {
  /** Where each run begins, and its first record. */
  private readonly starts: number[] = [];
  private readonly firsts: RecordId[] = [];
  /** The record that would continue the last run. */
  private expected = -1;
  /** Position after the last. */
  end = 0;

  add(records: readonly RecordId[]): void {
    for (const record of records) {
      if (record !== this.expected) {
        this.starts.push(this.end);
        this.firsts.push(record);
      }
      this.expected = record + 1;
      this.end += 1;
    }
  }

  records({ from, until }: OffsetRange): readonly RecordId[] {
    const records: RecordId[] = [];
    const last = Math.min(until, this.end);
    for (let run = this.runAt(from), at = from; at < last; run += 1) {
      const ends = Math.min(last, this.starts[run + 1] ?? this.end);
      const ahead = (this.firsts[run] ?? 0) - (this.starts[run] ?? 0);
      for (; at < ends; at += 1) {
        records.push(at + ahead);
      }
    }
    return records;
  }

  /** The run that holds this position. */
  private runAt(position: number): number {
    let low = 0;
    for (let high = this.starts.length; high - low > 1;) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle] ?? Infinity) <= position) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
