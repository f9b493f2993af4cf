/** Jobs on a topic that others have written, on a broker that the lab did not start: every kind of input, every way to keep offsets. */
import { beforeAll, expect, test } from '@jest/globals';
import type { Scripts } from '../../../src/engine/local/local-run.js';
import type { Failure } from '../../../src/terms/failure.js';
import type { Job, OffsetKeeping, SourceContent } from '../../../src/terms/job.js';
import type { ConfigurationId } from '../../../src/terms/result.js';
import type { Trace } from '../../../src/terms/trace.js';
import { onRealKafka, sharedBroker } from '../../kafka/real-broker.js';
import { usersKafka, writeMixed, type UsersKafka } from '../../kafka/users-kafka.js';
import { count } from '../counting.js';
import { after, kill } from '../failures.js';
import { rowJob } from '../jobs.js';
import { momentsOf } from '../reading.js';
import { bundledScripts } from './bundled.js';
import { localWholeRun } from './local-whole-run.js';

const recordCount = 400;
const topic = 'users-orders';
/** Enough for a busy machine. */
const limitMs = 120_000;

onRealKafka('a job on a topic that is there already', () => {
  const broker = sharedBroker();
  let scripts: Scripts;
  let users: UsersKafka;
  let kept: readonly string[];
  beforeAll(async () => {
    [scripts, users] = await Promise.all([bundledScripts(), usersKafka(broker())]);
    kept = await writeMixed(users.log, topic, recordCount);
  }, 60_000);

  const job = (id: ConfigurationId, content: SourceContent, rest: Partial<Job> = {}): Job =>
    rowJob(id, {
      ...{ engine: 'local', limitMs, batchIntervalMs: 200, ...rest },
      source: { kind: 'log', ratePerSecond: 150, records: null, content }
    });
  const run = (
    of: Job,
    failure: Failure,
    learn: (texts: readonly string[]) => void = () => undefined
  ): Promise<Trace> => localWholeRun({ ...of, failures: [failure] }, scripts, { baseFolder: users.folder, learn });

  test.each([
    ['unreliable', 'executor', after('put')],
    ['reliable-replicated', 'receiver executor', after('put')],
    ['reliable-wal', 'driver', after('alloc')],
    ['direct-no-checkpoint', 'executor', after('submit')],
    ['direct-checkpoint', 'driver', after('submit')]
  ] as const)(
    '%s: with %s killed, all that the topic holds is accounted for, and the topic is as it was',
    async (id, victim, place) => {
      const before = await users.log.bounds(topic);
      const texts: string[] = [];
      const trace = await run(job(id, users.topic(topic)), kill(victim, place), more => void texts.push(...more));
      expect([trace.ended, trace.outcome, trace.failures[0]?.fired]).toEqual(['drained', 'recovered', true]);
      const counted = count(trace);
      expect(counted.accepted).toHaveLength(kept.length);
      expect([...texts].sort()).toEqual([...kept].sort());
      if (id !== 'unreliable') expect(counted.lost).toEqual([]);
      expect(await users.log.bounds(topic)).toEqual(before);
    },
    120_000
  );

  test('the trace knows where each record lies, and what of the topic is none', async () => {
    const trace = await run(job('direct-checkpoint', users.topic(topic)), kill('executor', after('submit')));
    const { partitions = [], runs = [], isolation } = trace.topicRead ?? {};
    expect(isolation).toBe('committed');
    expect(runs.reduce((sum, one) => sum + one.count, 0)).toBe(kept.length);
    const sum = (what: 'records' | 'markers' | 'aborted' | 'gaps'): number =>
      partitions.reduce((all, one) => all + one[what], 0);
    // Twenty transactions, each with a marker; the last of each partition may lie behind its last record.
    expect([sum('records'), sum('gaps')]).toEqual([kept.length, 0]);
    expect(sum('aborted')).toBeLessThanOrEqual(recordCount - kept.length);
    expect(sum('markers')).toBeGreaterThan(0);
  }, 120_000);

  const keeping = (offsets: OffsetKeeping, rest: Partial<Job> = {}): Job =>
    job('direct-no-checkpoint', users.topic(topic), { offsets, ...rest });

  test('offsets: none; a driver that comes back begins at the end, and what was planned is lost', async () => {
    const trace = await run(keeping('none'), kill('driver', after('compute')));
    expect(trace.failures[0]?.fired).toBe(true);
    expect(count(trace).lost.length).toBeGreaterThan(0);
  }, 120_000);

  test('offsets: after output; a driver that comes back begins where it had written: nothing is lost', async () => {
    const trace = await run(keeping('after output'), kill('driver', after('compute', { occurrence: 4 })));
    expect(trace.failures[0]?.fired).toBe(true);
    expect(count(trace).lost).toEqual([]);
  }, 120_000);

  test('offsets: with output; nothing is lost, and nothing is output twice', async () => {
    const of = keeping('with output', { sink: 'transactional' });
    const trace = await run(of, kill('driver', after('out')));
    expect(trace.failures[0]?.fired).toBe(true);
    const { lost, outputTwice } = count(trace);
    expect([lost, outputTwice]).toEqual([[], []]);
  }, 120_000);

  test('offsets: auto-commit; what is lost had been committed before it was written', async () => {
    const slow = keeping('auto-commit');
    const of = { ...slow, source: { ...slow.source, ratePerSecond: 40 } }; // it commits after five seconds
    const trace = await run(of, kill('driver', after('commit')));
    expect(trace.failures[0]?.fired).toBe(true);
    const settled = momentsOf(trace, 'step').flatMap(({ step, records }) => (step === 'settle' ? records : []));
    expect(settled.length).toBeGreaterThan(0);
    expect(settled).toEqual(expect.arrayContaining([...count(trace).lost]));
  }, 120_000);

  test('its output goes to a topic of the run’s own beside it, which bears our mark; the source’s topic is as it was', async () => {
    const before = await users.log.bounds(topic);
    const of = job('direct-checkpoint', users.topic(topic), { sink: 'transactional', sinkTopic: 'output' });
    const trace = await run(of, kill('driver', after('out')));
    const { lost, outputTwice, accepted } = count(trace);
    expect([lost, outputTwice, accepted.length]).toEqual([[], [], kept.length]);
    expect(await users.log.bounds(topic)).toEqual(before);
  }, 120_000);
});
