/** One broker for all jobs of a kernel: lent, cleaned up behind each run, and never left behind, however the kernel ends. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { KernelKafka } from '../../../src/engine/local/kernel-kafka.js';
import { LocalRun, type Scripts } from '../../../src/engine/local/local-run.js';
import { openKafka } from '../../../src/kafka/kafkajs-log.js';
import { onRealKafka } from '../../kafka/real-broker.js';
import { count } from '../counting.js';
import { bundled, bundledScripts } from './bundled.js';
import { endlessKafkaJob, shortKafkaJob } from './kafka-jobs.js';
import { localWholeRun, noPace } from './local-whole-run.js';
import { processesWith, startNode, untilNoneWith } from './processes.js';

/** The promise: so long after the kernel's end nothing is left, ms; this machine may be busy. */
const goneWithinMs = 4000;
const quiet = (): void => undefined;

onRealKafka('the Kafka of a kernel', () => {
  let scripts: Scripts;
  let temporaryFolder: string;
  let kafka: KernelKafka;
  beforeAll(async () => {
    scripts = await bundledScripts();
  });
  beforeEach(() => {
    temporaryFolder = mkdtempSync(join(tmpdir(), 'spillway-kernel-'));
    kafka = new KernelKafka({ keeper: scripts.keeper, temporaryFolder });
  });
  afterEach(async () => {
    await kafka.stop();
    await untilNoneWith([temporaryFolder], goneWithinMs);
    while (readdirSync(temporaryFolder).length > 0) await new Promise(setImmediate); // whoever hears last of an end takes its folder away
    rmSync(temporaryFolder, { recursive: true });
  });
  const brokers = () => processesWith(temporaryFolder).filter(({ command }) => command.includes('kafka.Kafka '));

  test('is one for jobs beside and after each other, and holds nothing of a run that is over', async () => {
    const setting = { baseFolder: temporaryFolder, temporaryFolder, kafka };
    const live = new LocalRun(endlessKafkaJob, 1, { ...setting, scripts });
    expect(await live.toSteady(noPace)).toBe('reached');
    const traces = await Promise.all(
      [1, 2].map(seed => localWholeRun({ ...shortKafkaJob, name: `job ${seed}` }, scripts, setting))
    );
    expect(brokers()).toHaveLength(1);
    for (const trace of traces) {
      expect([trace.ended, count(trace).accepted.length, count(trace).lost]).toEqual(['drained', 100, []]);
    }
    const topics = traces.map(({ topicRead }) => topicRead?.topic ?? '');
    expect(new Set(topics).size).toBe(2);
    const log = await openKafka((await kafka.lend(quiet)).connection);
    const isGone = (topic: string): Promise<boolean> => log.bounds(topic).then(() => false, ({ code }) => code === 'no such topic'); // prettier-ignore
    for (const topic of topics) while (!(await isGone(topic))); // its supervisor ends beside this
    await log.close();
    live.stop();
  }, 240_000);

  test('is another one when its keeper has been killed', async () => {
    const first = await kafka.lend(quiet);
    const [keeper] = processesWith(scripts.keeper);
    process.kill(keeper?.pid ?? NaN, 'SIGKILL');
    await untilNoneWith([temporaryFolder, scripts.keeper], goneWithinMs);
    const told: string[] = [];
    const second = await kafka.lend(progress => void told.push(progress));
    expect(second).not.toBe(first);
    expect(brokers()).toHaveLength(1);
    expect(told).toContain('starting a Kafka broker');
  }, 240_000);

  test('is gone soon after the kernel is killed', async () => {
    const kernel = await bundled('tests/engine/local/kernel-kafka-main.ts', 'kernel-kafka');
    const { child, says } = startNode([kernel, scripts.supervisor, scripts.process, scripts.keeper, temporaryFolder]);
    await says('steady');
    expect(brokers()).toHaveLength(1);
    child.kill('SIGKILL');
    await untilNoneWith([temporaryFolder, kernel, scripts.supervisor, scripts.process, scripts.keeper], goneWithinMs);
  }, 240_000);
});
