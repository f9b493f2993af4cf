/** The receivers' write-ahead log as a restart would find it: a block counts only with its entry in the metadata log, for the data log is never scanned. */
import type { Moment, RecordId } from '../terms/trace.js';

interface LoggedBlock {
  readonly records: readonly RecordId[];
  hasEntry: boolean;
}

/** A fold: give it the moments in order. */
export class BlockLog {
  private readonly blocks = new Map<string, LoggedBlock>();
  private readonly entries = new Set<string>();

  /** @param logged told of each record that a restart would find there. */
  constructor(private readonly logged: (record: RecordId) => void) {}

  apply(moment: Moment): void {
    if (moment.kind !== 'step' || moment.block === null) {
      return;
    }
    if (moment.step === 'wal') {
      this.blocks.set(moment.block, { records: moment.records, hasEntry: false });
    } else if (moment.step === 'meta') {
      this.entries.add(moment.block);
    } else {
      return;
    }
    this.complete(moment.block);
  }

  private complete(id: string): void {
    const block = this.blocks.get(id);
    if (!block || block.hasEntry || !this.entries.has(id)) {
      return;
    }
    block.hasEntry = true;
    for (const record of block.records) {
      this.logged(record);
    }
  }
}
