/**
 * What a reader has seen of a partition that several brokers keep. A broker that was not in sync and leads takes the log back: offsets are then
 * given out anew. Positions, which a run counts in, only go on; here is which offset each of them has.
 */

interface Run {
  readonly position: number;
  readonly offset: number;
  /** Behind its last offset that is still held. */
  until: number;
}

export class SeenLog {
  /** Records by their offsets, as far as they have been seen. */
  private readonly held: number[] = [];
  private readonly runs: Run[] = [{ position: 0, offset: 0, until: 0 }];
  /** Records that were seen, and that the log holds no longer. */
  readonly gone: number[] = [];
  /** Behind the last position. */
  end = 0;
  /** The newest leader's term that has been seen, in Kafka's words its epoch; what a younger one wrote may stand in the place of what was seen. */
  epoch = -1;

  /** The next offset to see. */
  get next(): number {
    return this.held.length;
  }

  /** Seen at the next offsets. */
  add(records: readonly number[]): void {
    for (const record of records) this.held.push(record);
    this.end += records.length;
    this.last.until = this.held.length;
  }

  /** Where the log, as it is now, differs from what was seen: at this offset; `next`: nowhere. */
  differsAt(records: readonly number[]): number {
    const at = this.held.findIndex((record, offset) => records[offset] !== record);
    return at === -1 ? this.next : at;
  }

  /** From this offset on it is held no longer. */
  takeBackTo(offset: number): void {
    if (offset >= this.next) return;
    this.gone.push(...this.held.splice(offset));
    for (const run of this.runs) run.until = Math.max(run.offset, Math.min(run.until, offset));
    this.runs.push({ position: this.end, offset, until: offset });
  }

  /** The offsets of these positions that are still held, in order; `from` inclusive, `until` exclusive. */
  offsetsOf(from: number, until: number): readonly { readonly from: number; readonly until: number }[] {
    return this.runs.flatMap(({ position, offset, until: last }) => {
      const range = {
        from: Math.max(offset, offset + from - position),
        until: Math.min(last, offset + until - position)
      };
      return range.from < range.until ? [range] : [];
    });
  }

  /** The offset to go on from that a position stands for. */
  offsetAt(position: number): number {
    const run = this.runs.filter(one => one.position <= position).at(-1) ?? this.last;
    return Math.min(run.offset + position - run.position, this.next);
  }
  /** The position that going on from an offset stands for. */
  positionAt(offset: number): number {
    const run = this.runs.filter(one => one.offset <= offset && offset < one.until).at(-1) ?? this.last;
    return Math.min(this.end, run.position + Math.max(0, offset - run.offset));
  }

  private get last(): Run {
    const run = this.runs.at(-1);
    if (run === undefined) throw new Error('a log that was seen has a run');
    return run;
  }
}
