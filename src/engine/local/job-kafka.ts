/** The Kafka of one job: a broker of its own with a new topic, and the clients through which the job's source and its sink speak. */
import { join } from 'node:path';
import { BrokerError } from '../../kafka/broker-error.js';
import type { KafkaConnection } from '../../kafka/kafka-connection.js';
import { openKafka } from '../../kafka/kafkajs-log.js';
import { OwnBroker } from '../../kafka/own-broker.js';
import type { RecordLog } from '../../kafka/record-log.js';
import type { Job } from '../../terms/job.js';
import { RunFailed } from '../engine.js';
import type { KafkaTopic } from './kafka-source.js';
import type { OutputTopic } from './output-topic.js';

export interface JobKafkaSetting {
  readonly job: Job;
  /** The bundled program of a keeper. */
  readonly keeper: string;
  /** The run's own. */
  readonly folder: string;
  readonly say: (progress: string) => void;
}

/** The topic that a job writes to, and who reads it from outside. */
export interface JobOutput {
  readonly place: OutputTopic;
  readonly verifier: RecordLog;
}

/** What Spillway makes on a broker bears this. */
const prefix = 'spillway-';

export class JobKafka {
  private constructor(
    private readonly broker: OwnBroker,
    /** null: the source is no Kafka. */
    readonly topic: KafkaTopic | null,
    /** null: the sink is no Kafka. */
    readonly output: JobOutput | null
  ) {}

  /** @returns null for a job that has nothing to do with Kafka. @throws RunFailed with what to install or to change */
  static async start({ job, keeper, folder, say }: JobKafkaSetting): Promise<JobKafka | null> {
    if (job.source.content.from !== 'kafka' && job.sinkTopic === null) return null;
    const broker = await OwnBroker.start({ keeper, folder: join(folder, 'kafka'), say }).catch((error: unknown) => {
      throw error instanceof BrokerError ? new RunFailed(error.message) : error;
    });
    try {
      const topic = await sourceTopic(job, broker.connection);
      return new JobKafka(broker, topic, await outputTopic(job, broker.connection, topic));
    } catch (error) {
      await broker.stop();
      throw error;
    }
  }

  /** The broker goes at once; its clients go with the process. */
  stop(): Promise<void> {
    return this.broker.stop();
  }
}

async function sourceTopic({ name, source }: Job, connection: KafkaConnection): Promise<KafkaTopic | null> {
  const { content } = source;
  if (content.from !== 'kafka') return null;
  const [log, verifier] = [await openKafka(connection), await openKafka(connection)];
  const topic = content.topic ?? `${prefix}records`;
  await log.createTopic({ topic, partitions: 1 });
  return { log, verifier, topic, group: `${prefix}${name}` };
}

/** @param source what the job reads, where that is a topic of the same Kafka. */
async function outputTopic(
  job: Job,
  connection: KafkaConnection,
  source: KafkaTopic | null
): Promise<JobOutput | null> {
  const { sinkTopic: topic, sink, offsets } = job;
  if (topic === null) return null;
  const verifier = await openKafka(connection);
  const settings = sink === 'idempotent' ? { 'cleanup.policy': 'compact' } : {};
  await verifier.createTopic({ topic, partitions: 1, settings });
  const name = `${prefix}${job.name}-output`;
  const progress = source !== null && offsets === 'with output' ? source : { group: name, topic };
  return { verifier, place: { connection, topic, name, progress: { group: progress.group, topic: progress.topic } } };
}
