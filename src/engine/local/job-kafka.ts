/** The Kafka of one job: a broker of one's own or the user's cluster, what the job reads of it, and what it writes to it. */
import { join } from 'node:path';
import { BrokerError } from '../../kafka/broker-error.js';
import { connectionTo } from '../../kafka/client-properties.js';
import type { KafkaConnection } from '../../kafka/kafka-connection.js';
import { openKafka } from '../../kafka/kafkajs-log.js';
import { OwnBroker } from '../../kafka/own-broker.js';
import type { RecordLog } from '../../kafka/record-log.js';
import type { Job } from '../../terms/job.js';
import { RunFailed } from '../engine.js';
import { ownBrokersOf, speaksToKafka } from './able.js';
import { othersTopic, ownTopic, type JobSource, type Learning } from './job-source.js';
import type { LentKafka } from './kernel-kafka.js';
import type { OutputTopic } from './output-topic.js';
import { newRun, outputNames } from './run-names.js';

export interface JobKafkaSetting extends Learning {
  readonly job: Job;
  /** The bundled program of a keeper. */
  readonly keeper: string;
  /** The run's own. */
  readonly folder: string;
  /** Where a relative path of the user's is looked for. */
  readonly baseFolder: string;
  /** The kernel's broker, where it keeps one; null: a job that wants a broker of its own starts one. */
  readonly lent: LentKafka | null;
  readonly say: (progress: string) => void;
}

/** The topic that a job writes to, and who reads it from outside. */
export interface JobOutput {
  readonly place: OutputTopic;
  readonly verifier: RecordLog;
}

/** A Kafka that is ready, and how to let go of it. */
interface Ready {
  readonly connection: KafkaConnection;
  /** How long its brokers are there: no longer than the job, longer than its run, or whatever we do. */
  readonly outlives: 'nothing' | 'run' | 'everything';
  /** null: not ours to kill. */
  readonly broker: LentKafka | null;
  stop(): Promise<void>;
}

export class JobKafka {
  private constructor(
    private readonly kafka: Ready,
    /** null: the source is no Kafka. */
    readonly source: JobSource | null,
    /** null: the sink is no Kafka. */
    readonly output: JobOutput | null
  ) {}

  /** @returns null for a job that has nothing to do with Kafka. @throws RunFailed or LogError with what to install or to change */
  static async start(setting: JobKafkaSetting): Promise<JobKafka | null> {
    const { job } = setting;
    if (!speaksToKafka(job)) return null;
    const kafka = await kafkaFor(setting);
    try {
      const source = await sourceOf(setting, kafka.connection);
      return new JobKafka(kafka, source, await outputOf(job, kafka.connection, source));
    } catch (error) {
      await kafka.stop();
      throw error;
    }
  }

  /** null: the brokers are not ours to kill. */
  get broker(): Ready['broker'] {
    return this.kafka.broker;
  }

  /** A broker of the job's own goes at once, with all that it holds. Of another the run's topics and groups are taken away, but for its output on a cluster of the user's. */
  async stop(): Promise<void> {
    const { outlives } = this.kafka;
    if (outlives !== 'nothing') await this.source?.close();
    if (outlives === 'run') await this.output?.verifier.removeTopic(this.output.place.topic).catch(() => undefined); // the broker may be gone
    await this.kafka.stop();
  }
}

/** Brokers that Spillway did not start are never ended. */
async function kafkaFor({ job, keeper, folder, baseFolder, lent, say }: JobKafkaSetting): Promise<Ready> {
  const { content } = job.source;
  if (content.from === 'kafka' && content.bootstrap !== null) {
    const { bootstrap, properties } = content;
    const connection = connectionTo({ bootstrap, properties, baseFolder, environment: process.env });
    return { connection, broker: null, outlives: 'everything', stop: () => Promise.resolve() };
  }
  if (lent !== null) {
    return { connection: lent.connection, broker: lent, outlives: 'run', stop: () => Promise.resolve() };
  }
  const own = { keeper, folder: join(folder, 'kafka'), brokers: ownBrokersOf(job), say };
  const broker = await OwnBroker.start(own).catch((error: unknown) => {
    throw error instanceof BrokerError ? new RunFailed(error.message) : error;
  });
  return { connection: broker.connection, broker, outlives: 'nothing', stop: () => broker.stop() };
}

async function sourceOf({ job, learn }: JobKafkaSetting, connection: KafkaConnection): Promise<JobSource | null> {
  const { content } = job.source;
  if (content.from !== 'kafka') return null;
  return content.bootstrap === null
    ? ownTopic(job, content, connection)
    : othersTopic({ job, content, learn }, connection);
}

/** @param source what the job reads, where that is a topic of the same Kafka. */
async function outputOf(job: Job, connection: KafkaConnection, source: JobSource | null): Promise<JobOutput | null> {
  const { sinkTopic, offsets } = job;
  if (sinkTopic === null) return null;
  const { topic, name, settings } = outputNames(source?.run ?? newRun(job), sinkTopic, job);
  const verifier = await openKafka(connection);
  await verifier.createTopic({ topic, partitions: 1, settings });
  const isNotedAtSource = source !== null && source.leftMs === undefined && offsets === 'with output';
  const progress = isNotedAtSource ? { group: source.group, topic: source.topic } : { group: name, topic };
  return { verifier, place: { connection, topic, name, progress } };
}
