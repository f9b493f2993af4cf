/**
 * Real Kafka: the broker's start, and records a second of 100 B written and read through the port, beside kafkajs alone in the
 * same run, and beside the embedded log. Wall times; neighbours share the machine.
 */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { EmbeddedLog } from '../src/kafka/embedded-log.js';
import { EmbeddedStore } from '../src/kafka/embedded-store.js';
import { kafkaOf, type KafkaConnection } from '../src/kafka/kafka-connection.js';
import { openKafka } from '../src/kafka/kafkajs-log.js';
import { OwnBroker } from '../src/kafka/own-broker.js';
import type { RecordLog } from '../src/kafka/record-log.js';

const count = 200_000;
const size = 100;
const inOneSend = 500;
const entries = Array.from({ length: inOneSend }, () => ({ key: null, value: Buffer.alloc(size, 'x') }));
const show = (what: string, value: string, goal = ''): void =>
  console.log(`${what.padEnd(52)}${value.padStart(14)}   ${goal}`);
const perSecond = (fromMs: number): string => `${Math.round(count / (performance.now() - fromMs))} k/s`;

/** Both ways through the port. */
async function through(what: string, log: RecordLog, topic: string): Promise<void> {
  await log.createTopic({ topic, partitions: 1 });
  const producer = await log.producer({ acks: 'all', idempotent: true });
  let fromMs = performance.now();
  for (let sent = 0; sent < count; sent += inOneSend) await producer.send({ topic, partition: 0, entries });
  show(`${what}: written`, perSecond(fromMs));
  fromMs = performance.now();
  const reading = { topic, partition: 0, isolation: 'committed', waitMs: 100, maxBytes: 1 << 20 } as const;
  for (let from = 0n; from < BigInt(count);) from = (await log.read({ ...reading, from })).next;
  show(`${what}: read`, perSecond(fromMs));
}

async function kafkajsAlone(connection: KafkaConnection): Promise<void> {
  const kafka = await kafkaOf(connection, 'long');
  const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1 });
  await producer.connect();
  const fromMs = performance.now();
  for (let sent = 0; sent < count; sent += inOneSend) {
    await producer.send({ topic: 'alone', acks: -1, messages: entries.map(entry => ({ ...entry, partition: 0 })) });
  }
  show('kafkajs alone: written', perSecond(fromMs), 'the port: within 2x of it');
  await producer.disconnect();
}

await through('embedded log', new EmbeddedLog(new EmbeddedStore(Date.now)), 'port');
const folder = mkdtempSync(join(tmpdir(), 'spillway-bench-'));
const startedMs = performance.now();
const broker = await OwnBroker.start({ keeper: resolve('kernelspec/broker-keeper.mjs'), folder, say: console.log });
show(
  'broker: from nothing to ready',
  `${((performance.now() - startedMs) / 1000).toFixed(1)} s`,
  '< 4 s on an idle machine'
);
try {
  const log = await openKafka(broker.connection);
  await log.createTopic({ topic: 'alone', partitions: 1 });
  await through('Kafka through the port', log, 'port');
  await kafkajsAlone(broker.connection);
  await log.close();
} finally {
  await broker.stop();
}
