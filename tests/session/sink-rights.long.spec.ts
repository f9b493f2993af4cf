/** A job that may read a user's topic and not write its output, or not commit, is told so under the line that it is about, before anything starts. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { localEngine } from '../../src/engine/local/local-engine.js';
import { openKafka } from '../../src/kafka/kafkajs-log.js';
import type { RecordLog } from '../../src/kafka/record-log.js';
import { bundledScripts } from '../engine/local/bundled.js';
import { writeClientFiles } from '../kafka/client-files.js';
import { entries } from '../kafka/contract.js';
import { grantGuest, setBroker, type Right } from '../kafka/administrator.js';
import { onRealKafka } from '../kafka/real-broker.js';
import { secrets, securedBroker } from '../kafka/secured-broker.js';
import { Notebook, textOf, verdictOf, type Played } from './notebook.js';

/** Each asks the broker again, which takes some tens of ms. */
const triesMax = 100;

onRealKafka('a job without a right on a user’s Kafka', () => {
  const broker = securedBroker();
  let log: RecordLog;
  let notebook: Notebook;

  beforeAll(async () => {
    const scripts = await bundledScripts();
    const { folder, owner } = broker();
    writeClientFiles(folder);
    log = await openKafka(owner);
    await log.createTopic({ topic: 'orders', partitions: 1 });
    const producer = await log.producer({ acks: 'all', idempotent: true });
    const texts = Array.from({ length: 200 }, (_, index) => JSON.stringify({ page: 'home', seconds: index }));
    await producer.send({ topic: 'orders', partition: 0, entries: entries(...texts) });
    const opened = await Notebook.open(folder);
    const local = localEngine({ baseFolder: folder, scripts });
    notebook = opened.with({ engines: { ...opened.session.parts.engines, local } });
    await grantGuest(broker(), [{ resource: 'TOPIC', operations: ['READ'], prefix: 'orders' }]);
  }, 60_000);
  afterAll(async () => {
    notebook.session.stopAll();
    await log.close();
  });

  const job = (how: string, properties = 'guest'): string =>
    [
      'job: clicks',
      'engine: local',
      'limit: 120s',
      'batchInterval: 200ms',
      `source: {kafka: {bootstrap: '${broker().plain}', properties: ${properties}.properties, topic: orders, from: earliest, until: now}}`,
      how
    ].join('\n');
  const direct = 'consumer: direct\nsink: {kafka: output, kind: transactional}';
  const receiver = 'consumer: reliable receiver\nsink: {kafka: output, kind: append}';
  const ours = async (): Promise<readonly string[]> =>
    [...(await log.topics()), ...(await log.groups())].filter(name => name.startsWith('spillway-'));

  /** A broker hears of new rights in a moment: until then it says what it said before. */
  async function refusal(text: string, words: string): Promise<Played> {
    for (let tries = 1; ; tries += 1) {
      const played = await notebook.cell(text);
      if (played.error === null || played.error.message.includes(words) || tries === triesMax) return played;
    }
  }
  async function refused(how: string, words: string): Promise<string> {
    const { error } = await refusal(job(how), words);
    expect(error?.message).toContain(words);
    expect(error).toMatchObject({ kind: 'wrong input', name: 'KafkaError' });
    expect(error?.message).toMatch(/does not permit this user .+: ask for that right, or name another user/);
    for (const secret of Object.values(secrets)) expect(error?.details.join('\n')).not.toContain(secret);
    expect([notebook.session.jobs.size, await ours()]).toEqual([0, []]);
    return error?.details[0] ?? '';
  }
  const prefix = 'spillway-clicks-';
  const grant = (...rights: readonly Right[]): Promise<void> => grantGuest(broker(), rights);

  test('of its group: neither to ask nor to commit', async () => {
    expect(await refused(direct, 'asking what group spillway-clicks-')).toContain('line 5: source');
    expect(await refused(receiver, 'committing offsets as group spillway-clicks-')).toContain('line 5: source');
    await grant({ resource: 'GROUP', operations: ['READ'], prefix });
  }, 30_000);

  test.each<readonly [string, string, string, Right]>([
    ['to create', receiver, 'creating topic', { resource: 'TOPIC', operations: ['CREATE'], prefix }],
    ['to write', receiver, 'writing to topic', { resource: 'TOPIC', operations: ['WRITE'], prefix }],
    ['to read', receiver, 'reading topic', { resource: 'TOPIC', operations: ['READ'], prefix }],
    [
      'of transactions',
      direct,
      'writing in transactions',
      { resource: 'TRANSACTIONAL_ID', operations: ['WRITE'], prefix }
    ]
  ])(
    'of its output: %s',
    async (_, how, words, missing) => {
      expect(await refused(how, `${words} `)).toContain('line 7: sink');
      await grant(missing);
    },
    30_000
  );

  test('with these rights, and no other, it runs to its end', async () => {
    await refusal(job(direct), 'nothing any more');
    const chart = await notebook.ok('chart: clicks');
    expect(verdictOf(chart)).toMatchObject({ records: { delivered: 200 }, receipt: { lost: 0 }, output: { lost: 0 } });
    expect(textOf(chart.displays)).toMatch(/Counted in topic spillway-clicks-[0-9a-f]{12}-output/);
  }, 120_000);

  test('whatever codec the cluster has its topics written in, the output can be read', async () => {
    await setBroker(broker(), 'compression.type', 'zstd');
    await notebook.ok(job(direct, 'owner'));
    expect(verdictOf(await notebook.ok('chart: clicks'))).toMatchObject({ output: { lost: 0 } });
  }, 120_000);
});
