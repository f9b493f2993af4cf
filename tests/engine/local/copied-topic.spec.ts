/** The source of a topic that several brokers keep, played on the embedded log: an unclean election gives offsets out anew. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { copiedTopicSource } from '../../../src/engine/local/copied-topic.js';
import { EmbeddedLog } from '../../../src/kafka/embedded-log.js';
import { EmbeddedStore } from '../../../src/kafka/embedded-store.js';
import { LogError } from '../../../src/kafka/log-error.js';
import type { LogProducer, Page, ProducerSetting, Reading } from '../../../src/kafka/record-log.js';
import { SeenLog } from '../../../src/kafka/seen-log.js';
import type { StreamRecord } from '../../../src/protocol/stream-record.js';
import { entryOf } from '../../../src/engine/local/own-entry.js';
import { LogStage, type Asking } from './log-stage.js';

const topic = 'clicks';
const group = 'spillway-clicks';
const producer = { acks: 'leader', idempotent: true } as const;
const records = (from: number, until: number): readonly StreamRecord[] =>
  Array.from({ length: until - from }, (_, index) => ({ id: from + index, text: `record ${from + index}` }));

/** The leader's term, and from which offset on it has written. */
interface Term {
  epoch: number;
  from: number;
}

/** A client that hears which leader wrote what; after an election its producers' records are no longer known. */
class ElectedLog extends EmbeddedLog {
  producers = 0;
  constructor(
    store: EmbeddedStore,
    private readonly term: Term
  ) {
    super(store);
  }

  override async read(reading: Reading): Promise<Page> {
    const page = await super.read(reading);
    const epochOf = (offset: bigint): number => this.term.epoch - (offset < this.term.from ? 1 : 0);
    const entries = page.entries.map(entry => ({ ...entry, leaderEpoch: epochOf(entry.offset) }));
    return { ...page, entries };
  }
  override async producer(setting: ProducerSetting): Promise<LogProducer> {
    const made = await super.producer(setting);
    const { epoch } = this.term;
    this.producers += 1;
    return {
      ...made,
      send: sending =>
        epoch === this.term.epoch ? made.send(sending) : Promise.reject(new LogError('out of sequence', 'unknown'))
    };
  }
}

let term: Term;
let log: ElectedLog;
let seen: SeenLog;
let stage: LogStage;
let ask: Asking;
/** Another broker leads, which holds no more than the first of these records. */
let elect: (held: readonly StreamRecord[]) => Promise<void>;

beforeEach(async () => {
  const store = new EmbeddedStore(Date.now);
  term = { epoch: 0, from: 0 };
  log = new ElectedLog(store, term);
  await log.createTopic({ topic, partitions: 1 });
  seen = new SeenLog();
  stage = new LogStage();
  const verifier = new ElectedLog(store, term);
  ask = stage.start('source', copiedTopicSource({ log, verifier, topic, group, producer, seen }));
  elect = async held => {
    const another = new EmbeddedLog(store);
    const copied = await another.producer(producer);
    await another.removeTopic(topic);
    await another.createTopic({ topic, partitions: 1 });
    if (held.length > 0) await copied.send({ topic, partition: 0, entries: held.map(entryOf) });
    Object.assign(term, { epoch: term.epoch + 1, from: held.length });
  };
});
afterEach(() => stage.end()); // its verifier reads on no more

const accepted = () => stage.seen.filter(({ kind }) => kind === 'accepted');

test('acknowledges when the broker says so; the verifier sees it in its time', async () => {
  expect(await ask('produce', { records: records(0, 3) })).toBe(true);
  expect(await ask('latest', null)).toBe(3);
  expect(accepted()).toEqual([{ kind: 'accepted', records: [0, 1, 2], position: 0 }]);
  expect(await ask('fetch', { from: 1, until: 9, waitMs: 0 })).toEqual(records(1, 3));
});

test('what an election takes back is known as gone, and reading goes on behind what is left; positions only go on', async () => {
  await ask('produce', { records: records(0, 4) });
  expect(await ask('latest', null)).toBe(4);
  await elect(records(0, 2));
  await ask('produce', { records: records(10, 15) });
  await stage.until(() => accepted().length === 2);
  expect(accepted()[1]).toEqual({ kind: 'accepted', records: [10, 11, 12, 13, 14], position: 4 });
  expect(seen.gone).toEqual([2, 3]);
  expect(await ask('latest', null)).toBe(9);
  expect(await ask('fetch', { from: 0, until: 9, waitMs: 0 })).toEqual([...records(0, 2), ...records(10, 15)]);
});

test('an idempotent producer whose records are gone goes on as another one', async () => {
  await ask('produce', { records: records(0, 2) });
  expect(log.producers).toBe(1);
  await elect([]);
  expect(await ask('produce', { records: records(2, 5) })).toBe(true);
  expect(log.producers).toBe(2);
  await stage.until(() => accepted().length === 2);
  expect(seen.gone).toEqual([0, 1]);
});

test('offsets with the broker are those of its log now; what is asked and answered are positions', async () => {
  await ask('produce', { records: records(0, 4) });
  await ask('latest', null);
  await ask('commit', { offset: 4 });
  await elect(records(0, 1));
  await log.commit({ group, topic, offsets: new Map([[0, 4n]]) }); // a group's offsets outlive the election
  await ask('produce', { records: records(4, 9) });
  await stage.until(() => accepted().length === 2);
  await ask('commit', { offset: 9 });
  expect(await log.committed(group, topic)).toEqual(new Map([[0, 6n]]));
  expect(await ask('committed', null)).toEqual({ offset: 9 });
  expect(stage.passed.flatMap(({ step, about }) => (step === 'settle' ? [about.range] : []))).toEqual([
    { from: 0, until: 4 },
    { from: 4, until: 9 }
  ]);
});
