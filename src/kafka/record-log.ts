/**
 * A log of records behind one narrow port: what Spillway asks of Kafka, and no more. Two adapters pass one contract test:
 * `embedded-log.ts`, in this process's memory, and `kafkajs-log.ts`, a real cluster.
 * Offsets are bigint. Nothing here joins a consumer group: a reader names partition and offset itself; of a group there is only
 * its committed offsets. Every method throws a `LogError`.
 */

/** Bytes, as the log holds them; null is a value of its own (a tombstone, for a topic that is compacted). */
export type Bytes = Buffer | null;

export interface NewEntry {
  readonly key: Bytes;
  readonly value: Bytes;
  /** What goes with the record beside its value. */
  readonly headers?: Readonly<Record<string, string>>;
}
/** A record where it lies. */
export interface LogEntry extends NewEntry {
  readonly offset: bigint;
  /** Ms since 1970, as its producer or its broker noted it. */
  readonly timestampMs: number;
  /** The term of the leader that wrote it, where the log counts them. */
  readonly leaderEpoch?: number | undefined;
}

export interface NewTopic {
  readonly topic: string;
  readonly partitions: number;
  /** How many brokers hold each partition; the cluster's default unless given. */
  readonly replicas?: number;
  /** The topic's own settings, in Kafka's words (`retention.ms`, `min.insync.replicas`). */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface Bounds {
  readonly partition: number;
  /** The first offset that is still held. */
  readonly earliest: bigint;
  /** Behind the last entry, whether or not its transaction is settled: the high watermark. */
  readonly end: bigint;
}

/** `committed` sees no record of a transaction that is open or aborted; Kafka's own default is `uncommitted`. */
export type Isolation = 'committed' | 'uncommitted';

export interface Reading {
  readonly topic: string;
  readonly partition: number;
  readonly from: bigint;
  readonly isolation: Isolation;
  /** How long to wait for a record where there is none yet, ms. */
  readonly waitMs: number;
  /** About how much to answer at most; the first batch comes whole. */
  readonly maxBytes: number;
}
export interface Page {
  readonly entries: readonly LogEntry[];
  /** Where to read on: behind all that was passed, markers and hidden records included. */
  readonly next: bigint;
  /** The passed offsets that hold no record for this reader: markers of transactions, and records of aborted ones. Gaps are neither. */
  readonly passed: { readonly markers: readonly bigint[]; readonly aborted: readonly bigint[] };
  /** How far a reader of this isolation can read now: the last stable offset, or the high watermark. */
  readonly end: bigint;
}

/** Offsets by partition: the next record to read. */
export type Offsets = ReadonlyMap<number, bigint>;
export interface GroupOffsets {
  readonly group: string;
  readonly topic: string;
  readonly offsets: Offsets;
}

/** Who must hold a record before its send is acknowledged: nobody, the partition's leader, all that are in sync. */
export type Acks = 'none' | 'leader' | 'all';
export interface Sending {
  readonly topic: string;
  readonly partition: number;
  readonly entries: readonly NewEntry[];
}

export interface LogProducer {
  /** A large send goes in parts: others may write between them. @returns the offset behind its last record; null with acks `none`: nobody said. @throws LogError `not settled` where it is unknown whether they are held. */
  send(sending: Sending): Promise<bigint | null>;
  close(): Promise<void>;
}

/** All of it or nothing: records, and the offsets of what they were made from. */
export interface Transaction {
  /** @returns the offset of the first. */
  send(sending: Sending): Promise<bigint>;
  offsets(of: GroupOffsets): Promise<void>;
  /** @throws LogError `fenced` where a younger producer has taken the name; `not settled` where it is unknown whether it was committed. */
  commit(): Promise<void>;
  abort(): Promise<void>;
}
export interface TransactionalProducer {
  /** The first one ends what an older producer of the same name left open, and shuts that producer out. */
  begin(): Promise<Transaction>;
  close(): Promise<void>;
}

export interface ProducerSetting {
  readonly acks: Acks;
  /** Whether a send that is repeated is held once. */
  readonly idempotent: boolean;
}

export interface RecordLog {
  /** @returns whether it is new. */
  createTopic(topic: NewTopic): Promise<boolean>;
  removeTopic(topic: string): Promise<void>;
  /** The names of those that this client may see. */
  topics(): Promise<readonly string[]>;
  /** Of each partition, in their order. */
  bounds(topic: string): Promise<readonly Bounds[]>;
  /** The first offset of each partition whose record is no older than this, ms since 1970; the end where there is none. */
  offsetsAt(topic: string, timeMs: number): Promise<Offsets>;
  producer(setting: ProducerSetting): Promise<LogProducer>;
  /** @param name Kafka's `transactional.id`: what makes a restarted producer the successor of itself. */
  transactions(name: string): Promise<TransactionalProducer>;
  /** Reads on from an offset in one partition. @throws LogError `out of range` where the log no longer, or not yet, has that offset. */
  read(reading: Reading): Promise<Page>;
  /** Notes a group's offsets; the group needs no member. They may go back. */
  commit(offsets: GroupOffsets): Promise<void>;
  /** Of the partitions that the group has committed. */
  committed(group: string, topic: string): Promise<Offsets>;
  /** All that the group has committed, by topic. */
  positions(group: string): Promise<ReadonlyMap<string, Offsets>>;
  /** The names of those that have committed, as far as this client may see them. */
  groups(): Promise<readonly string[]>;
  /** Takes a group's offsets away; one that has none is left as it is. */
  forget(group: string): Promise<void>;
  /** Ends it, with every producer that it has made. */
  close(): Promise<void>;
}
