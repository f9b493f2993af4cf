import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openKafka } from '../../src/kafka/kafkajs-log.js';
import { LossyAnswers } from '../../src/kafka/lossy-answers.js';
import { bundled } from '../engine/local/bundled.js';
import { processesWith, untilNoneWith } from '../engine/local/processes.js';
import { drained, entries } from './contract.js';
import { loadOn } from './load.js';
import { bundledKeeper, onRealKafka, sharedBroker, startBroker } from './real-broker.js';

/** The promise: so long after its owner's end nothing of a broker is left, ms; this machine may be busy. */
const goneWithinMs = 4000;

onRealKafka('a broker of one’s own', () => {
  const broker = sharedBroker();

  test('lets nobody in without the credentials that were made for it, by either of its ports', async () => {
    const { connection } = broker();
    const [server = ''] = connection.servers;
    const controller = /controller\.quorum\.voters=1@(\S+)/.exec(propertiesOf(server))?.[1] ?? '';
    const wrong = { mechanism: 'plain', username: 'spillway', password: 'guessed' } as const;
    for (const address of [server, controller]) {
      const guessing = openKafka({ servers: [address], credentials: wrong, tls: null });
      await expect(guessing).rejects.toMatchObject({ code: 'not authenticated' });
    }
    const stranger = openKafka({ servers: [server], credentials: null, tls: null });
    const hint: unknown = expect.stringContaining('wants credentials');
    await expect(stranger).rejects.toMatchObject({ code: 'unreachable', message: hint });
  });

  test('keeps its password to itself: in no command line, in no output, in no file that others may read', () => {
    const [server = ''] = broker().connection.servers;
    const password = broker().connection.credentials?.password ?? '';
    expect(password.length).toBeGreaterThanOrEqual(32);
    expect(processesWith(password)).toEqual([]);
    const { folder } = filesOf(server);
    expect(readFileSync(join(folder, 'broker.log'), 'utf8')).not.toContain(password);
    expect(statSync(join(folder, 'server.properties')).mode & 0o077).toBe(0);
  });

  test('killed three times under load, it has lost nothing that it acknowledged', async () => {
    const log = await openKafka(broker().connection);
    await log.createTopic({ topic: 'killed', partitions: 1 });
    const load = await loadOn(log, 'killed');
    for (let times = 1; times <= 3; times += 1) {
      await load.more();
      await broker().kill();
      await broker().startAgain();
    }
    await load.more();
    await load.stop();
    const { texts } = await drained(log, 'killed');
    expect(texts).toEqual(load.acknowledged); // each once, and in order: the producer is idempotent
    await log.close();
  }, 180_000);

  test('a lost acknowledgement makes a duplicate, unless the producer is idempotent', async () => {
    const log = await openKafka(broker().connection);
    const sent = Array.from({ length: 60 }, (_, number) => `${number}`);
    const held = async (topic: string, idempotent: boolean) => {
      await log.createTopic({ topic, partitions: 1 });
      const answers = new LossyAnswers(everyTwentieth());
      const faulty = await openKafka({ ...broker().connection, sockets: answers.sockets });
      const producer = await faulty.producer({ acks: 'all', idempotent });
      for (const text of sent) await producer.send({ topic, partition: 0, entries: entries(text) });
      await faulty.close();
      return { texts: (await drained(log, topic)).texts, dropped: answers.count };
    };
    const careless = await held('careless', false);
    expect(careless.dropped).toBeGreaterThan(0);
    expect(careless.texts).toHaveLength(sent.length + careless.dropped);
    expect([...new Set(careless.texts)]).toEqual(sent);
    const careful = await held('careful', true);
    expect(careful.dropped).toBeGreaterThan(0);
    expect(careful.texts).toEqual(sent);
    await log.close();
  }, 60_000);

  test('records in a codec that cannot be read are an error, and not silence', async () => {
    const log = await openKafka(broker().connection);
    await log.createTopic({ topic: 'packed', partitions: 1, settings: { 'compression.type': 'zstd' } });
    const producer = await log.producer({ acks: 'all', idempotent: false });
    await producer.send({ topic: 'packed', partition: 0, entries: entries('a') });
    await expect(drained(log, 'packed')).rejects.toMatchObject({ code: 'unsupported codec' });
    await log.close();
  });
});

onRealKafka('the end of a broker', () => {
  test('when its owner is killed, broker, keeper and folder are gone', async () => {
    const [owner, keeper] = [await bundled('tests/kafka/owner-main.ts', 'broker-owner'), await bundledKeeper()];
    const folder = mkdtempSync(join(tmpdir(), 'spillway-broker-'));
    const child = spawn(process.execPath, [owner, keeper, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise(resolve => child.stdout.once('data', resolve));
    expect(processesWith(folder).length).toBeGreaterThanOrEqual(2);
    child.kill('SIGKILL');
    await untilNoneWith([folder, keeper], goneWithinMs);
    expect(existsSync(folder)).toBe(false);
  }, 120_000);

  test('when its keeper is killed, the owner ends the broker', async () => {
    const broker = await startBroker();
    const [server = ''] = broker.connection.servers;
    const { folder } = filesOf(server);
    process.kill(broker.keeperPid ?? NaN, 'SIGKILL');
    await untilNoneWith([folder], goneWithinMs);
    await expect(broker.kill()).rejects.toMatchObject({ name: 'BrokerError', code: 'ended' });
    await broker.stop();
    rmSync(dirname(dirname(folder)), { recursive: true, force: true }); // the keeper can no longer
  }, 120_000);
});

test('where nobody answers, that is said', async () => {
  const nowhere = openKafka({ servers: ['127.0.0.1:1'], credentials: null, tls: null });
  await expect(nowhere).rejects.toMatchObject({ code: 'unreachable' });
});

function everyTwentieth(): () => boolean {
  let asked = 0;
  return () => {
    asked += 1;
    return asked % 20 === 0;
  };
}

/** The broker that listens there, by its command line. */
function filesOf(server: string): { readonly folder: string } {
  const folders = processesWith('kafka.Kafka').map(
    ({ command }) => /kafka\.Kafka (.*)\/server\.properties/.exec(command)?.[1] ?? ''
  );
  const folder = folders.find(one => readFileSync(join(one, 'server.properties'), 'utf8').includes(server)) ?? '';
  return { folder };
}
const propertiesOf = (server: string): string =>
  readFileSync(join(filesOf(server).folder, 'server.properties'), 'utf8');
