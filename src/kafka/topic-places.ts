/**
 * The records of a topic in one order: a record's number is its place in it, and says which partition and offset it has. The order is the one
 * in which a reader met them; within a partition it is that of the offsets. Offsets need not be dense: markers and compaction leave gaps.
 */
import type { Offsets } from './record-log.js';

export interface TopicPlace {
  readonly partition: number;
  readonly offset: bigint;
}

/** Neighbours with neighbouring offsets, as one. */
export interface PlaceRun {
  /** The first one's place in the order. */
  readonly first: number;
  readonly partition: number;
  readonly offset: bigint;
  readonly count: number;
}

export class TopicPlaces {
  private readonly partitions: number[] = [];
  private readonly offsets: bigint[] = [];

  /** The offsets that were asked for last: mostly the next that are asked for lie behind them. */
  private noted: { readonly place: number; readonly offsets: Offsets };

  /** @param begin where each partition is read from. */
  constructor(readonly begin: Offsets) {
    this.noted = { place: 0, offsets: begin };
  }

  get count(): number {
    return this.offsets.length;
  }

  add({ partition, offset }: TopicPlace): void {
    this.partitions.push(partition);
    this.offsets.push(offset);
  }

  /** Of the records from here on, before there. */
  between(from: number, until: number): readonly TopicPlace[] {
    const offsets = this.offsets.slice(from, until);
    return offsets.map((offset, index) => ({ offset, partition: this.partitions[from + index] ?? 0 }));
  }

  /** What a group that is done with all records before this place has to commit. */
  offsetsAt(place: number): Offsets {
    const known = this.noted.place <= place ? this.noted : { place: 0, offsets: this.begin };
    const offsets = new Map(known.offsets);
    for (const { partition, offset } of this.between(known.place, place)) offsets.set(partition, offset + 1n);
    this.noted = { place, offsets };
    return offsets;
  }

  /** The place of the first record that these offsets are not done with; null where they say nothing of this topic. */
  placeOf(committed: Offsets): number | null {
    if (committed.size === 0) return null;
    const isOpen = (offset: bigint, index: number): boolean => {
      const partition = this.partitions[index] ?? 0;
      return offset >= (committed.get(partition) ?? this.begin.get(partition) ?? 0n);
    };
    const first = this.offsets.findIndex(isOpen);
    return first < 0 ? this.count : first;
  }

  runs(): readonly PlaceRun[] {
    const runs: { first: number; partition: number; offset: bigint; count: number }[] = [];
    for (const [first, { partition, offset }] of this.between(0, this.count).entries()) {
      const last = runs.at(-1);
      if (last?.partition === partition && last.offset + BigInt(last.count) === offset) last.count += 1;
      else runs.push({ first, partition, offset, count: 1 });
    }
    return runs;
  }
}
