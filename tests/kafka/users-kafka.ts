/** A broker as a user has one: reached by its address and a `client.properties` beside the notebook. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { openKafka } from '../../src/kafka/kafkajs-log.js';
import type { OwnBroker } from '../../src/kafka/own-broker.js';
import type { RecordLog } from '../../src/kafka/record-log.js';
import type { SourceContent } from '../../src/terms/job.js';

type KafkaContent = Extract<SourceContent, { readonly from: 'kafka' }>;

export interface UsersKafka {
  /** The notebook's. */
  readonly folder: string;
  /** Anybody's client. */
  readonly log: RecordLog;
  readonly bootstrap: string;
  readonly password: string;
  topic(topic: string, rest?: Partial<KafkaContent>): KafkaContent;
}

/** What is taken away behind the specifications of a file. */
const made: { readonly folder: string; readonly log: RecordLog }[] = [];
afterAll(async () => {
  for (const { folder, log } of made) {
    await log.close();
    rmSync(folder, { recursive: true });
  }
});

export async function usersKafka({ connection }: OwnBroker): Promise<UsersKafka> {
  const folder = mkdtempSync(join(tmpdir(), 'spillway-users-'));
  const { username = '', password = '' } = connection.credentials ?? {};
  const lines = [
    'security.protocol=SASL_PLAINTEXT',
    'sasl.mechanism=PLAIN',
    `sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="${username}" password="${password}";`
  ];
  writeFileSync(join(folder, 'client.properties'), `${lines.join('\n')}\n`);
  const bootstrap = connection.servers.join(',');
  const log = await openKafka(connection);
  made.push({ folder, log });
  return {
    ...{ folder, bootstrap, password, log },
    topic: (topic, rest) => ({
      ...{
        from: 'kafka',
        bootstrap,
        topic,
        properties: 'client.properties',
        brokers: 1,
        begin: 'earliest',
        end: 'now'
      },
      ...rest
    })
  };
}

/** Records in both partitions, some written in transactions of which some are aborted. @returns the texts that a reader of committed records sees */
export async function writeMixed(log: RecordLog, topic: string, count: number): Promise<readonly string[]> {
  await log.createTopic({ topic, partitions: 2 });
  const transactions = await log.transactions(`writer-of-${topic}`);
  const kept: string[] = [];
  for (let from = 0; from < count; from += 20) {
    const isKept = (from / 20) % 4 !== 3;
    const texts = Array.from({ length: 20 }, (_, index) =>
      JSON.stringify({ page: `page-${from % 3}`, seconds: from + index })
    );
    const transaction = await transactions.begin();
    const entries = texts.map(text => ({ key: null, value: Buffer.from(text) }));
    await transaction.send({ topic, partition: (from / 20) % 2, entries });
    await (isKept ? transaction.commit() : transaction.abort());
    kept.push(...(isKept ? texts : []));
  }
  await transactions.close();
  return kept;
}
