/**
 * A job with every setting known: what goes into an engine. The words are Spark's own; times are in ms.
 * `language/` makes it from a cell; nothing downstream fills in a default again.
 */
import type { Failure } from './failure.js';

export type EngineName = 'simulated' | 'local' | 'spark';
export type Consumer = 'unreliable receiver' | 'reliable receiver' | 'direct';

/** Spark's storage levels (`StorageLevel.scala`); a name that ends in `_2` is replicated. */
export type StorageLevel =
  | 'MEMORY_ONLY'
  | 'MEMORY_ONLY_2'
  | 'MEMORY_ONLY_SER'
  | 'MEMORY_ONLY_SER_2'
  | 'MEMORY_AND_DISK'
  | 'MEMORY_AND_DISK_2'
  | 'MEMORY_AND_DISK_SER'
  | 'MEMORY_AND_DISK_SER_2'
  | 'DISK_ONLY'
  | 'DISK_ONLY_2';

/** `written only`: checkpoints are written and never read (`checkpoint: {recover: never}`). */
export type Checkpointing = 'none' | 'written only' | 'recovered';

/** How a direct stream keeps its position; receivers have `none`. */
export type OffsetKeeping = 'none' | 'auto-commit' | 'after output' | 'with output';
export type SinkKind = 'append' | 'idempotent' | 'transactional';

/** A queue acknowledges message by message and delivers again; a log knows one committed offset for its reader. */
export type SourceKind = 'queue' | 'log';

/** Mistakes of the past that can be planted in the protocol (`docs/exploring.md` says what each did). */
export type PlantedBug = 'SPARK-23438' | 'SPARK-6222' | 'SPARK-10210' | 'off-by-one commit';

/** Who must hold a record before its send is acknowledged, in Kafka's words: nobody, the leader, all that are in sync. */
export type ProducerAcks = '0' | '1' | 'all';

/** How a topic is kept by several brokers, in Kafka's words. */
export interface Replication {
  /** `replication.factor`: on how many brokers each record is kept. */
  readonly factor: number;
  /** `min.insync.replicas`: the fewest that must be in sync for a send with `acks: all` to be accepted. */
  readonly minInSync: number;
  /** `unclean.leader.election.enable`: whether a broker that is not in sync may become the partition's leader. */
  readonly uncleanElection: boolean;
}

/** What is streamed. `dataset` names one that ships with Spillway, `file` a path as the user wrote it. */
export type SourceContent =
  | { readonly from: 'dataset'; readonly dataset: string }
  | { readonly from: 'file'; readonly path: string }
  | { readonly from: 'generated' }
  | {
      readonly from: 'kafka';
      /** null: `start: true`, a broker of one's own. */
      readonly bootstrap: string | null;
      readonly topic: string | null;
      /** The path of a `client.properties` of Kafka's, as the user wrote it; null: none. What it holds is never part of a job. */
      readonly properties: string | null;
      readonly brokers: number;
      /** Where to begin: `earliest`, `latest`, an ISO time, or offsets by partition, as written. */
      readonly begin: string;
      /** Where to end: `now`, a number of records or a duration, as written; null: never. */
      readonly end: string | null;
      /** How the records are sent to a topic of the job's own; absent: as Kafka's producer does by itself (`acks: all`, idempotent). */
      readonly producer?: { readonly acks: ProducerAcks; readonly idempotent: boolean };
      /** How several brokers keep a topic of the job's own; absent: there is one broker, or the topic is another's. */
      readonly replication?: Replication;
      /** `retention.ms` of a topic of the job's own: how long it keeps a record; absent: longer than any run. */
      readonly retentionMs?: number;
    };

export interface Source {
  readonly kind: SourceKind;
  readonly content: SourceContent;
  /** Records a second that the producer sends. */
  readonly ratePerSecond: number;
  /** The number of records that ends it; null: it sends until something stops it. */
  readonly records: number | null;
}

/** The Spark properties that the protocol obeys, parsed; every other property is carried along as text. */
export interface SparkProperties {
  /** spark.streaming.blockInterval; Spark's default is 200 ms. */
  readonly blockIntervalMs: number;
  /** spark.streaming.blockQueueSize; 10. */
  readonly blockQueueSize: number;
  /** spark.streaming.concurrentJobs; 1. */
  readonly concurrentJobs: number;
  /** spark.streaming.receiverRestartDelay; 2000 ms. */
  readonly receiverRestartDelayMs: number;
  /** spark.task.maxFailures; 4. */
  readonly taskMaxFailures: number;
  /** spark.storage.maxReplicationFailures; 1. */
  readonly maxReplicationFailures: number;
  /** spark.locality.wait; 3000 ms. A holder of a block always has room here, so only 0 makes a difference: then no executor is preferred. */
  readonly localityWaitMs: number;
  /** spark.network.timeout; 120000 ms. */
  readonly networkTimeoutMs: number;
  /** spark.streaming.kafka.maxRatePerPartition; 0 is unlimited (records a second). */
  readonly maxRatePerPartition: number;
  /** Kafka's auto.offset.reset; `latest`. */
  readonly autoOffsetReset: 'latest' | 'earliest';
}

export interface Job {
  readonly name: string;
  readonly engine: EngineName;
  readonly consumer: Consumer;
  readonly storageLevel: StorageLevel;
  /** spark.streaming.receiver.writeAheadLog.enable */
  readonly writeAheadLog: boolean;
  readonly checkpoint: Checkpointing;
  readonly offsets: OffsetKeeping;
  readonly supervise: boolean;
  readonly executors: number;
  readonly batchIntervalMs: number;
  readonly sink: SinkKind;
  /** The topic that a Kafka sink writes to; null: the lab's own sink. */
  readonly sinkTopic: string | null;
  readonly source: Source;
  readonly failures: readonly Failure[];
  readonly runs: number;
  readonly seed: number;
  /** A bug of the past to have in it; only on the simulated engine. */
  readonly bug?: PlantedBug;
  /** How long the durable store of checkpoints and logs takes to answer, in ms; without it, what the engine's own takes. The sink is another place. */
  readonly storeLatencyMs?: number;
  /** The longest one wait may last: to steady, to the step, to recovery, to the end of the drain. */
  readonly limitMs: number;
  readonly properties: SparkProperties;
  /** Properties given in `conf` that the protocol does not know: printed for spark-submit, passed to real Spark. */
  readonly otherProperties: Readonly<Record<string, string>>;
}

/** Two for a level whose name ends in `_2`; a write-ahead log forces one (`ReceivedBlockHandler.scala` 138-154). */
export function replicationOf(job: Pick<Job, 'storageLevel' | 'writeAheadLog'>): 1 | 2 {
  return job.storageLevel.endsWith('_2') && !job.writeAheadLog ? 2 : 1;
}
