/** What a topic holds, counted by position with a client of its own: records, and what takes an offset and is none. */
import type { Isolation, LogEntry, Offsets, RecordLog } from './record-log.js';

/** What of one partition was counted. */
export interface PartitionCount {
  readonly partition: number;
  /** From this offset on, before that one. */
  readonly from: bigint;
  readonly until: bigint;
  readonly records: number;
  /** Markers of transactions, and records of aborted ones, which this isolation hides. */
  readonly markers: number;
  readonly aborted: number;
  /** Offsets that hold nothing: compaction has taken their records away. */
  readonly gaps: number;
}

export interface Counting {
  readonly topic: string;
  readonly from: Offsets;
  readonly until: Offsets;
  readonly isolation: Isolation;
  /** Told of each record. */
  readonly see?: (partition: number, entry: LogEntry) => void;
}

/** How long one question for more waits at the broker, ms, and how much it answers, bytes. */
const reading = { waitMs: 100, maxBytes: 1 << 20 } as const;

/** Reads each partition to where it is to end, by position: what is behind a marker or a gap is not missed. @throws LogError where a part is gone */
export async function countTopic(log: RecordLog, counting: Counting): Promise<readonly PartitionCount[]> {
  const counts: PartitionCount[] = [];
  for (const [partition, from] of counting.from) {
    counts.push(await countPartition(log, counting, { partition, from, until: counting.until.get(partition) ?? from }));
  }
  return counts;
}

async function countPartition(
  log: RecordLog,
  { topic, isolation, see }: Counting,
  { partition, from, until }: Pick<PartitionCount, 'partition' | 'from' | 'until'>
): Promise<PartitionCount> {
  const counted = { records: 0, markers: 0, aborted: 0 };
  for (let next = from; next < until;) {
    const page = await log.read({ topic, partition, from: next, isolation, ...reading });
    const inside = (offset: bigint): boolean => offset < until;
    const entries = page.entries.filter(({ offset }) => inside(offset));
    for (const entry of entries) see?.(partition, entry);
    counted.records += entries.length;
    counted.markers += page.passed.markers.filter(inside).length;
    counted.aborted += page.passed.aborted.filter(inside).length;
    ({ next } = page);
  }
  const { records, markers, aborted } = counted;
  return { partition, from, until, ...counted, gaps: Number(until - from) - records - markers - aborted };
}
