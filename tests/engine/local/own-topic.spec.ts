/** The source that speaks to Kafka, played in real time on the embedded log: it passes the same contract as a real broker. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ownTopicSource, type Seen } from '../../../src/engine/local/own-topic.js';
import { EmbeddedLog } from '../../../src/kafka/embedded-log.js';
import { EmbeddedStore } from '../../../src/kafka/embedded-store.js';
import type { RecordLog } from '../../../src/kafka/record-log.js';
import type { StreamRecord } from '../../../src/protocol/stream-record.js';
import { LogStage, type Asking } from './log-stage.js';

const topic = 'clicks';
const group = 'spillway-clicks';
const records = (from: number, until: number): readonly StreamRecord[] =>
  Array.from({ length: until - from }, (_, index) => ({ id: from + index, text: `record ${from + index}` }));

describe('the source of a job on Kafka', () => {
  let log: RecordLog;
  let stage: LogStage;
  let ask: Asking;

  beforeEach(async () => {
    const store = new EmbeddedStore(Date.now);
    log = new EmbeddedLog(store);
    await log.createTopic({ topic, partitions: 1 });
    stage = new LogStage();
    ask = stage.start(
      'source',
      ownTopicSource({
        log,
        verifier: new EmbeddedLog(store),
        topic,
        group,
        producer: { acks: 'all', idempotent: true },
        expires: false,
        seen: { start: 0, end: 0 }
      })
    );
  });

  afterEach(() => stage.end()); // its verifier reads on no more

  test('acknowledges what the broker holds, and the verifier has seen there by then', async () => {
    expect(await ask('produce', { records: records(0, 3) })).toBe(true);
    expect(stage.seen).toEqual([{ kind: 'accepted', records: [0, 1, 2], position: 0 }]);
    expect(await ask('latest', null)).toBe(3);
    expect((await log.bounds(topic))[0]?.end).toBe(3n);
  });

  test('a record that is sent twice is accepted twice: each has a place of its own', async () => {
    await ask('produce', { records: records(0, 2) });
    await ask('produce', { records: records(1, 3) });
    expect(stage.seen).toEqual([
      { kind: 'accepted', records: [0, 1], position: 0 },
      { kind: 'accepted', records: [1, 2], position: 2 }
    ]);
  });

  test('what somebody else writes to its topic is seen too: the verifier takes nobody’s word', async () => {
    const stranger = await log.producer({ acks: 'all', idempotent: false });
    const entry = { key: Buffer.from('7'), value: Buffer.from('x') };
    await stranger.send({ topic, partition: 0, entries: [entry] });
    expect(await ask('latest', null)).toBe(1);
    expect(stage.seen).toEqual([{ kind: 'accepted', records: [7], position: 0 }]);
  });

  test('hands out a range as it is asked for, and waits where it is not there yet', async () => {
    const waiting = ask('fetch', { from: 0, until: 2, waitMs: 0 });
    await ask('produce', { records: records(0, 5) });
    expect(await waiting).toEqual(records(0, 2));
    expect(await ask('fetch', { from: 2, until: 10, waitMs: 0 })).toEqual(records(2, 5));
  });

  test('keeps the reader’s offset with the broker; what it settles is said once', async () => {
    await ask('produce', { records: records(0, 5) });
    expect(await ask('committed', null)).toEqual({ offset: null });
    await ask('commit', { offset: 3 });
    await ask('commit', { offset: 5 });
    expect(await ask('committed', null)).toEqual({ offset: 5 });
    expect(await log.committed(group, topic)).toEqual(new Map([[0, 5n]]));
    expect(stage.passed.map(({ step, about }) => [step, about.range])).toEqual([
      ['settle', { from: 0, until: 3 }],
      ['settle', { from: 3, until: 5 }]
    ]);
  });
});

describe('… on a topic that keeps its records for a time', () => {
  const expiring = 'views';
  const retentionMs = 1_000_000;
  /** How far this log's clock is ahead of the machine's. */
  let aheadMs = 0;
  let stage: LogStage;
  let ask: Asking;
  let seen: Seen;

  beforeEach(async () => {
    aheadMs = 0;
    const store = new EmbeddedStore(() => Date.now() + aheadMs);
    const log = new EmbeddedLog(store);
    await log.createTopic({ topic: expiring, partitions: 1, settings: { 'retention.ms': String(retentionMs) } });
    stage = new LogStage();
    seen = { start: 0, end: 0 };
    const own = { log, verifier: new EmbeddedLog(store), topic: expiring, group, seen };
    ask = stage.start('source', ownTopicSource({ ...own, producer: { acks: 'all', idempotent: true }, expires: true }));
    await ask('produce', { records: records(0, 4) });
    aheadMs = 0.5 * retentionMs;
    await ask('produce', { records: records(4, 6) });
  });
  afterEach(() => stage.end());

  const told = () => stage.passed.flatMap(({ step, about }) => (step === null ? [] : [[step, about.range]]));

  test('says which have expired, and that a reader has come too late, in this order', async () => {
    expect(await ask('fetch', { from: 0, until: 2, waitMs: 0 })).toEqual(records(0, 2)); // and reads ahead
    aheadMs = 1.1 * retentionMs;
    expect(await ask('fetch', { from: 2, until: 6, waitMs: 0 })).toBe('out of range');
    expect(told()).toEqual([
      ['expire', { from: 0, until: 4 }],
      ['out of range', { from: 2, until: 2 }]
    ]);
  });

  test('knows where what is left begins and ends, and hands that out', async () => {
    aheadMs = 1.1 * retentionMs;
    expect([await ask('earliest', null), await ask('latest', null)]).toEqual([4, 6]);
    expect(await ask('fetch', { from: 4, until: 6, waitMs: 0 })).toEqual(records(4, 6));
  });

  test('says so too where nobody reads', async () => {
    aheadMs = 5 * retentionMs;
    await stage.until(() => seen.start === 6);
    expect(told().map(([step]) => step)).toContain('expire');
  });
});
