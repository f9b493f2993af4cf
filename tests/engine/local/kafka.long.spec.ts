/** Jobs that read a real Kafka of their own: the page's table, and the crash points that only a committed offset has. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { placed } from '../../../src/explore/placement.js';
import { pageConfigurations } from '../../../src/guarantee/page.js';
import { LocalRun, type Scripts } from '../../../src/engine/local/local-run.js';
import type { Failure } from '../../../src/terms/failure.js';
import type { Job } from '../../../src/terms/job.js';
import type { Trace } from '../../../src/terms/trace.js';
import { onRealKafka } from '../../kafka/real-broker.js';
import { count, type Count } from '../counting.js';
import { after, drop, kill } from '../failures.js';
import { ownKafka, rowJob } from '../jobs.js';
import { momentsOf } from '../reading.js';
import { wholeRun } from '../whole-run.js';
import { bundledScripts } from './bundled.js';
import { localWholeRun, noPace } from './local-whole-run.js';
import { processesWith, untilNoneWith } from './processes.js';

/** A second of records, and time enough for a busy machine. */
const source = { kind: 'log', ratePerSecond: 200, records: 400 } as const;
const limitMs = 120_000;
/** The promise: so long after its supervisor's end nothing of a job is left, ms; this machine may be busy. */
const goneWithinMs = 4000;

/** The same job in virtual time, where the one rule places the fault. */
const placedIn = (job: Job, victim: 'driver' | 'executor'): readonly Failure[] => {
  const virtual: Job = { ...job, engine: 'simulated', source: { ...job.source, content: { from: 'generated' } } };
  const failure = placed({ kind: 'kill', victims: [victim] }, wholeRun(virtual, [], 1));
  return failure === null ? [] : [failure];
};

const cells = pageConfigurations.flatMap(({ id, promises }) =>
  Object.values(promises).map(({ promise }, nth) => ({
    id,
    promise,
    victim: nth === 0 ? ('executor' as const) : ('driver' as const)
  }))
);

onRealKafka('a job on a real Kafka of its own', () => {
  let scripts: Scripts;
  beforeAll(async () => {
    scripts = await bundledScripts();
  });
  const row = (id: (typeof cells)[number]['id'], rest: Partial<Job> = {}): Job =>
    rowJob(id, { engine: 'local', limitMs, ...rest, batchIntervalMs: 300, source: { ...source, content: ownKafka } });
  const run = (job: Job, failures: readonly Failure[]): Promise<Trace> => localWholeRun({ ...job, failures }, scripts);
  /** A run in which the failure fired and the job came back: what the broker accepted, against what the sink holds. */
  async function judged(job: Job, failures: readonly Failure[]): Promise<Count> {
    const trace = await run(job, failures);
    expect([trace.ended, trace.outcome, trace.failures[0]?.fired]).toEqual(['drained', 'recovered', true]);
    const counted = count(trace);
    expect(counted.accepted).toHaveLength(source.records);
    return counted;
  }

  test.each(cells.filter(({ promise }) => promise === 'no data loss'))(
    'keeps its promise: $id, $victim killed, no data loss',
    async ({ id, victim }) => {
      const job = row(id);
      expect((await judged(job, placedIn(job, victim))).lost).toEqual([]);
    },
    120_000
  );

  /** A warning is no promise: whether the batch was quicker than the kill is left to the clock, so there are several tries. */
  test.each(cells.filter(({ promise }) => promise === 'data loss'))(
    'shows what the page warns of: $id, $victim killed, data loss',
    async ({ id, victim }) => {
      const job = row(id);
      const failures = placedIn(job, victim);
      let lost = 0;
      for (let tries = 0; tries < 5 && lost === 0; tries += 1) lost = (await judged(job, failures)).lost.length;
      expect(lost).toBeGreaterThan(0);
    },
    300_000
  );

  test('a lost acknowledgement and a crash before the next one: the successor begins at the old offset, processed twice', async () => {
    const trace = await run(row('reliable-replicated'), [
      drop('acknowledgement', after('ack', { record: 200 })),
      kill('receiver executor', after('put'), { withinMs: 2000 })
    ]);
    expect(trace.failures.map(({ fired }) => fired)).toEqual([true, true]);
    const [dropped] = momentsOf(trace, 'fault');
    const { lost, processedTwice } = count(trace);
    expect(dropped?.records.length).toBeGreaterThan(0);
    expect(processedTwice).toEqual(expect.arrayContaining([...(dropped?.records ?? [])]));
    expect(lost).toEqual([]);
  }, 120_000);

  test('a driver that dies with its offsets committed after output goes on where they say: nothing is lost', async () => {
    const trace = await run(row('direct-no-checkpoint', { offsets: 'after output' }), [
      kill('driver', after('commit'))
    ]);
    expect(trace.failures[0]?.fired).toBe(true);
    expect(count(trace).lost).toEqual([]);
  }, 120_000);

  test('is gone, its broker with it, soon after its supervisor is killed', async () => {
    const temporaryFolder = mkdtempSync(join(tmpdir(), 'spillway-kafka-'));
    const job = row('direct-checkpoint');
    const live = new LocalRun(job, 1, { baseFolder: temporaryFolder, temporaryFolder, scripts });
    expect(await live.toSteady(noPace)).toBe('reached');
    expect(processesWith(temporaryFolder).length).toBeGreaterThan(0);
    process.kill(live.supervisorPid ?? NaN, 'SIGKILL');
    await untilNoneWith([temporaryFolder, scripts.keeper, scripts.process], goneWithinMs);
    live.stop();
    rmSync(temporaryFolder, { recursive: true, force: true });
  }, 120_000);
});
