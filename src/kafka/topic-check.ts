/** Whether a topic can be read as a job wants to, found out before the job starts. */
import { openKafka } from './kafkajs-log.js';
import type { KafkaConnection } from './kafka-connection.js';
import type { RecordLog } from './record-log.js';
import { isolation } from './topic-isolation.js';
import { spanOf, type TopicSpan, type WantedSpan } from './topic-span.js';

/** The first batch that comes says whether the codec is known; this is about as much as is asked for, bytes. */
const tasteBytes = 1024;
/** Whoever takes the connection and says nothing for so long is no Kafka. */
const answersWithinMs = 2500;

/** @throws LogError within about 3 s, with what to change: the address, the credentials, the topic, a right, the codec, the place to begin at */
export async function checkTopic(connection: KafkaConnection, wanted: WantedSpan): Promise<void> {
  const log = await openKafka(connection, answersWithinMs);
  try {
    await taste(log, wanted.topic, await spanOf(log, wanted));
  } finally {
    await log.close();
  }
}

async function taste(log: RecordLog, topic: string, { begin }: TopicSpan): Promise<void> {
  for (const { partition, end } of await log.bounds(topic)) {
    const from = begin.get(partition) ?? end;
    if (from < end) await log.read({ topic, partition, from, isolation, waitMs: 0, maxBytes: tasteBytes });
  }
}
