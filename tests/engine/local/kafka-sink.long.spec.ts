/** Jobs that write to a topic of a real Kafka: what is in it is counted from outside the job. */
import { beforeAll, expect, test } from '@jest/globals';
import type { Scripts } from '../../../src/engine/local/local-run.js';
import type { Failure } from '../../../src/terms/failure.js';
import type { Job } from '../../../src/terms/job.js';
import { onRealKafka } from '../../kafka/real-broker.js';
import { count, writtenOf } from '../counting.js';
import { after, kill, pause } from '../failures.js';
import { ownKafka, rowJob } from '../jobs.js';
import { bundledScripts } from './bundled.js';
import { localWholeRun } from './local-whole-run.js';

const source = { kind: 'log', ratePerSecond: 200, records: null, content: ownKafka } as const;

onRealKafka('a job that writes to a topic', () => {
  let scripts: Scripts;
  beforeAll(async () => {
    scripts = await bundledScripts();
  });
  const limits = { engine: 'local', limitMs: 120_000, batchIntervalMs: 300, sinkTopic: 'output' } as const;
  const direct = (rest: Partial<Job>): Job => rowJob('direct-checkpoint', { ...limits, source, ...rest });
  async function counted(job: Job, failures: readonly Failure[]) {
    const trace = await localWholeRun({ ...job, failures }, scripts);
    expect(trace.failures.map(({ fired, why }) => [fired, why])).toEqual(failures.map(() => [true, null]));
    expect(trace.ended).toBe('drained');
    const writes = writtenOf(trace);
    const effects = new Set(writes.map(({ effect }) => effect));
    return { ...count(trace), topic: trace.topicWritten, writes, effects };
  }

  test('appended: what a task has written before it dies is there twice when it runs again', async () => {
    const { lost, outputTwice, effects } = await counted(direct({ sink: 'append' }), [
      kill('task executor', after('out', { occurrence: 5 }))
    ]);
    expect([lost, [...effects]]).toEqual([[], ['append']]);
    expect(outputTwice.length).toBeGreaterThan(0);
  }, 120_000);

  test('compacted by key: a record that is written again takes the place of the first', async () => {
    const { lost, outputTwice, effects } = await counted(direct({ sink: 'idempotent' }), [
      kill('task executor', after('out', { occurrence: 5 }))
    ]);
    expect([lost, outputTwice, [...effects]]).toEqual([[], [], ['upsert']]);
  }, 120_000);

  test.each(['out', 'commit'] as const)(
    'in transactions: each record once, whoever dies after "%s"',
    async step => {
      for (const victim of ['task executor', 'driver'] as const) {
        const { lost, outputTwice } = await counted(direct({ sink: 'transactional' }), [kill(victim, after(step))]);
        expect([victim, lost, outputTwice]).toEqual([victim, [], []]);
      }
    },
    240_000
  );

  test('blocks in transactions: each once', async () => {
    const job = rowJob('reliable-wal', { ...limits, source, sink: 'transactional' });
    const { lost, writes, topic } = await counted(job, [kill('task executor', after('out'))]);
    // An executor that dies may be the receiver's: what its source sends again comes in another block.
    const held = writes
      .filter(({ effect }) => effect === 'transaction')
      .flatMap(({ origin, records }) => records.map(record => `${record} of ${origin}`));
    expect([lost, held.length]).toEqual([[], new Set(held).size]);
    expect(topic).toMatchObject({ isolation: 'committed', partitions: [{ records: held.length, gaps: 0 }] });
    expect(topic?.partitions[0]?.markers).toBeGreaterThan(1);
  }, 120_000);

  test('offsets with the output, in one transaction: a new driver goes on where the output ends', async () => {
    const job = rowJob('direct-no-checkpoint', { ...limits, source, sink: 'transactional', offsets: 'with output' });
    for (const step of ['out', 'commit'] as const) {
      const { lost, outputTwice } = await counted(job, [kill('driver', after(step))]);
      expect([step, lost, outputTwice]).toEqual([step, [], []]);
    }
  }, 240_000);

  test('a zombie that comes back with its transaction open is shut out by its successor', async () => {
    const { lost, outputTwice } = await counted(direct({ sink: 'transactional' }), [
      pause('task executor', 4000, after('out')),
      kill('driver', { at: 'now' }, { withinMs: 50 })
    ]);
    expect([lost, outputTwice]).toEqual([[], []]);
  }, 120_000);
});
