/** Cells that read a user's Kafka: what is wrong is said within 3 s, by what it is and with what to write; and no secret is ever told. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runCell } from '../../src/run-cell.js';
import { noDrawing } from '../../src/session/drawing.js';
import { newSession } from '../../src/session/new-session.js';
import { Session } from '../../src/session/session.js';
import { localEngine } from '../../src/engine/local/local-engine.js';
import type { Scripts } from '../../src/engine/local/local-run.js';
import { openKafka } from '../../src/kafka/kafkajs-log.js';
import { bundledScripts } from '../engine/local/bundled.js';
import { entries } from '../kafka/contract.js';
import { onRealKafka } from '../kafka/real-broker.js';
import { writeClientFiles } from '../kafka/client-files.js';
import { secrets, securedBroker } from '../kafka/secured-broker.js';

/** The promise, ms. */
const saidWithinMs = 3000;

onRealKafka('a cell that reads a user’s Kafka', () => {
  const broker = securedBroker();
  let silent: Server;
  let scripts: Scripts;

  beforeAll(async () => {
    scripts = await bundledScripts();
    const { folder, owner } = broker();
    writeClientFiles(folder);
    const log = await openKafka(owner);
    for (const [topic, settings] of [
      ['orders', {}],
      ['snappy', { 'compression.type': 'snappy' }],
      ['zstd', { 'compression.type': 'zstd' }]
    ] as const) {
      await log.createTopic({ topic, partitions: 1, settings });
      const producer = await log.producer({ acks: 'all', idempotent: true });
      for (let part = 0; part < 10; part += 1) {
        const texts = Array.from({ length: 20 }, (_, index) =>
          JSON.stringify({ page: 'home', seconds: 20 * part + index })
        );
        await producer.send({ topic, partition: 0, entries: entries(...texts) });
      }
    }
    await log.close();
    silent = createServer(() => undefined);
    await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve));
  }, 60_000);
  afterAll(() => void silent.close());

  const session = (): Session => {
    const { folder } = broker();
    const { parts, context } = newSession({ folder, notebook: 'a.ipynb', drawing: noDrawing, overrides: {} });
    const local = localEngine({ baseFolder: folder, scripts });
    return new Session({ ...parts, engines: { ...parts.engines, local } }, context);
  };
  const cellOf = (kafka: string): string => `job: clicks\nengine: local\nsource: {kafka: ${kafka}}`;
  const nobody = { display: () => undefined, update: () => undefined, stream: () => undefined };
  async function wrong(kafka: string): Promise<{ readonly message: string; readonly name: string }> {
    const setting = { session: session(), publisher: nobody, signal: new AbortController().signal, cellId: 'a' };
    const { error } = await runCell(cellOf(kafka), setting);
    return { message: error?.message ?? 'nothing is wrong', name: error?.name ?? '' };
  }
  const plainly = (rest: string, properties = 'owner'): string =>
    `{bootstrap: '${broker().plain}', properties: ${properties}.properties, ${rest}}`;

  test.each<readonly [string, () => string, string]>([
    [
      'nobody at the address',
      () => `{bootstrap: '127.0.0.1:1', topic: orders}`,
      'no Kafka answers at 127.0.0.1:1: check the address'
    ],
    [
      'no such host',
      () => `{bootstrap: 'nowhere.invalid:9092', topic: orders}`,
      'no Kafka answers at nowhere.invalid:9092'
    ],
    [
      'somebody else at the address',
      () => `{bootstrap: '127.0.0.1:${portOf(silent)}', topic: orders}`,
      'no Kafka answers at'
    ],
    ['a topic that is not there', () => plainly('topic: oders'), 'has no such topic'],
    [
      'a partition that is not there',
      () => plainly('topic: orders, from: {3: 0}'),
      'has no partition 3: its only one is 0'
    ],
    [
      'an offset that is not there',
      () => plainly('topic: orders, from: {0: 1000}'),
      'holds the offsets 0 to 200, and "from" names 1000'
    ],
    [
      'nothing between its beginning and its end',
      () => plainly('topic: orders, until: now'),
      'holds no record from there on until now, so there is nothing to read: write "from: earliest"'
    ],
    [
      'a wrong password',
      () => plainly('topic: orders', 'wrong'),
      'refuses these credentials: check user, password and mechanism'
    ],
    ['no credentials', () => `{bootstrap: '${broker().plain}', topic: orders}`, 'whether it wants credentials or TLS'],
    ['no right to read', () => plainly('topic: orders', 'guest'), 'does not permit this user'],
    [
      'a codec that kafkajs has not',
      () => plainly('topic: snappy, from: earliest'),
      'compressed in a way that cannot be read here'
    ],
    ['another one', () => plainly('topic: zstd, from: earliest'), 'compressed in a way that cannot be read here'],
    [
      'a certificate that nobody vouches for',
      () => `{bootstrap: '${broker().secure}', properties: untrusting.properties, topic: orders}`,
      'ssl.truststore'
    ],
    ['Kerberos', () => plainly('topic: orders', 'kerberos'), 'Kerberos (GSSAPI) is nothing that this client can do'],
    ['JKS', () => plainly('topic: orders', 'jks'), 'write it as PEM'],
    ['no file of that name', () => plainly('topic: orders', 'none'), 'none.properties is not there']
  ])(
    '%s: is said in time',
    async (_, kafka, words) => {
      const { message, name } = await wrong(kafka());
      expect(message).toContain(words);
      expect(name).toBe('KafkaError');
      for (const secret of Object.values(secrets)) expect(message).not.toContain(secret);
    },
    saidWithinMs
  );

  test('a topic to which nobody writes is named by who waited for it', async () => {
    const own = session();
    const text = `${cellOf(plainly('topic: orders'))}\nlimit: 3s`;
    const setting = { session: own, publisher: nobody, signal: new AbortController().signal, cellId: 'a' };
    const { error } = await runCell(text, setting);
    own.stopAll();
    expect(error).toMatchObject({ kind: 'not judged', name: 'NeverSteady' });
    expect(error?.message).toContain('topic orders gave no record in that time; write "from: earliest"');
  }, 60_000);

  test('SCRAM over TLS with PEM reads a topic, and no secret is in what is drawn, said, kept or logged', async () => {
    const said: string[] = [];
    const publisher = {
      display: (display: unknown) => void said.push(JSON.stringify(display)),
      update: (display: unknown) => void said.push(JSON.stringify(display)),
      stream: (_: unknown, text: string) => void said.push(text)
    };
    const own = session();
    const { secure, folder } = broker();
    const source = `{bootstrap: '${secure}', properties: tls.properties, topic: orders, from: earliest, until: now}`;
    const text = `${cellOf(source)}\nlimit: 120s\n---\nchart: clicks\n---\nexpect: clicks\nlost: 0\n---\nexport: clicks\nto: clicks.csv\n---\nhelp: clicks`;
    const setting = { session: own, publisher, signal: new AbortController().signal, cellId: 'a' };
    const { results, error, execution } = await runCell(text, setting);
    own.stopAll();
    expect(error).toBeNull();
    expect(results.find(({ kind }) => kind === 'verdict')).toMatchObject({
      records: { delivered: 200 },
      receipt: { lost: 0 }
    });
    const kept = filesIn(folder).filter(path => path.endsWith('.csv') || path.includes('.spillway'));
    expect(kept.length).toBeGreaterThanOrEqual(2);
    const all = [...said, JSON.stringify([results, execution, own.context.jobs.get('clicks')]), ...kept.map(textOf)];
    for (const secret of Object.values(secrets)) expect(all.filter(one => one.includes(secret))).toEqual([]);
    expect(said.join('')).toContain('Counted in topic orders by a client of its own, read_committed');
    expect(textOf(join(folder, 'clicks.csv'))).toContain('orders-0@199');
  }, 120_000);
});

const portOf = (server: Server): number => {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};
const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(path => join(folder, path))
    .filter(path => statSync(path).isFile());

/** A finished run is unpacked first: what is compressed would hide a secret. */
const textOf = (path: string): string => {
  const file = readFileSync(path);
  const end = file.indexOf('\n') + 1;
  const isPacked = file.subarray(end, end + 2).equals(Buffer.from([0x1f, 0x8b]));
  return isPacked ? String(file.subarray(0, end)) + String(gunzipSync(file.subarray(end))) : String(file);
};
