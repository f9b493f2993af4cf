/**
 * What a job will do on a cluster besides reading its topic, tried before it starts and without leaving anything behind: a broker looks at
 * a client's rights before it looks whether there is such a topic (`KafkaApis.scala`), so a topic that is not there answers for one that will be.
 */
import type { Broker } from 'kafkajs';
import { kafkaOf, type KafkaConnection } from './kafka-connection.js';
import { clusterOf } from './kafkajs-cluster.js';
import { logErrorOf, saysGroupNotPermitted, saysNoSuchTopic } from './kafkajs-trouble.js';

/** A topic that does not exist yet, of one partition, and what will be done to it. */
export interface OutputRights {
  readonly topic: string;
  /** With which it will be created, in Kafka's words. */
  readonly settings: Readonly<Record<string, string>>;
  /** `null`: its records go in no transactions. */
  readonly transactions: {
    /** Kafka's `transactional.id`. */
    readonly name: string;
    /** Whose offsets they note. */
    readonly group: string;
  } | null;
}

/** @throws LogError with what is not permitted, or cannot be done */
export function tryOutput(connection: KafkaConnection, { topic, settings, transactions }: OutputRights): Promise<void> {
  return onBroker(connection, async ({ trying, broker, admin }) => {
    const configEntries = Object.entries(settings).map(([name, value]) => ({ name, value }));
    const topics = [{ topic, numPartitions: 1, replicationFactor: -1, configEntries }];
    await trying(`creating topic ${topic}`, () =>
      admin.createTopics({ topics, validateOnly: true, waitForLeaders: false })
    );
    await trying(`writing to topic ${topic}`, () => writing(broker, topic));
    await trying(`reading topic ${topic}`, () => reading(broker, topic));
    if (transactions === null) return;
    const { name, group } = transactions;
    await trying(`writing in transactions as ${name}`, () => writing(broker, topic, name));
    await trying(`committing offsets as group ${group}`, () => committing(broker, topic, group));
  });
}

/** A group, and whether its offsets will be committed, or only asked for. @throws LogError where that is not permitted */
export function tryGroup(connection: KafkaConnection, group: string, use: 'commit' | 'ask'): Promise<void> {
  return onBroker(connection, ({ trying, broker }) =>
    use === 'commit'
      ? trying(`committing offsets as group ${group}`, () => committing(broker, group, group))
      : trying(`asking what group ${group} has committed`, () => asking(broker, group))
  );
}

interface Stage {
  readonly broker: Broker;
  readonly admin: ReturnType<Awaited<ReturnType<typeof kafkaOf>>['admin']>;
  /** That there is no such topic is what should be heard. */
  readonly trying: (what: string, act: () => Promise<unknown>) => Promise<void>;
}

async function onBroker(connection: KafkaConnection, act: (stage: Stage) => Promise<void>): Promise<void> {
  const servers = connection.servers.join(',');
  const kafka = await kafkaOf(connection, 'little');
  const [admin, cluster] = [kafka.admin(), clusterOf(kafka)];
  const trying: Stage['trying'] = async (what, ask) => {
    try {
      await ask();
    } catch (error) {
      if (!saysNoSuchTopic(error)) throw logErrorOf(error, { what, servers, changes: false });
    }
  };
  try {
    const brokers: Broker[] = [];
    await trying('connecting', async () => {
      await Promise.all([admin.connect(), cluster.connect()]);
      await cluster.refreshMetadata();
      brokers.push(await cluster.findControllerBroker());
    });
    for (const broker of brokers) await act({ broker, admin, trying });
  } finally {
    await Promise.allSettled([admin.disconnect(), cluster.disconnect()]);
  }
}

const partition = 0;

function writing(broker: Broker, topic: string, transactionalId?: string): Promise<unknown> {
  const messages = [{ key: null, value: null }];
  const topicData = [{ topic, partitions: [{ partition, messages }] }];
  return broker.produce({ topicData, ...(transactionalId === undefined ? {} : { transactionalId }) });
}

function reading(broker: Broker, topic: string): Promise<unknown> {
  const partitions = [{ partition, fetchOffset: '0', maxBytes: 1 }];
  return broker.fetch({ maxWaitTime: 0, minBytes: 0, maxBytes: 1, topics: [{ topic, partitions }] });
}

const committing = (broker: Broker, topic: string, groupId: string): Promise<void> => {
  const topics = [{ topic, partitions: [{ partition, offset: '0' }] }];
  return ofGroup(broker.offsetCommit({ groupId, groupGenerationId: -1, memberId: '', topics }));
};
const asking = (broker: Broker, groupId: string): Promise<void> => ofGroup(broker.offsetFetch({ groupId, topics: [] }));

/** The right to the group is looked at first: whatever else is said, is said to one who has it. */
async function ofGroup(asked: Promise<unknown>): Promise<void> {
  try {
    await asked;
  } catch (error) {
    if (saysGroupNotPermitted(error)) throw error;
  }
}
