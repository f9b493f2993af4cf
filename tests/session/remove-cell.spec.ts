/** The cell `remove`, on a log in memory in a cluster's place. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { EmbeddedLog } from '../../src/kafka/embedded-log.js';
import { EmbeddedStore } from '../../src/kafka/embedded-store.js';
import { LogError } from '../../src/kafka/log-error.js';
import type { RecordLog } from '../../src/kafka/record-log.js';
import { entries } from '../kafka/contract.js';
import { after } from '../language/notebook.js';
import { Notebook, textOf } from './notebook.js';

const runs = ['spillway-clicks-0123456789ab', 'spillway-clicks-ba9876543210', 'spillway-other-0123456789ab'];
const [first = '', second = '', other = ''] = runs;
const at = "kafka: {bootstrap: 'broker:9092'}";
const longAgoMs = 3_600_000;

let plain: Notebook;
let log: RecordLog;
let notebook: Notebook;
let clockMs = (): number => Date.now() - longAgoMs;

beforeEach(async () => {
  clockMs = () => Date.now() - longAgoMs;
  const store = new EmbeddedStore(() => clockMs());
  log = new EmbeddedLog(store);
  const producer = await log.producer({ acks: 'all', idempotent: true });
  for (const topic of ['orders', ...runs.map(run => `${run}-output`)]) {
    await log.createTopic({ topic, partitions: 1 });
    await producer.send({ topic, partition: 0, entries: entries('a', 'b') });
  }
  for (const group of ['mine', `${first}-output`]) {
    await log.commit({ group, topic: 'orders', offsets: new Map([[0, 1n]]) });
  }
  plain = await Notebook.open();
  notebook = plain.with({ openKafka: () => Promise.resolve(new EmbeddedLog(store)) });
});
afterEach(() => plain.remove());

const topics = async () => [...(await log.topics())].sort();
const all = ['orders', ...runs.map(run => `${run}-output`)].sort();

test('it lists what it would take, takes nothing, and gives the cell that does', async () => {
  const { displays, results } = await notebook.ok(`remove: clicks\n${at}`);
  const text = textOf(displays);
  expect(text).toContain('2 topics and 1 group left at broker:9092, by runs of clicks');
  expect(text).toContain(`${first}-output`);
  expect(text).toContain('confirm: true');
  expect(text).not.toContain(other);
  expect(results).toEqual([expect.objectContaining({ kind: 'removal', kafka: 'broker:9092', job: 'clicks' })]);
  expect(await topics()).toEqual(all);
});

test('with "confirm: true" it takes away what runs of that job have left, and says so; all else stays', async () => {
  const { displays } = await notebook.ok(`remove: clicks\n${at}\nconfirm: true`);
  expect(textOf(displays)).toContain('2 topics and 1 group removed at broker:9092');
  expect(await topics()).toEqual(['orders', `${other}-output`]);
  expect(await log.groups()).toEqual(['mine']);
  expect(textOf((await notebook.ok(`remove: clicks\n${at}`)).displays)).toContain('Nothing is left');
});

test('of one topic alone, and of every job', async () => {
  await notebook.ok(`remove: clicks\n${at}\ntopics: [${second}-output]\nconfirm: true`);
  expect(await topics()).toEqual(all.filter(topic => topic !== `${second}-output`));
  await notebook.ok(`remove: all\n${at}\nconfirm: true`);
  expect(await topics()).toEqual(['orders']);
});

test('a topic that is not there is said, and nothing is taken away', async () => {
  const { error } = await notebook.cell(
    `remove: clicks\n${at}\ntopics: [${first}-output, ${first}-outptu]\nconfirm: true`
  );
  expect(error).toMatchObject({ kind: 'wrong input', name: 'UnknownTopic' });
  expect(error?.details.join('\n')).toContain(`there is no topic ${first}-outptu at broker:9092`);
  expect(await topics()).toEqual(all);
});

test('what was written a moment ago stays, unless its run was this notebook’s and is over', async () => {
  clockMs = Date.now;
  const producer = await log.producer({ acks: 'all', idempotent: true });
  for (const run of [first, second])
    await producer.send({ topic: `${run}-output`, partition: 0, entries: entries('c') });
  notebook.session.over.add(`${first}-output`);
  const { error, displays, results } = await notebook.cell(`remove: clicks\n${at}\nconfirm: true`);
  expect(error).toMatchObject({ kind: 'not judged', name: 'NotRemoved' });
  expect(error?.message).toContain('was written to less than 60 s ago');
  expect(textOf(displays)).toContain('1 topic and 1 group removed, 1 topic and 0 groups not removed');
  expect(results).toHaveLength(1);
  expect(await topics()).toEqual(all.filter(topic => topic !== `${first}-output`));
});

test('the output of one job that another job of the notebook reads stays', async () => {
  const source = `{kafka: {bootstrap: 'elsewhere:9092', topic: ${second}-output}}`;
  notebook.session.context = after(`job: reader\nengine: local\nsource: ${source}`);
  const { error } = await notebook.cell(`remove: clicks\n${at}\nconfirm: true`);
  expect(error?.message).toContain('"reader" reads it');
  expect(await topics()).toEqual(all.filter(topic => topic !== `${first}-output`));
});

test('while a job still runs on a user’s Kafka nothing of it is taken away', async () => {
  await notebook.ok('job: clicks\nengine: simulated');
  const running = notebook.session.jobs.get('clicks');
  if (running === undefined) throw new Error('the job does not run');
  const kafka = { from: 'kafka', bootstrap: 'broker:9092', topic: 'orders', properties: null, brokers: 1 } as const;
  const { job } = running.definition;
  const source = { ...job.source, content: { ...kafka, begin: 'latest', end: null } };
  const definition = { ...running.definition, job: { ...job, source } };
  notebook.session.jobs.set('clicks', { ...running, definition });
  for (const whose of ['clicks', 'all']) {
    const { error } = await notebook.cell(`remove: ${whose}\n${at}\nconfirm: true`);
    expect(error).toMatchObject({ kind: 'wrong input', name: 'JobIsRunning' });
    expect(error?.details).toEqual([
      `line 1: remove: ${whose}`,
      expect.stringMatching(/^ +\^+$/),
      '"clicks" still runs, so what it has made stays; write "stop: clicks" first'
    ]);
  }
  expect(await topics()).toEqual(all);
  await notebook.ok(`remove: other\n${at}\nconfirm: true`);
});

test.each([
  ['unreachable', 'line 2: kafka'],
  ['not authenticated', 'line 2: kafka'],
  ['not permitted', 'line 1: remove']
] as const)('what is wrong with the cluster stands under its line: %s', async (code, line) => {
  const closed = plain.with({ openKafka: () => Promise.reject(new LogError(code, 'check this')) });
  const { error } = await closed.cell(`remove: clicks\n${at}`);
  expect(error).toMatchObject({ kind: 'wrong input', name: 'KafkaError' });
  expect(error?.details[0]).toContain(line);
  expect(error?.details.at(-1)).toBe('check this');
});
