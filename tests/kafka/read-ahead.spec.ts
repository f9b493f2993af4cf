import { expect, test } from '@jest/globals';
import { EmbeddedLog } from '../../src/kafka/embedded-log.js';
import { EmbeddedStore } from '../../src/kafka/embedded-store.js';
import { ReadAhead } from '../../src/kafka/read-ahead.js';
import type { Reading } from '../../src/kafka/record-log.js';
import { entries } from './contract.js';

const topic = 'clicks';
const place = { topic, partition: 0, isolation: 'committed', waitMs: 1000, maxBytes: 4 } as const;

async function stage() {
  const log = new EmbeddedLog(new EmbeddedStore(Date.now));
  await log.createTopic({ topic, partitions: 1 });
  const producer = await log.producer({ acks: 'all', idempotent: false });
  const asked: bigint[] = [];
  const ahead = new ReadAhead({
    read: (reading: Reading) => {
      asked.push(reading.from);
      return log.read(reading);
    }
  });
  const send = (...texts: string[]) => producer.send({ topic, partition: 0, entries: entries(...texts) });
  const texts = async (from: bigint, until: bigint) =>
    (await ahead.between(place, from, until)).map(({ value }) => String(value));
  return { log, asked, send, texts };
}

test('a page is fetched once, though it is asked for in small parts', async () => {
  const { asked, send, texts } = await stage();
  await send('a', 'b', 'c', 'd', 'e', 'f');
  expect([await texts(0n, 2n), await texts(2n, 3n), await texts(3n, 6n)]).toEqual([['a', 'b'], ['c'], ['d', 'e', 'f']]);
  expect(asked).toEqual([0n, 4n]); // four bytes a page
});

test('what lies before it, or is not there yet, is asked for', async () => {
  const { asked, send, texts } = await stage();
  await send('a', 'b', 'c');
  expect(await texts(2n, 3n)).toEqual(['c']);
  expect(await texts(0n, 3n)).toEqual(['a', 'b', 'c']);
  const waiting = texts(3n, 4n);
  await send('d');
  expect(await waiting).toEqual(['d']);
  expect(asked).toEqual([2n, 0n, 3n]);
});

test('offsets that are no records are passed', async () => {
  const { log, send, texts } = await stage();
  await send('a');
  const transaction = await (await log.transactions('t')).begin();
  await transaction.send({ topic, partition: 0, entries: entries('b') });
  await transaction.abort();
  await send('c');
  expect(await texts(0n, 4n)).toEqual(['a', 'c']);
});
