/** Producers through kafkajs. Each has connections of its own. */
import type { Kafka, Message, Transaction as KafkajsTransaction } from 'kafkajs';
import { patiently } from './patience.js';
import type {
  GroupOffsets,
  LogProducer,
  NewEntry,
  ProducerSetting,
  Transaction,
  TransactionalProducer
} from './record-log.js';

/** What the log does for its producers. */
export interface Making {
  /** One that repeats long. */
  readonly kafka: Kafka;
  /** Adds its own errors to a call that changes what the log holds. */
  readonly doing: <T>(what: string, act: () => Promise<T>) => Promise<T>;
  /** … and to one that does not. */
  readonly asking: <T>(what: string, act: () => Promise<T>) => Promise<T>;
  /** Returns where the topic exists, and throws where it does not: kafkajs would repeat a send to it until it gives up. */
  readonly meetTopic: (topic: string) => Promise<unknown>;
  /** Returns when a group's coordinator is there: on a new broker the first offsets of a transaction meet none. */
  readonly meetCoordinator: (of: GroupOffsets) => Promise<unknown>;
}

/** What a producer that is gone has left open is aborted after this time; until then it keeps readers of committed records waiting. */
const transactionTimeoutMs = 10_000;
/** Kafka's `acks` on the wire. */
const wireAcks = { none: 0, leader: 1, all: -1 } as const;

/** So many records are sent at once: kafkajs copies, for each record of a send, all those before it. */
const recordsInOneSend = 500;

const messagesOf = (partition: number, entries: readonly NewEntry[]): Message[] =>
  entries.map(({ key, value, headers = {} }) => ({ key, value, headers, partition }));

/** In order: one is sent when the one before it has been answered. */
function* sendsOf(partition: number, entries: readonly NewEntry[]): Generator<Message[], void> {
  for (let from = 0; from < entries.length; from += recordsInOneSend) {
    yield messagesOf(partition, entries.slice(from, from + recordsInOneSend));
  }
}

export async function kafkajsProducer(making: Making, { acks, idempotent }: ProducerSetting): Promise<LogProducer> {
  const { kafka, doing } = making;
  const inFlight = idempotent ? { maxInFlightRequests: 1 } : {};
  const producer = kafka.producer({ idempotent, allowAutoTopicCreation: false, ...inFlight });
  await making.asking('connecting a producer', () => producer.connect());
  const met = meeting(making);
  return {
    send: ({ topic, partition, entries }) =>
      doing(`writing to topic ${topic}`, async () => {
        await met(topic);
        let end: bigint | null = null;
        for (const messages of sendsOf(partition, entries)) {
          const send = () => producer.send({ topic, acks: wireAcks[acks], messages });
          const [held] = await patiently(send, () => Promise.resolve()); // what kafkajs itself does not repeat
          end = held?.baseOffset === undefined ? null : BigInt(held.baseOffset) + BigInt(messages.length);
        }
        return end;
      }),
    close: () => producer.disconnect()
  };
}

export async function kafkajsTransactions(making: Making, name: string): Promise<TransactionalProducer> {
  const { kafka, doing } = making;
  const setting = {
    transactionalId: name,
    transactionTimeout: transactionTimeoutMs,
    idempotent: true,
    maxInFlightRequests: 1,
    allowAutoTopicCreation: false
  };
  const producer = kafka.producer(setting);
  await making.asking('connecting a transactional producer', () => producer.connect());
  const met = meeting(making);
  return {
    begin: () =>
      doing(`beginning a transaction as ${name}`, async () =>
        openTransaction(await producer.transaction(), { ...making, meetTopic: met }, name)
      ),
    close: () => producer.disconnect()
  };
}

/** Each topic is met once. */
function meeting({ meetTopic }: Making): (topic: string) => Promise<void> {
  const met = new Set<string>();
  return async topic => {
    if (met.has(topic)) return;
    await meetTopic(topic);
    met.add(topic);
  };
}

function openTransaction(transaction: KafkajsTransaction, making: Making, name: string): Transaction {
  const { doing } = making;
  return {
    send: ({ topic, partition, entries }) =>
      doing(`writing to topic ${topic} in a transaction`, async () => {
        await making.meetTopic(topic);
        const [held] = await transaction.send({ topic, messages: messagesOf(partition, entries) });
        if (held?.baseOffset === undefined) throw new Error('the broker has not said where the records lie');
        return BigInt(held.baseOffset);
      }),
    offsets: of => {
      const partitions = [...of.offsets].map(([partition, offset]) => ({ partition, offset: offset.toString() }));
      return doing(`noting offsets of group ${of.group} in a transaction`, async () => {
        await making.meetCoordinator(of);
        await transaction.sendOffsets({ consumerGroupId: of.group, topics: [{ topic: of.topic, partitions }] });
      });
    },
    commit: () => doing(`committing the transaction of ${name}`, () => transaction.commit()),
    abort: () => doing(`aborting the transaction of ${name}`, () => transaction.abort())
  };
}
