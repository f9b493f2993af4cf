/** A topic that others write, played in real time on the embedded log: what a job is given of it, and what is done to it. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { topicFeed } from '../../../src/engine/local/topic-feed.js';
import { TopicReading } from '../../../src/engine/local/topic-reading.js';
import { topicSource } from '../../../src/engine/local/topic-source.js';
import { EmbeddedLog } from '../../../src/kafka/embedded-log.js';
import { EmbeddedStore } from '../../../src/kafka/embedded-store.js';
import type { NewEntry, RecordLog } from '../../../src/kafka/record-log.js';
import { spanOf, type WantedSpan } from '../../../src/kafka/topic-span.js';
import { LogStage, type Asking } from './log-stage.js';

const topic = 'orders';
const group = 'spillway-orders-1';
const entries = (...texts: readonly string[]): readonly NewEntry[] =>
  texts.map(text => ({ key: null, value: Buffer.from(text) }));

describe('a topic that others write', () => {
  let nowMs: number;
  let log: RecordLog;
  let stage: LogStage;
  let learned: string[];
  const write = async (partition: number, ...texts: readonly string[]): Promise<void> => {
    const producer = await log.producer({ acks: 'all', idempotent: false });
    await producer.send({ topic, partition, entries: entries(...texts) });
  };
  const aborted = async (partition: number, ...texts: readonly string[]): Promise<void> => {
    const transaction = await (await log.transactions('somebody')).begin();
    await transaction.send({ topic, partition, entries: entries(...texts) });
    await transaction.abort();
  };

  beforeEach(async () => {
    nowMs = 1000;
    log = new EmbeddedLog(new EmbeddedStore(() => (nowMs += 1)));
    await log.createTopic({ topic, partitions: 2 });
    stage = new LogStage();
    learned = [];
  });
  afterEach(() => stage.end());

  async function read(
    span: Partial<WantedSpan>,
    ratePerSecond = 1e6
  ): Promise<{ reading: TopicReading; ask: Asking; feed: Asking }> {
    const wanted = { topic, begin: 'earliest', end: 'now', ...span } as const;
    const reading = new TopicReading({
      ...{ log, verifier: log, topic, group, ratePerSecond },
      span: await spanOf(log, wanted),
      learn: texts => void learned.push(...texts)
    });
    const ask = stage.start('source', topicSource(reading));
    return { reading, ask, feed: stage.start('producer', topicFeed(reading)) };
  }
  const stopped = (): Promise<void> => stage.until(() => stage.seen.some(({ kind }) => kind === 'state'));

  test('is handed on with all its partitions, the oldest first, and ends where it ended when it was asked', async () => {
    await write(0, 'a');
    await write(1, 'b', 'c');
    await write(0, 'd');
    const { ask, reading } = await read({});
    await stopped();
    await write(0, 'later');
    expect(await ask('fetch', { from: 0, until: 10, waitMs: 0 })).toEqual(
      ['a', 'b', 'c', 'd'].map((text, id) => ({ id, text }))
    );
    expect(learned).toEqual(['a', 'b', 'c', 'd']);
    expect(reading.places.between(0, 4)).toEqual([
      { partition: 0, offset: 0n },
      { partition: 1, offset: 0n },
      { partition: 1, offset: 1n },
      { partition: 0, offset: 1n }
    ]);
  });

  test('what is accepted is what a reader of committed records sees: aborted ones and markers are passed over', async () => {
    await write(0, 'a');
    await aborted(0, 'never');
    await write(0, 'b');
    const { ask, reading } = await read({});
    await stopped();
    expect(await ask('latest', null)).toBe(2);
    expect(await ask('fetch', { from: 1, until: 2, waitMs: 0 })).toEqual([{ id: 1, text: 'b' }]);
    expect(reading.places.between(0, 2).map(({ offset }) => offset)).toEqual([0n, 3n]);
    expect(
      stage.seen.filter(({ kind }) => kind === 'accepted').flatMap(seen => ('records' in seen ? seen.records : []))
    ).toEqual([0, 1]);
  });

  test('a commit names the next offset of each partition; a group of this run alone has it, and it is found again', async () => {
    await write(0, 'a', 'b');
    await write(1, 'c', 'd');
    const { ask } = await read({});
    await stopped();
    expect(await ask('committed', null)).toEqual({ offset: null });
    await ask('commit', { offset: 3 });
    expect(await log.committed(group, topic)).toEqual(new Map([[0, 2n], [1, 1n]])); // prettier-ignore
    expect(await ask('committed', null)).toEqual({ offset: 3 });
    expect(stage.passed.flatMap(({ step, about }) => (step === 'settle' ? [about.range] : []))).toEqual([
      { from: 0, until: 3 }
    ]);
  });

  test('begins after a time and ends after so many records', async () => {
    await write(0, 'a', 'b');
    const timeMs = nowMs + 1;
    await write(0, 'c', 'd', 'e');
    await read({ begin: { timeMs }, end: { records: 2 } });
    await stopped();
    expect(learned).toEqual(['c', 'd']);
  });

  test('begins at the offsets that are named, and at the end of a partition that is not', async () => {
    await write(0, 'a', 'b');
    await write(1, 'c');
    await read({ begin: { offsets: new Map([[0, 1n]]) } });
    await stopped();
    expect(learned).toEqual(['b']);
  });

  test.each([
    ['a partition that is not there', new Map([[7, 0n]]), 'no such topic', 'they are 0 to 1'],
    ['an offset that is not there', new Map([[0, 9n]]), 'out of range', 'holds the offsets 0 to 1']
  ])('%s to begin at is said, with what there is', async (_, offsets, code, words) => {
    await write(0, 'a');
    const asking = spanOf(log, { topic, begin: { offsets }, end: 'never' });
    await expect(asking).rejects.toMatchObject({ code, message: expect.stringContaining(words) });
  });

  test('goes on with what comes, until it is told to stop; a commit before it is read says nothing', async () => {
    const { feed } = await read({ begin: 'latest', end: 'never' });
    await write(1, 'now');
    await stage.until(() => learned.length === 1);
    await write(0, 'and then');
    await stage.until(() => learned.length === 2);
    await feed('stopSending', null);
    await stopped();
    expect(learned).toEqual(['now', 'and then']);
  });

  test('one that has an end of its own goes on to it, whoever says stop', async () => {
    const { feed, reading } = await read({ end: { records: 2 } });
    expect(reading.leftMs(0)).toBeCloseTo(0.002);
    await feed('stopSending', null);
    await write(0, 'a', 'b', 'c');
    await stopped();
    expect(learned).toEqual(['a', 'b']);
  });

  test('ends when its time is over', async () => {
    await write(0, 'a');
    let turnsMs = 0;
    stage.clock = () => (turnsMs += 5);
    const { reading } = await read({ end: { ms: 200 } }, 100);
    await stopped();
    expect(learned).toEqual(['a']);
    expect(reading.leftMs((reading.begunAtMs ?? NaN) + 30)).toBe(170);
  });

  test('a rate holds it back: what is not yet due is not handed on', async () => {
    await write(0, ...Array.from({ length: 50 }, (_, index) => String(index)));
    const { ask } = await read({}, 0.001);
    await stage.until(() => stage.passed.length >= 0 && stage.seen.length === 0);
    expect(await ask('latest', null)).toBe(0);
  });
});
