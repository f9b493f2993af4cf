/**
 * Real Kafka: the broker's start; records a second of 100 B written and read through the port, beside kafkajs alone, Kafka's own
 * performance tools and the embedded log in the same run; and a whole job with a write-ahead log, from produce to output. Wall times;
 * neighbours share the machine.
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { EmbeddedLog } from '../src/kafka/embedded-log.js';
import { EmbeddedStore } from '../src/kafka/embedded-store.js';
import { kafkaOf, type KafkaConnection } from '../src/kafka/kafka-connection.js';
import { findJava } from '../src/kafka/java.js';
import { cacheFolder, kafkaJars, kafkaVersion } from '../src/kafka/kafka-jars.js';
import { openKafka } from '../src/kafka/kafkajs-log.js';
import { OwnBroker } from '../src/kafka/own-broker.js';
import { runProgram } from '../src/kafka/program.js';
import type { RecordLog } from '../src/kafka/record-log.js';
import type { Trace } from '../src/terms/trace.js';
import { ownKafka, rowJob } from '../tests/engine/jobs.js';
import { localWholeRun } from '../tests/engine/local/local-whole-run.js';

const count = 200_000;
const size = 100;
const inOneSend = 500;
const pipelineCount = 300_000;
const scripts = {
  supervisor: resolve('kernelspec/local-supervisor.mjs'),
  process: resolve('kernelspec/local-process.mjs'),
  keeper: resolve('kernelspec/broker-keeper.mjs')
};
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

const security = ({ credentials }: KafkaConnection): string => {
  const login = `org.apache.kafka.common.security.plain.PlainLoginModule required username="${credentials?.username}" password="${credentials?.password}";`;
  return `security.protocol=SASL_PLAINTEXT\nsasl.mechanism=PLAIN\nsasl.jaas.config=${login}\n`;
};

/** Kafka's own tools lie in a jar of their own, which a broker does not need. @returns the class path */
async function toolsPath(jars: string): Promise<string> {
  const tools = join(cacheFolder(process.env), `kafka-tools-${kafkaVersion}`);
  if (!existsSync(tools)) {
    const words = ['-B', '-q', 'dependency:copy', `-Dartifact=org.apache.kafka:kafka-tools:${kafkaVersion}`];
    const { status, output } = await runProgram('mvn', [...words, `-DoutputDirectory=${tools}`]);
    if (status !== 0) throw new Error(output);
  }
  return `${tools}/*:${jars}/*`;
}

/** `kafka-producer-perf-test` and `kafka-consumer-perf-test`, in JVMs of their own. */
async function kafkasTools(connection: KafkaConnection): Promise<void> {
  const java = await findJava(process.env);
  const signal = new AbortController().signal;
  const path = await toolsPath(await kafkaJars({ environment: process.env, say: console.log, signal }));
  const file = join(folder, 'perf.properties');
  const [servers] = connection.servers;
  writeFileSync(file, `bootstrap.servers=${servers}\nacks=all\n${security(connection)}`, { mode: 0o600 });
  const java1 = ['-Xmx256m', '-Dorg.slf4j.simpleLogger.defaultLogLevel=error', '-cp', path];
  const produced = await runProgram(java, [
    ...[...java1, 'org.apache.kafka.tools.ProducerPerformance', '--topic', 'tools', '--num-records', `${count}`],
    ...['--record-size', `${size}`, '--throughput', '-1', '--producer.config', file]
  ]);
  show("Kafka's producer-perf-test: written", toolRate(/([\d.]+) records\/sec/g, produced.output));
  const consumed = await runProgram(java, [
    ...[...java1, 'org.apache.kafka.tools.ConsumerPerformance', '--topic', 'tools', '--messages', `${count}`],
    ...['--bootstrap-server', `${servers}`, '--consumer.config', file, '--hide-header']
  ]);
  // start, end, MB, MB/s, records, records/s, time to join the group, time of fetching, MB/s and records/s of fetching
  show("Kafka's consumer-perf-test: read", toolRate(/, ([\d.]+)\s*$/gm, consumed.output));
}

function toolRate(pattern: RegExp, output: string): string {
  const [, rate] = [...output.matchAll(pattern)].at(-1) ?? [];
  if (rate === undefined) throw new Error(output);
  return `${Math.round(Number(rate) / 1000)} k/s`;
}

/** From the first send to the last record that was seen in the output. */
function pipelinePerSecond({ moments }: Trace): number {
  const sent = moments.find(moment => moment.kind === 'sent');
  const written = moments.filter(moment => moment.kind === 'written');
  const records = written.reduce((sum, moment) => sum + moment.records.length, 0);
  return (records * 1000) / ((written.at(-1)?.atMs ?? NaN) - (sent?.atMs ?? NaN));
}

/** A job that reads Kafka with a reliable receiver and a write-ahead log, and writes to the lab's sink or to a topic. The broker is lent to it, as a kernel lends its own. */
async function pipeline(broker: OwnBroker, sinkTopic: string | null): Promise<number> {
  const job = rowJob('reliable-wal', {
    ...{ engine: 'local', executors: 2, batchIntervalMs: 500, sinkTopic, limitMs: 300_000 },
    source: { kind: 'log', content: ownKafka, ratePerSecond: 200_000, records: pipelineCount }
  });
  const kafka = { lend: () => Promise.resolve(broker) };
  return pipelinePerSecond(await localWholeRun(job, scripts, { baseFolder: process.cwd(), kafka }));
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
  await log.createTopic({ topic: 'tools', partitions: 1 });
  await kafkasTools(broker.connection);
  await log.close();
  const goal = '>= 50 k/s, or within 2x of kafkajs';
  show('a job with a write-ahead log, to its sink', `${((await pipeline(broker, null)) / 1000).toFixed(1)} k/s`, goal);
  show('the same to a topic', `${((await pipeline(broker, 'output')) / 1000).toFixed(1)} k/s`, goal);
} finally {
  await broker.stop();
  rmSync(folder, { recursive: true, force: true });
}
