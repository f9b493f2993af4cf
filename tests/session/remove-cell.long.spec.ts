/** What a job has left on a user's real Kafka goes when a cell asks for it; nothing else does, and who may not remove hears so. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { localEngine } from '../../src/engine/local/local-engine.js';
import type { Scripts } from '../../src/engine/local/local-run.js';
import { openKafka } from '../../src/kafka/kafkajs-log.js';
import type { RecordLog } from '../../src/kafka/record-log.js';
import { bundledScripts } from '../engine/local/bundled.js';
import { writeClientFiles } from '../kafka/client-files.js';
import { entries } from '../kafka/contract.js';
import { grantGuest } from '../kafka/administrator.js';
import { onRealKafka } from '../kafka/real-broker.js';
import { secrets, securedBroker } from '../kafka/secured-broker.js';
import { Notebook, textOf } from './notebook.js';

onRealKafka('remove, on a real Kafka', () => {
  const broker = securedBroker();
  let scripts: Scripts;
  let log: RecordLog;
  let notebook: Notebook;

  beforeAll(async () => {
    scripts = await bundledScripts();
    const { folder, owner } = broker();
    writeClientFiles(folder);
    log = await openKafka(owner);
    await log.createTopic({ topic: 'orders', partitions: 2 });
    const producer = await log.producer({ acks: 'all', idempotent: true });
    for (const partition of [0, 1]) {
      const texts = Array.from({ length: 100 }, (_, index) => JSON.stringify({ page: 'home', seconds: index }));
      await producer.send({ topic: 'orders', partition, entries: entries(...texts) });
    }
    await log.commit({ group: 'mine', topic: 'orders', offsets: new Map([[0, 7n]]) });
    const local = localEngine({ baseFolder: folder, scripts });
    const opened = await Notebook.open(folder);
    notebook = opened.with({ engines: { ...opened.session.parts.engines, local } });
  }, 60_000);
  afterAll(async () => {
    notebook.session.stopAll();
    await log.close();
  });

  const source = (): string =>
    `{kafka: {bootstrap: '${broker().plain}', properties: owner.properties, topic: orders, from: earliest, until: now}}`;
  const job = (name: string, rest: string): string =>
    `job: ${name}\nengine: local\nlimit: 120s\nbatchInterval: 200ms\nsource: ${source()}\n${rest}`;
  const ours = async (): Promise<readonly string[]> =>
    [...(await log.topics()), ...(await log.groups())].filter(name => name.startsWith('spillway-'));
  const guest = (): string => `kafka: {bootstrap: '${broker().plain}', properties: guest.properties}`;

  test('what two jobs have left is listed and removed, each by itself; source, groups and topics of others are as they were', async () => {
    const before = await log.bounds('orders');
    const sink = 'sink: {kafka: output, kind: transactional}';
    await notebook.ok(`${job('clicks', `consumer: direct\ncheckpoint: true\n${sink}`)}\n---\nchart: clicks`);
    await notebook.ok(`${job('blocks', `configuration: reliable-wal\n${sink}`)}\n---\nchart: blocks`);
    const left = await ours();
    const [output] = left.filter(name => /^spillway-clicks-[0-9a-f]{12}-output$/.test(name));
    expect(output).toBeDefined();
    expect(left.some(name => /^spillway-blocks-[0-9a-f]{12}-output-.+/.test(name))).toBe(true); // a group for each block

    expect(textOf((await notebook.ok('remove: clicks')).displays)).toContain(output);
    expect(await ours()).toEqual(left);
    const another = await notebook.restart(); // it knows from the archive that the run is over
    const owner = `kafka: {bootstrap: '${broker().plain}', properties: owner.properties}`;
    await another.ok(`remove: clicks\n${owner}\nconfirm: true`);
    await untilSeen(async () => !(await ours()).some(name => name.includes('clicks')));
    expect((await ours()).length).toBeGreaterThan(0);
    const { displays } = await notebook.ok(`remove: all\n${owner}\nconfirm: true`);
    expect(textOf(displays)).toMatch(/^1 topic and \d+ groups removed at /);
    await untilSeen(async () => (await ours()).length === 0);
    expect(await log.bounds('orders')).toEqual(before);
    expect(await log.committed('mine', 'orders')).toEqual(new Map([[0, 7n]]));
  }, 240_000);

  test('who may look and not remove hears what is still there, and why; no secret is said', async () => {
    const [topic, group] = ['spillway-guests-0123456789ab-output', 'spillway-guests-0123456789ab-output'];
    await log.createTopic({ topic, partitions: 1 });
    await log.commit({ group, topic, offsets: new Map([[0, 1n]]) });
    const prefix = 'spillway-guests';
    await grantGuest(broker(), [
      { resource: 'TOPIC', operations: ['DESCRIBE'], prefix },
      { resource: 'GROUP', operations: ['DESCRIBE'], prefix }
    ]);
    await untilSeen(async () => textOf((await notebook.ok(`remove: guests\n${guest()}`)).displays).includes(topic));
    const { error, displays } = await notebook.cell(`remove: guests\n${guest()}\nconfirm: true`);
    expect(error).toMatchObject({ kind: 'not judged', name: 'NotRemoved' });
    expect(error?.message).toContain('does not permit this user removing topic');
    const text = textOf(displays);
    expect(text).toContain('not removed');
    for (const secret of Object.values(secrets)) expect(text + String(error?.message)).not.toContain(secret);
    expect(await ours()).toEqual([topic, group]);

    await grantGuest(broker(), [{ resource: 'TOPIC', operations: ['DELETE'], prefix }]);
    await untilSeen(async () => {
      await notebook.cell(`remove: guests\n${guest()}\nconfirm: true`);
      return !(await log.topics()).includes(topic);
    });
    await notebook.ok(
      `remove: guests\nkafka: {bootstrap: '${broker().plain}', properties: owner.properties}\nconfirm: true`
    );
    await untilSeen(async () => (await ours()).length === 0);
  }, 60_000);
});

/** A broker hears of new rights, and of what another one has taken away, in a moment. */
async function untilSeen(look: () => Promise<boolean>): Promise<void> {
  while (!(await look()));
}
