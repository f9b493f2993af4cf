/** The Kafka of one job: a broker of its own with a new topic, and the clients through which the job's source speaks. */
import { join } from 'node:path';
import { BrokerError } from '../../kafka/broker-error.js';
import { openKafka } from '../../kafka/kafkajs-log.js';
import { OwnBroker } from '../../kafka/own-broker.js';
import type { Job } from '../../terms/job.js';
import { RunFailed } from '../engine.js';
import type { KafkaTopic } from './kafka-source.js';

export interface JobKafkaSetting {
  readonly job: Job;
  /** The bundled program of a keeper. */
  readonly keeper: string;
  /** The run's own. */
  readonly folder: string;
  readonly say: (progress: string) => void;
}

/** What Spillway makes on a broker bears this. */
const prefix = 'spillway-';

export class JobKafka {
  private constructor(
    private readonly broker: OwnBroker,
    readonly topic: KafkaTopic
  ) {}

  /** @returns null for a job that reads no Kafka. @throws RunFailed with what to install or to change */
  static async start({ job, keeper, folder, say }: JobKafkaSetting): Promise<JobKafka | null> {
    const { content } = job.source;
    if (content.from !== 'kafka') return null;
    const broker = await OwnBroker.start({ keeper, folder: join(folder, 'kafka'), say }).catch((error: unknown) => {
      throw error instanceof BrokerError ? new RunFailed(error.message) : error;
    });
    try {
      const [log, verifier] = [await openKafka(broker.connection), await openKafka(broker.connection)];
      const topic = content.topic ?? `${prefix}records`;
      await log.createTopic({ topic, partitions: 1 });
      return new JobKafka(broker, { log, verifier, topic, group: `${prefix}${job.name}` });
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
