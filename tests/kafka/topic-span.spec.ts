/** What of a topic is read, said in the words of a cell and found in the topic as it is. */
import { beforeEach, expect, test } from '@jest/globals';
import { EmbeddedLog } from '../../src/kafka/embedded-log.js';
import { EmbeddedStore } from '../../src/kafka/embedded-store.js';
import { spanOf, type WantedSpan } from '../../src/kafka/topic-span.js';
import { entries } from './contract.js';

const topic = 'orders';
const startMs = 1_700_000_000_000;
let log: EmbeddedLog;

beforeEach(async () => {
  let clockMs = startMs;
  log = new EmbeddedLog(new EmbeddedStore(() => clockMs));
  await log.createTopic({ topic, partitions: 2 });
  const producer = await log.producer({ acks: 'all', idempotent: true });
  for (const [partition, texts] of [['a', 'b', 'c'], ['d']].entries()) {
    for (const text of texts) {
      await producer.send({ topic, partition, entries: entries(text) });
      clockMs += 1000;
    }
  }
});

const begins = async (begin: WantedSpan['begin']) => [...(await spanOf(log, { topic, begin, end: 'never' })).begin];
const offsets = (...all: readonly (readonly [number, bigint])[]) => ({ offsets: new Map(all) });

test('begins at the earliest, at the latest, at a time, or at offsets; a partition that is not named begins at its end', async () => {
  expect(await begins('earliest')).toEqual([[0, 0n], [1, 0n]]); // prettier-ignore
  expect(await begins('latest')).toEqual([[0, 3n], [1, 1n]]); // prettier-ignore
  expect(await begins({ timeMs: startMs + 1500 })).toEqual([[0, 2n], [1, 0n]]); // prettier-ignore
  expect(await begins(offsets([0, 1n]))).toEqual([[0, 1n], [1, 1n]]); // prettier-ignore
});

test('ends where the topic ends when it is asked, after so many records, after a time, or never', async () => {
  const ends = async (end: WantedSpan['end']) => (await spanOf(log, { topic, begin: 'earliest', end })).end;
  expect(await ends('now')).toEqual({ kind: 'offsets', offsets: new Map([[0, 3n], [1, 1n]]) }); // prettier-ignore
  expect(await ends({ records: 2 })).toEqual({ kind: 'records', records: 2 });
  expect(await ends({ ms: 3000 })).toEqual({ kind: 'time', ms: 3000 });
  expect(await ends('never')).toEqual({ kind: 'open' });
});

test.each<readonly [string, WantedSpan['begin'], string]>([
  ['a partition that is not there', offsets([2, 0n]), 'has no partition 2: they are 0 to 1'],
  ['an offset that is not there', offsets([0, 4n]), 'holds the offsets 0 to 3, and "from" names 4'],
  ['the end', 'latest', 'holds no record from there on until now'],
  ['a time to come', { timeMs: startMs + 60_000 }, 'write "from: earliest", or leave "until: now" out']
])('from %s until now there is nothing to read, and that is said', async (_, begin, words) => {
  await expect(spanOf(log, { topic, begin, end: 'now' })).rejects.toThrow(words);
});

test('of an empty topic too; what comes can be read', async () => {
  await log.createTopic({ topic: 'empty', partitions: 1 });
  const empty = { topic: 'empty', begin: 'earliest' } as const;
  await expect(spanOf(log, { ...empty, end: 'now' })).rejects.toThrow(
    'holds no record now, so there is nothing to read'
  );
  expect((await spanOf(log, { ...empty, end: 'never' })).end).toEqual({ kind: 'open' });
});
