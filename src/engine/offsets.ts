import type { OffsetRange, RecordId } from '../terms/trace.js';

/** The records that the source holds at these offsets. */
export class Offsets {
  private readonly accepted: RecordId[] = [];

  add(records: readonly RecordId[]): void {
    for (const record of records) {
      this.accepted.push(record);
    }
  }
  /** Position after the last. */
  get end(): number {
    return this.accepted.length;
  }
  records({ from, until }: OffsetRange): readonly RecordId[] {
    return this.accepted.slice(from, until);
  }
}
