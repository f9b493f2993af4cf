/** The sink that writes to Kafka, played in real time on the embedded log: it passes the same contract as a real broker. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { KafkaOutput } from '../../../src/engine/local/kafka-output.js';
import { OutputWatch, type Written } from '../../../src/engine/local/output-watch.js';
import { Process, type OutsideEffect, type World } from '../../../src/engine/process.js';
import { EmbeddedLog } from '../../../src/kafka/embedded-log.js';
import { EmbeddedStore } from '../../../src/kafka/embedded-store.js';
import type { KafkaConnection } from '../../../src/kafka/kafka-connection.js';
import { LogError } from '../../../src/kafka/log-error.js';
import type { RecordLog } from '../../../src/kafka/record-log.js';
import type { Observation, Steps } from '../../../src/protocol/effect.js';
import type { Partition } from '../../../src/protocol/message.js';
import type { Writing } from '../../../src/protocol/sink.js';
import type { SinkKind } from '../../../src/terms/job.js';
import { jobOf, numbers } from '../jobs.js';

const topic = 'output';
const progress = { group: 'spillway-clicks', topic };
const nowhere: KafkaConnection = { servers: [], credentials: null, tls: null };
const range = (from: number, until: number): Partition => ({ kind: 'range', range: { from, until } });
const block: Partition = {
  kind: 'block',
  block: { id: 'input-0-executor-1-0', records: [0, 1], segment: null },
  isBlockIdValid: true
};

/** A task of the first batch over records that are as many as they are numbered. */
function writing(partition: Partition, rest: { readonly driver?: string; readonly attempt?: number } = {}): Writing {
  const { driver = 'driver-1', attempt = 0 } = rest;
  const ids =
    partition.kind === 'block'
      ? partition.block.records
      : Array.from(
          { length: partition.range.until - partition.range.from },
          (_, index) => partition.range.from + index
        );
  const records = ids.map(id => ({ id, text: String(id) }));
  return { task: { batch: 500, attempt, partition }, records, driver, application: numbers };
}

describe('the sink of a job in Kafka', () => {
  let store: EmbeddedStore;
  let log: RecordLog;
  let watch: OutputWatch | null;
  let written: (Written & { readonly by: string })[];
  let observed: Observation[];
  let passed: string[];
  let strike: (step: string) => Promise<void>;

  beforeEach(async () => {
    store = new EmbeddedStore(Date.now);
    log = new EmbeddedLog(store);
    await log.createTopic({ topic, partitions: 1 });
    [written, observed, passed] = [[], [], []];
    [watch, strike] = [null, () => Promise.resolve()];
  });
  afterEach(() => watch?.stop());

  /** An executor that runs these steps, until it ends or is killed. */
  function run<T>(steps: Steps<T>): { readonly ended: Promise<T>; readonly process: Process } {
    let fail: (error: unknown) => void = () => undefined;
    const perform = (effect: OutsideEffect): Promise<unknown> => {
      if (effect.kind === 'call') return effect.act();
      if (effect.kind === 'ask') return watch?.until(BigInt((effect.message.body as { until: number }).until)) ?? Promise.resolve(true); // prettier-ignore
      passed.push(String(effect.step));
      return strike(String(effect.step));
    };
    const world: World = {
      observe: seen => void observed.push(seen),
      clock: () => 0,
      choose: () => 0,
      perform: (effect, fiber) =>
        void perform(effect).then(
          answer => setImmediate(() => fiber.answer(answer)),
          (error: unknown) => world.failed(fiber.process, error)
        ),
      passed: () => undefined,
      failed: (_, error) => fail(error)
    };
    const process = new Process({ id: 'executor-1', role: 'executor', host: 'host-1' }, world);
    const ended = new Promise<T>((resolve, reject) => {
      fail = reject;
      process.start(steps, answer => resolve(answer as T));
    });
    return { ended, process };
  }

  function output(
    sink: SinkKind,
    open = (): Promise<RecordLog> => Promise.resolve(new EmbeddedLog(store))
  ): KafkaOutput {
    if (watch === null) {
      watch = new OutputWatch({
        ...{ verifier: new EmbeddedLog(store), topic, sink },
        hear: (one, by) => void written.push({ ...one, by }),
        fail: error => {
          throw error;
        }
      });
      void watch.run();
    }
    const job = jobOf({ consumer: 'direct', sink, sinkTopic: topic, source: { ratePerSecond: 200 } });
    const place = { connection: nowhere, topic, name: 'spillway-clicks-output', progress };
    return new KafkaOutput({ self: 'executor-1', source: 'source-1', job, place, open });
  }

  test('appends write by write, and a step is passed when its records have been seen in the topic', async () => {
    strike = () => {
      expect(written.flatMap(({ records }) => records).length).toBe(passed.length * 2);
      return Promise.resolve();
    };
    const { ended } = run(output('append').write(writing(range(0, 4))));
    expect(await ended).toBe(true);
    expect(passed).toEqual(['out', 'out']);
    const origin = { origin: '0-4', batch: 500, attempt: 0, driver: 'driver-1', effect: 'append', by: 'executor-1' };
    expect(written).toEqual([
      { kind: 'written', records: [0, 1], ...origin },
      { kind: 'written', records: [2, 3], ...origin }
    ]);
  });

  test('an entry bears the number of its record as its key, and the row that was computed of it', async () => {
    await run(output('idempotent').write(writing(range(7, 8)))).ended;
    const { entries } = await log.read({
      topic,
      partition: 0,
      from: 0n,
      isolation: 'committed',
      waitMs: 0,
      maxBytes: 100
    });
    expect(entries.map(({ key, value }) => [String(key), String(value)])).toEqual([['7', '7']]);
    expect(written.map(({ effect }) => effect)).toEqual(['upsert']);
  });

  test('a transaction is seen whole, and only once it is committed', async () => {
    const before: number[] = [];
    strike = step => {
      if (step === 'out') before.push(written.length);
      return Promise.resolve();
    };
    await run(output('transactional').write(writing(range(0, 4)))).ended;
    expect(passed).toEqual(['out', 'commit']);
    expect(before).toEqual([0]);
    expect(written.map(({ records, effect }) => [records, effect])).toEqual([[[0, 1, 2, 3], 'transaction']]);
    expect(await log.committed(progress.group, topic)).toEqual(new Map([[0, 4n]]));
  });

  test('what is committed is not written again: a range that was planned anew, in part', async () => {
    const out = output('transactional');
    await run(out.write(writing(range(0, 4)))).ended;
    await run(out.write(writing(range(2, 6), { driver: 'driver-2' }))).ended;
    expect(written.map(({ records }) => records)).toEqual([[0, 1, 2, 3], [4, 5]]); // prettier-ignore
    expect(observed).toMatchObject([{ kind: 'written', effect: 'refused', records: [2, 3], driver: 'driver-2' }]);
    expect(await run(out.writtenUntil()).ended).toBe(6);
  });

  test('a block is written once, whoever runs it again', async () => {
    await run(output('transactional').write(writing(block))).ended;
    expect(await run(output('transactional').write(writing(block, { attempt: 1 }))).ended).toBe(true);
    expect(written.map(({ records }) => records)).toEqual([[0, 1]]);
    expect(observed).toMatchObject([{ effect: 'refused', records: [0, 1], attempt: 1 }]);
  });

  test('one that died with its transaction open has written nothing; its successor writes', async () => {
    const first = run(output('transactional').write(writing(range(0, 2))));
    strike = () => {
      first.process.alive = false;
      return Promise.resolve();
    };
    while (passed.length === 0) await new Promise(setImmediate);
    strike = () => Promise.resolve();
    await run(output('transactional').write(writing(range(0, 2), { attempt: 1 }))).ended;
    expect(written.map(({ records, attempt }) => [records, attempt])).toEqual([[[0, 1], 1]]);
  });

  test('a zombie that goes on after its successor is shut out, and its task fails', async () => {
    const out = output('transactional');
    strike = async () => {
      strike = () => Promise.resolve();
      await run(output('transactional').write(writing(range(0, 2), { driver: 'driver-2' }))).ended;
    };
    expect(await run(out.write(writing(range(0, 2)))).ended).toBe(false);
    expect(written.map(({ driver }) => driver)).toEqual(['driver-2']);
  });

  test('no answer fails the task; what nobody can mend by running it again fails the run', async () => {
    const refusing = (code: 'not settled' | 'not permitted') => () => Promise.reject(new LogError(code, 'no'));
    expect(await run(output('append', refusing('not settled')).write(writing(range(0, 2)))).ended).toBe(false);
    const { ended } = run(output('append', refusing('not permitted')).write(writing(range(0, 2))));
    await expect(ended).rejects.toMatchObject({ code: 'not permitted' });
  });

  test('the drain waits for all that the topic holds; what the job did not write is an error that names the offset', async () => {
    const stranger = await log.producer({ acks: 'all', idempotent: false });
    await run(output('append').write(writing(range(0, 2)))).ended;
    await watch?.drain();
    const partition = { partition: 0, from: '0', until: '2', records: 2, markers: 0, aborted: 0, gaps: 0 };
    expect(await watch?.counted(log)).toEqual({ topic, isolation: 'uncommitted', partitions: [partition] });
    watch?.stop();
    await stranger.send({ topic, partition: 0, entries: [{ key: null, value: Buffer.from('x') }] });
    const failure = new Promise(resolve => {
      const verifier = new EmbeddedLog(store);
      watch = new OutputWatch({ verifier, topic, sink: 'append', hear: () => undefined, fail: resolve });
    });
    void watch?.run();
    expect(await failure).toMatchObject({ message: expect.stringContaining('did not write, at offset 2') as unknown });
  });
});
