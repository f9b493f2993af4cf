/** How a job reads Kafka: the programs that take the places of source and producer, and what was read, counted by another client. */
import type { KafkaConnection } from '../../kafka/kafka-connection.js';
import { openKafka } from '../../kafka/kafkajs-log.js';
import { LogError } from '../../kafka/log-error.js';
import { LossyAnswers } from '../../kafka/lossy-answers.js';
import { PartitionWatch, type Parts } from '../../kafka/partition-watch.js';
import type { LogEntry, NewTopic, Offsets, ProducerSetting } from '../../kafka/record-log.js';
import { SeenLog } from '../../kafka/seen-log.js';
import { countTopic, type Counting } from '../../kafka/topic-count.js';
import { isolation } from '../../kafka/topic-isolation.js';
import type { TopicPlaces } from '../../kafka/topic-places.js';
import { spanOf } from '../../kafka/topic-span.js';
import { beginOf, endOf } from '../../language/topic-span.js';
import type { Steps } from '../../protocol/effect.js';
import type { Job, SourceContent } from '../../terms/job.js';
import type { Role, TopicRead } from '../../terms/trace.js';
import { RunFailed } from '../engine.js';
import { copiedTopicSource, type CopiedTopic } from './copied-topic.js';
import { idOf } from './own-entry.js';
import { ownTopicSource, type OwnTopic, type Seen } from './own-topic.js';
import { newRun } from './run-names.js';
import { topicFeed } from './topic-feed.js';
import { TopicReading } from './topic-reading.js';
import { topicSource } from './topic-source.js';

export type KafkaContent = Extract<SourceContent, { readonly from: 'kafka' }>;

export interface JobSource {
  readonly run: string;
  readonly topic: string;
  /** Whose offsets are committed. */
  readonly group: string;
  /** What of the job's processes speaks to Kafka; null: another program serves. */
  program(role: Role): Steps<void> | null;
  /** Ms until the source has given all that it will; null: it goes on until it is told to stop; absent: as the job says. */
  readonly leftMs?: (nowMs: number) => number | null;
  /** Loses the broker's answer to the next send; absent: others write to the topic. */
  readonly loseAnswer?: () => void;
  /** Tells which part each broker plays in the topic's partition, now and at each change; absent: one broker, or others'. */
  readonly eachPart?: (see: (parts: Parts) => void) => void;
  /** Reads again what was read, with a fresh client. @throws RunFailed where the counts differ */
  counted(): Promise<TopicRead>;
  /** Takes away what it has made. */
  close(): Promise<void>;
}

/** A new topic of one partition, on a broker of one's own. */
export async function ownTopic(job: Job, content: KafkaContent, connection: KafkaConnection): Promise<JobSource> {
  const answers = new LossyAnswers();
  const [log, verifier] = [await openKafka({ ...connection, sockets: answers.sockets }), await openKafka(connection)];
  const run = newRun(job);
  const [topic, group] = [`${run}-${content.topic ?? 'records'}`, run];
  await log.createTopic({ topic, partitions: 1, ...replicasOf(content), ...retentionOf(content) });
  const expires = content.retentionMs !== undefined;
  const own = { log, verifier, topic, group, producer: producerSetting(content), expires };
  const watch = content.replication === undefined ? null : await PartitionWatch.begin(connection, topic);
  return {
    ...{ run, topic, group },
    ...(watch === null ? aloneAt(own, connection) : { ...copiedAt(own, connection), eachPart: see => watch.each(see) }),
    loseAnswer: () => answers.loseNext(),
    close: async () => {
      await watch?.stop();
      await log.removeTopic(topic).catch(() => undefined); // its broker may be gone
      await log.forget(group).catch(() => undefined);
    }
  };
}

type Reads = Pick<JobSource, 'program' | 'counted'>;

/** On one broker. */
function aloneAt(own: Omit<OwnTopic, 'seen'>, connection: KafkaConnection): Reads {
  const seen = { start: 0, end: 0 };
  return {
    program: role => (role === 'source' ? ownTopicSource({ ...own, seen }) : null),
    counted: () => countedKept(own, seen, connection)
  };
}

/** All that was seen, but for what retention has taken away; it may go on taking away while that is counted. */
async function countedKept(
  { topic, verifier, expires }: Pick<OwnTopic, 'topic' | 'verifier' | 'expires'>,
  { end }: Seen,
  connection: KafkaConnection
): Promise<TopicRead> {
  const countedFrom = (begin: bigint): Promise<TopicRead> => {
    const place = { topic, begin: new Map([[0, begin]]), until: new Map([[0, BigInt(end)]]) };
    return counted(connection, { ...place, records: end - Number(begin), runs: [] });
  };
  if (!expires) return countedFrom(0n);
  for (;;) {
    const [bounds] = await verifier.bounds(topic);
    try {
      return await countedFrom(bounds?.earliest ?? 0n);
    } catch (error) {
      if (!(error instanceof LogError && error.code === 'out of range')) throw error;
    }
  }
}

/** On several. What came when nobody read any more is counted too: it was acknowledged, perhaps, and is there. */
function copiedAt(own: Omit<CopiedTopic, 'seen'>, connection: KafkaConnection): Reads {
  const seen = new SeenLog();
  return {
    program: role => (role === 'source' ? copiedTopicSource({ ...own, seen }) : null),
    counted: async () => {
      const { topic, verifier } = own;
      const [bounds] = await verifier.bounds(topic);
      const held: number[] = [];
      const see = (_: number, entry: LogEntry): void => void held.push(idOf(entry));
      const place = { topic, begin: new Map([[0, 0n]]), until: new Map([[0, bounds?.end ?? 0n]]) };
      const read = await counted(connection, { ...place, records: null, runs: [], see });
      seen.takeBackTo(seen.differsAt(held));
      return { ...read, kept: { gone: [...seen.gone], later: held.slice(seen.next) } };
    }
  };
}

const replicasOf = ({ replication }: KafkaContent): Pick<NewTopic, 'replicas' | 'settings'> =>
  replication === undefined
    ? {}
    : {
        replicas: replication.factor,
        settings: {
          'min.insync.replicas': String(replication.minInSync),
          'unclean.leader.election.enable': String(replication.uncleanElection)
        }
      };

/** Retention goes by segments, and takes one when its newest record is old enough: so they are small. */
const segmentsKept = 4;
const retentionOf = ({ retentionMs }: KafkaContent): Pick<NewTopic, 'settings'> =>
  retentionMs === undefined
    ? {}
    : {
        settings: {
          'retention.ms': String(retentionMs),
          'segment.ms': String(Math.max(1, Math.ceil(retentionMs / segmentsKept)))
        }
      };

const acksOf = { '0': 'none', '1': 'leader', all: 'all' } as const;
const producerSetting = ({ producer }: KafkaContent): ProducerSetting =>
  producer === undefined
    ? { acks: 'all', idempotent: true }
    : { acks: acksOf[producer.acks], idempotent: producer.idempotent };

export interface Learning {
  /** Told of the texts of a topic's records, as they are handed on. */
  readonly learn: (texts: readonly string[]) => void;
}

/** A topic that others write. Of their cluster only the run's own group is made, and taken away. */
export async function othersTopic(
  { job, content, learn }: Learning & { readonly job: Job; readonly content: KafkaContent },
  connection: KafkaConnection
): Promise<JobSource> {
  const topic = content.topic ?? '';
  const [log, verifier] = [await openKafka(connection), await openKafka(connection)];
  const run = newRun(job);
  const group = run;
  const span = await spanOf(log, { topic, begin: beginOf(content), end: endOf(content, job.source.records) });
  const { ratePerSecond } = job.source;
  const reading = new TopicReading({ log, verifier, topic, group, span, ratePerSecond, learn });
  return {
    ...{ run, topic, group },
    program: role => (role === 'source' ? topicSource(reading) : role === 'producer' ? topicFeed(reading) : null),
    leftMs: nowMs => reading.leftMs(nowMs),
    counted: () => countedReading(connection, reading),
    close: async () => {
      await log.forget(group).catch(() => undefined); // it may never have committed, and the cluster may be gone
      await Promise.all([log.close(), verifier.close()]);
    }
  };
}

function countedReading(connection: KafkaConnection, { places, setting }: TopicReading): Promise<TopicRead> {
  const { begin } = places;
  const until = places.offsetsAt(places.count);
  return counted(connection, { topic: setting.topic, begin, until, records: places.count, runs: places.runs() });
}

interface Read {
  readonly topic: string;
  readonly begin: Offsets;
  readonly until: Offsets;
  /** How many records the job was given; null: what is there is compared record by record. */
  readonly records: number | null;
  readonly runs: ReturnType<TopicPlaces['runs']>;
  readonly see?: Counting['see'];
}

async function counted(
  connection: KafkaConnection,
  { topic, begin, until, records, runs, see }: Read
): Promise<TopicRead> {
  const fresh = await openKafka(connection);
  try {
    const partitions = await countTopic(fresh, { topic, from: begin, until, isolation, ...(see && { see }) });
    const found = partitions.reduce((sum, one) => sum + one.records, 0);
    if (records !== null && found !== records) {
      throw new RunFailed(
        `topic ${topic} holds ${found} records between these offsets, and the job was given ${records}: retention or compaction has changed it during the run, so nothing can be judged; run the job again`
      );
    }
    return {
      topic,
      isolation,
      partitions: partitions.map(one => ({ ...one, from: String(one.from), until: String(one.until) })),
      runs: runs.map(run => ({ ...run, offset: String(run.offset) }))
    };
  } finally {
    await fresh.close();
  }
}
