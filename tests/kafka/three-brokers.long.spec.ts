/** Three brokers of one's own: real processes, three copies of each record, and an end that leaves none behind. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openKafka } from '../../src/kafka/kafkajs-log.js';
import { bundled } from '../engine/local/bundled.js';
import { processesWith, untilNoneWith } from '../engine/local/processes.js';
import { drained, entries } from './contract.js';
import { loadOn } from './load.js';
import { bundledKeeper, onRealKafka, sharedBroker } from './real-broker.js';

/** The promise: so long after its owner's end nothing of a broker is left, ms; this machine may be busy. */
const goneWithinMs = 4000;
const texts = (count: number): readonly string[] => Array.from({ length: count }, (_, number) => `${number}`);

onRealKafka('three brokers of one’s own', () => {
  const kafka = sharedBroker(3);

  test('are reached by three addresses, and none of them lets a stranger in', async () => {
    const { servers } = kafka().connection;
    expect(new Set(servers).size).toBe(3);
    const wrong = { mechanism: 'plain', username: 'spillway', password: 'guessed' } as const;
    for (const server of servers) {
      const guessing = openKafka({ servers: [server], credentials: wrong, tls: null });
      await expect(guessing).rejects.toMatchObject({ code: 'not authenticated' });
    }
  });

  test('each killed once under load, they have lost nothing that was acknowledged by all', async () => {
    const log = await openKafka(kafka().connection);
    await log.createTopic({ topic: 'killed', partitions: 1, settings: { 'min.insync.replicas': '2' } });
    const load = await loadOn(log, 'killed');
    for (const broker of [1, 2, 3]) {
      await load.more();
      await kafka().kill(broker);
      await load.more(); // while it is down
      await kafka().startAgain(broker);
    }
    await load.more();
    await load.stop();
    expect((await drained(log, 'killed')).texts).toEqual(load.acknowledged); // each once, and in order: the producer is idempotent
    await log.close();
  }, 240_000);

  test('take transactions while one of them is dead', async () => {
    const log = await openKafka(kafka().connection);
    await log.createTopic({ topic: 'paid', partitions: 1 });
    const producer = await log.transactions('till');
    for (const killed of [null, 1]) {
      if (killed !== null) await kafka().kill(killed);
      const transaction = await producer.begin();
      await transaction.send({ topic: 'paid', partition: 0, entries: entries(...texts(2)) });
      await transaction.commit();
    }
    await kafka().startAgain(1);
    const fresh = await openKafka(kafka().connection);
    expect((await drained(fresh, 'paid')).texts).toEqual([...texts(2), ...texts(2)]);
    await Promise.all([log.close(), fresh.close()]);
  }, 120_000);
});

onRealKafka('the end of three brokers', () => {
  test('when their owner is killed, brokers, controller, keeper and folder are gone', async () => {
    const [owner, keeper] = [await bundled('tests/kafka/owner-main.ts', 'broker-owner'), await bundledKeeper()];
    const folder = mkdtempSync(join(tmpdir(), 'spillway-broker-'));
    const child = spawn(process.execPath, [owner, keeper, folder, '3'], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise(resolve => child.stdout.once('data', resolve));
    const nodes = processesWith(folder).filter(({ command }) => command.includes('kafka.Kafka '));
    expect(nodes).toHaveLength(4);
    process.kill(nodes[0]?.pid ?? NaN, 'SIGSTOP'); // one that stands still goes too
    child.kill('SIGKILL');
    await untilNoneWith([folder, keeper], goneWithinMs);
    expect(existsSync(folder)).toBe(false);
  }, 120_000);
});
