/** What every log of records promises, each promise a small play. Both adapters pass all of them, or exploring and launching mean two things. */
import { expect } from '@jest/globals';
import type { LogErrorCode } from '../../src/kafka/log-error.js';
import type { Isolation, NewEntry, Page, RecordLog } from '../../src/kafka/record-log.js';

/** A stage: a topic of its own for each play, and as many clients of one log as it wants. */
export interface Stage {
  readonly topic: string;
  readonly log: RecordLog;
  /** One more client of the same log. */
  another(): Promise<RecordLog>;
}
export interface Clause {
  readonly promise: string;
  play(stage: Stage): Promise<void>;
}

const entry = (text: string): NewEntry => ({ key: null, value: Buffer.from(text) });
export const entries = (...texts: readonly string[]): readonly NewEntry[] => texts.map(entry);
export const textsOf = ({ entries: all }: Pick<Page, 'entries'>): readonly string[] =>
  all.map(({ value }) => String(value));

const plain = { acks: 'all', idempotent: false } as const;
const page = (log: RecordLog, topic: string, from = 0n, isolation: Isolation = 'committed') =>
  log.read({ topic, partition: 0, from, isolation, waitMs: 100, maxBytes: 1 << 20 });

/** Reads one partition by position to where its log ends now; for a committed reader no transaction may be open. */
export async function drained(log: RecordLog, topic: string, isolation: Isolation = 'committed') {
  const texts: string[] = [];
  const offsets: bigint[] = [];
  const passed: { markers: bigint[]; aborted: bigint[] } = { markers: [], aborted: [] };
  const end = (await log.bounds(topic))[0]?.end ?? 0n;
  let next = 0n;
  while (next < end) {
    const read = await page(log, topic, next, isolation);
    texts.push(...textsOf(read));
    offsets.push(...read.entries.map(({ offset }) => offset));
    passed.markers.push(...read.passed.markers);
    passed.aborted.push(...read.passed.aborted);
    ({ next } = read);
  }
  return { texts, offsets, next, passed };
}

/** The coordinator of a group shows what a transaction has committed a moment later. */
async function untilCommitted(log: RecordLog, topic: string, wanted: bigint): Promise<void> {
  for (let seen: bigint | undefined; seen !== wanted;) seen = (await log.committed(group(topic), topic)).get(0);
}

async function write(log: RecordLog, topic: string, ...texts: readonly string[]): Promise<void> {
  const producer = await log.producer(plain);
  await producer.send({ topic, partition: 0, entries: entries(...texts) });
  await producer.close();
}

const one = { partitions: 1 };
const failing = (code: LogErrorCode) => expect.objectContaining({ name: 'LogError', code });

const topics: readonly Clause[] = [
  {
    promise: 'a topic is created once, with its partitions, and is gone when it is removed',
    async play({ topic, log }) {
      expect(await log.createTopic({ topic, partitions: 2 })).toBe(true);
      expect(await log.createTopic({ topic, partitions: 2 })).toBe(false);
      expect(await log.bounds(topic)).toEqual([0, 1].map(partition => ({ partition, earliest: 0n, end: 0n })));
      expect((await log.topics()).filter(name => name === topic)).toEqual([topic]);
      await log.removeTopic(topic);
      while ((await log.topics()).includes(topic)); // every broker has to hear of it
      await expect(log.removeTopic(topic)).rejects.toEqual(failing('no such topic'));
    }
  },
  {
    promise: 'a topic that is not there is an error, whatever is asked of it, and nothing creates it',
    async play({ topic, log }) {
      const wrong = failing('no such topic');
      await expect(log.bounds(topic)).rejects.toEqual(wrong);
      await expect(page(log, topic)).rejects.toEqual(wrong);
      await expect(write(log, topic, 'a')).rejects.toEqual(wrong);
      await expect(log.bounds(topic)).rejects.toEqual(wrong);
    }
  },
  {
    promise: 'a partition that is not there is an error',
    async play({ topic, log }) {
      await log.createTopic({ topic, ...one });
      const reading = { topic, partition: 7, from: 0n, isolation: 'committed', waitMs: 0, maxBytes: 100 } as const;
      await expect(log.read(reading)).rejects.toEqual(failing('no such topic'));
    }
  }
];

const records: readonly Clause[] = [
  {
    promise: 'a record that is older than its topic keeps any is taken away, and who reads there is told so',
    async play({ topic, log }) {
      await log.createTopic({ topic, ...one, settings: { 'retention.ms': '300', 'segment.ms': '50' } });
      await write(log, topic, 'a', 'b');
      for (let earliest = 0n; earliest < 2n;) earliest = (await log.bounds(topic))[0]?.earliest ?? 0n;
      expect(await log.bounds(topic)).toEqual([{ partition: 0, earliest: 2n, end: 2n }]);
      await expect(page(log, topic, 1n)).rejects.toEqual(failing('out of range'));
      await write(log, topic, 'c');
      expect((await log.bounds(topic))[0]?.end).toBe(3n);
    }
  },
  {
    promise: 'a send is answered with the offset behind its last record; offsets are dense and in order',
    async play({ topic, log }) {
      await log.createTopic({ topic, ...one });
      const producer = await log.producer(plain);
      const send = (...texts: string[]) => producer.send({ topic, partition: 0, entries: entries(...texts) });
      expect([await send('a', 'b'), await send('c'), await send('d', 'e')]).toEqual([2n, 3n, 5n]);
      expect(await drained(log, topic)).toMatchObject({
        texts: ['a', 'b', 'c', 'd', 'e'],
        offsets: [0n, 1n, 2n, 3n, 4n],
        next: 5n
      });
      expect(await log.bounds(topic)).toEqual([{ partition: 0, earliest: 0n, end: 5n }]);
    }
  },
  {
    promise: 'a large send keeps its order too, and is answered with the offset behind its last record',
    async play({ topic, log }) {
      await log.createTopic({ topic, ...one });
      const texts = Array.from({ length: 1201 }, (_, index) => `record ${index}`);
      const producer = await log.producer({ acks: 'all', idempotent: true });
      await producer.send({ topic, partition: 0, entries: entries('before') });
      expect(await producer.send({ topic, partition: 0, entries: entries(...texts) })).toBe(1202n);
      expect((await drained(log, topic)).texts).toEqual(['before', ...texts]);
    }
  },
  {
    promise: 'partitions are logs of their own',
    async play({ topic, log }) {
      await log.createTopic({ topic, partitions: 2 });
      const producer = await log.producer(plain);
      expect(await producer.send({ topic, partition: 1, entries: entries('x') })).toBe(1n);
      expect(await producer.send({ topic, partition: 0, entries: entries('y') })).toBe(1n);
      expect(textsOf(await page(log, topic))).toEqual(['y']);
      expect((await log.bounds(topic)).map(({ end }) => end)).toEqual([1n, 1n]);
    }
  },
  {
    promise: 'keys and values are bytes, kept as they are; null is not empty',
    async play({ topic, log }) {
      await log.createTopic({ topic, ...one });
      const producer = await log.producer(plain);
      const sent = [
        { key: Buffer.from([0, 255, 10]), value: Buffer.from('é\n{}') },
        { key: null, value: null },
        { key: Buffer.alloc(0), value: Buffer.alloc(0) }
      ];
      await producer.send({ topic, partition: 0, entries: sent });
      const held = (await page(log, topic)).entries;
      expect(held.map(({ key, value }) => [key?.toString('hex') ?? null, value?.toString('hex') ?? null])).toEqual(
        sent.map(({ key, value }) => [key?.toString('hex') ?? null, value?.toString('hex') ?? null])
      );
    }
  },
  {
    promise: 'headers go with their record',
    async play({ topic, log }) {
      await log.createTopic({ topic, ...one });
      const producer = await log.producer(plain);
      await producer.send({ topic, partition: 0, entries: [{ ...entry('a'), headers: { from: 'é 1' } }, entry('b')] });
      const { entries: held } = await page(log, topic);
      expect(held.map(({ headers = {} }) => headers)).toEqual([{ from: 'é 1' }, {}]);
    }
  },
  {
    promise: 'with acks none nobody says where a record lies, with an idempotent producer it lies there once',
    async play({ topic, log }) {
      await log.createTopic({ topic, ...one });
      const careless = await log.producer({ acks: 'none', idempotent: false });
      expect(await careless.send({ topic, partition: 0, entries: entries('a') })).toBeNull();
      while ((await log.bounds(topic))[0]?.end === 0n); // nobody said, so it may still be on its way
      const careful = await log.producer({ acks: 'all', idempotent: true });
      expect(await careful.send({ topic, partition: 0, entries: entries('b', 'c') })).toBe(3n);
      expect((await drained(log, topic)).texts).toEqual(['a', 'b', 'c']);
    }
  },
  {
    promise: 'a record is found by its time',
    async play({ topic, log }) {
      await log.createTopic({ topic, ...one });
      await write(log, topic, 'a');
      const at = (await page(log, topic)).entries[0]?.timestampMs ?? NaN;
      expect(await log.offsetsAt(topic, at)).toEqual(new Map([[0, 0n]]));
      expect(await log.offsetsAt(topic, at + 3_600_000)).toEqual(new Map([[0, 1n]]));
    }
  }
];

const reading: readonly Clause[] = [
  {
    promise: 'reading begins at any offset, and at the end waits for what comes',
    async play({ topic, log, another }) {
      await log.createTopic({ topic, ...one });
      await write(log, topic, 'a', 'b', 'c');
      expect(textsOf(await page(log, topic, 2n))).toEqual(['c']);
      expect(await page(log, topic, 3n)).toMatchObject({ entries: [], next: 3n, end: 3n });
      const reader = await another();
      const waiting = reader.read({
        ...{ topic, partition: 0, from: 3n, isolation: 'committed', waitMs: 10_000, maxBytes: 1000 }
      });
      await write(log, topic, 'd');
      expect(textsOf(await waiting)).toEqual(['d']);
    }
  },
  {
    promise: 'a page is about as large as was asked for, and says where to read on',
    async play({ topic, log }) {
      await log.createTopic({ topic, ...one });
      for (const text of ['a', 'b', 'c']) await write(log, topic, text.repeat(1000));
      const small = { topic, partition: 0, isolation: 'committed', waitMs: 100, maxBytes: 1000 } as const;
      const first = await log.read({ ...small, from: 0n });
      expect([first.entries.length, first.next]).toEqual([1, 1n]);
      expect(textsOf(await log.read({ ...small, from: first.next }))).toEqual(['b'.repeat(1000)]);
    }
  },
  {
    promise: 'an offset beyond the end is out of range: never another one in its place',
    async play({ topic, log }) {
      await log.createTopic({ topic, ...one });
      await write(log, topic, 'a');
      await expect(page(log, topic, 5n)).rejects.toEqual(failing('out of range'));
    }
  }
];

const group = (topic: string) => `spillway-${topic}`;
const committing = (topic: string, offset: bigint) => ({ group: group(topic), topic, offsets: new Map([[0, offset]]) });

const offsets: readonly Clause[] = [
  {
    promise:
      'a group has no offsets before its first commit; then every client reads them, and no other group has them',
    async play({ topic, log, another }) {
      await log.createTopic({ topic, partitions: 2 });
      expect(await log.committed(group(topic), topic)).toEqual(new Map());
      await log.commit({ group: group(topic), topic, offsets: new Map([[1, 9_007_199_254_740_993n]]) });
      const other = await another();
      expect(await other.committed(group(topic), topic)).toEqual(new Map([[1, 9_007_199_254_740_993n]]));
      expect(await other.committed(`${group(topic)}-2`, topic)).toEqual(new Map());
    }
  },
  {
    promise:
      'a group whose offsets are taken away has none; of another nothing is taken, and one that has none is no error',
    async play({ topic, log }) {
      await log.createTopic({ topic, ...one });
      await log.commit(committing(topic, 1n));
      await log.commit({ ...committing(topic, 2n), group: `${group(topic)}-2` });
      await log.forget(group(topic));
      await log.forget(group(topic));
      expect(await log.committed(group(topic), topic)).toEqual(new Map());
      expect(await log.committed(`${group(topic)}-2`, topic)).toEqual(new Map([[0, 2n]]));
    }
  },
  {
    promise: 'what groups there are, and all that one has committed, can be asked for',
    async play({ topic, log }) {
      await log.createTopic({ topic, partitions: 2 });
      expect(await log.positions(group(topic))).toEqual(new Map());
      await log.commit({ ...committing(topic, 3n), offsets: new Map([[1, 3n]]) });
      expect((await log.groups()).filter(name => name === group(topic))).toEqual([group(topic)]);
      expect(await log.positions(group(topic))).toEqual(new Map([[topic, new Map([[1, 3n]])]]));
      await log.forget(group(topic));
      expect(await log.groups()).not.toContain(group(topic));
    }
  },
  {
    promise: 'a commit takes the place of the one before, also backwards, partition by partition',
    async play({ topic, log }) {
      await log.createTopic({ topic, partitions: 2 });
      await log.commit({ ...committing(topic, 0n), offsets: new Map([[0, 5n], [1, 7n]]) }); // prettier-ignore
      await log.commit(committing(topic, 3n));
      expect(await log.committed(group(topic), topic)).toEqual(new Map([[0, 3n], [1, 7n]])); // prettier-ignore
    }
  }
];

const transactions: readonly Clause[] = [
  {
    promise: 'a transaction is seen whole and with its offsets once it is committed, and not before',
    async play({ topic, log }) {
      await log.createTopic({ topic, ...one });
      const transaction = await (await log.transactions(topic)).begin();
      expect(await transaction.send({ topic, partition: 0, entries: entries('a') })).toBe(0n);
      expect(await transaction.send({ topic, partition: 0, entries: entries('b') })).toBe(1n);
      await transaction.offsets(committing(topic, 2n));
      expect(await page(log, topic)).toMatchObject({ entries: [], next: 0n, end: 0n });
      expect((await drained(log, topic, 'uncommitted')).texts).toEqual(['a', 'b']);
      expect((await log.bounds(topic))[0]?.end).toBe(2n);
      expect(await log.committed(group(topic), topic)).toEqual(new Map());
      await transaction.commit();
      expect((await drained(log, topic)).texts).toEqual(['a', 'b']);
      await untilCommitted(log, topic, 2n);
    }
  },
  {
    promise: 'what follows an open transaction waits for it, since a reader sees a log in order',
    async play({ topic, log }) {
      await log.createTopic({ topic, ...one });
      const transaction = await (await log.transactions(topic)).begin();
      await transaction.send({ topic, partition: 0, entries: entries('a') });
      await write(log, topic, 'b');
      expect((await page(log, topic)).entries).toEqual([]);
      await transaction.commit();
      expect((await drained(log, topic)).texts).toEqual(['a', 'b']);
    }
  },
  {
    promise: 'an aborted transaction is passed over, with its offsets; markers take an offset and are no records',
    async play({ topic, log }) {
      await log.createTopic({ topic, ...one });
      const producer = await log.transactions(topic);
      for (const [text, kept] of [
        ['a', true],
        ['b', false],
        ['c', true]
      ] as const) {
        // prettier-ignore
        const transaction = await producer.begin();
        await transaction.send({ topic, partition: 0, entries: entries(text) });
        await transaction.offsets(committing(topic, kept ? 1n : 100n));
        await (kept ? transaction.commit() : transaction.abort());
      }
      await write(log, topic, 'd');
      expect(await drained(log, topic)).toEqual({
        ...{ texts: ['a', 'c', 'd'], offsets: [0n, 4n, 6n], next: 7n },
        passed: { markers: [1n, 3n, 5n], aborted: [2n] }
      });
      expect((await drained(log, topic, 'uncommitted')).texts).toEqual(['a', 'b', 'c', 'd']);
      await untilCommitted(log, topic, 1n);
    }
  },
  {
    promise: 'a reader that begins inside an aborted transaction does not see its rest',
    async play({ topic, log }) {
      await log.createTopic({ topic, ...one });
      const transaction = await (await log.transactions(topic)).begin();
      await transaction.send({ topic, partition: 0, entries: entries('a', 'b') });
      await transaction.abort();
      expect(textsOf(await page(log, topic, 1n))).toEqual([]);
    }
  },
  {
    promise: 'a producer that has gone on as another is shut out, and what it left open is aborted',
    async play({ topic, log, another }) {
      await log.createTopic({ topic, ...one });
      const zombie = await (await log.transactions(topic)).begin();
      await zombie.send({ topic, partition: 0, entries: entries('zombie') });
      const successor = await (await (await another()).transactions(topic)).begin();
      await successor.send({ topic, partition: 0, entries: entries('successor') });
      await expect(zombie.commit()).rejects.toEqual(failing('fenced'));
      await successor.commit();
      expect((await drained(log, topic)).texts).toEqual(['successor']);
    }
  }
];

const closing: Clause = {
  promise: 'a client that is closed answers nothing, and others go on',
  async play({ topic, log, another }) {
    await log.createTopic({ topic, ...one });
    const other = await another();
    await other.close();
    await expect(other.bounds(topic)).rejects.toEqual(failing('closed'));
    await write(log, topic, 'a');
    expect((await drained(log, topic)).texts).toEqual(['a']);
  }
};

export const contract: readonly Clause[] = [...topics, ...records, ...reading, ...offsets, ...transactions, closing];
