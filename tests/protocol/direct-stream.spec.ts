import { describe, expect, test } from '@jest/globals';
import type { OffsetKeeping } from '../../src/terms/job.js';
import type { Trace } from '../../src/terms/trace.js';
import { count, writtenOf } from '../engine/counting.js';
import { after, kill } from '../engine/failures.js';
import { rowJob, type Overrides } from '../engine/jobs.js';
import { momentsOf, passing, passings } from '../engine/reading.js';
import { wholeRun } from '../engine/whole-run.js';

const seeds = Array.from({ length: 10 }, (_, seed) => seed + 1);
const planned = (trace: Trace) => passings(trace, 'compute').flatMap(({ records }) => records);
const ofDriver = (trace: Trace, driver: string) =>
  passings(trace, 'compute').filter(({ process }) => process === driver);

describe('a direct stream', () => {
  test('plans ranges one after another, from where the last one ended to the end of the log', () => {
    const trace = wholeRun(rowJob('direct-no-checkpoint'));
    expect(planned(trace)).toEqual(count(trace).accepted);
    for (const { atMs, records } of passings(trace, 'compute').slice(-20)) {
      const there = momentsOf(trace, 'accepted')
        .filter(one => one.atMs < atMs - 2)
        .flatMap(one => one.records);
      if (records.length > 0) expect(records.at(-1)).toBeGreaterThanOrEqual(there.at(-1) ?? 0);
    }
  });

  test('reads exactly the planned range, on an executor, at no receiver', () => {
    const trace = wholeRun(rowJob('direct-no-checkpoint'));
    expect(passings(trace, 'start', 'recv', 'put', 'ack')).toEqual([]);
    for (const { batch, records } of passings(trace, 'compute')) {
      const written = writtenOf(trace)
        .filter(one => one.batch === batch)
        .flatMap(one => one.records);
      expect(written).toEqual(records);
    }
  });

  test('takes no more than spark.streaming.kafka.maxRatePerPartition allows', () => {
    const trace = wholeRun(rowJob('direct-no-checkpoint', { properties: { maxRatePerPartition: 30 } }));
    const sizes = passings(trace, 'compute').map(({ records }) => records.length);
    expect(Math.max(...sizes)).toBe(3);
    expect(count(trace).lost).toEqual([]);
  });

  test('fixes a range when it is planned: a task that runs again reads the same', () => {
    const trace = wholeRun(rowJob('direct-no-checkpoint'), [kill('task executor', after('out'))]);
    const again = writtenOf(trace).find(({ attempt }) => attempt === 1);
    expect(
      writtenOf(trace)
        .filter(one => one.batch === again?.batch)
        .every(one => one.origin === again?.origin)
    ).toBe(true);
    expect(count(trace).processedTwice).toEqual([]);
  });
});

describe('a restart from a checkpoint', () => {
  test('restores exactly the ranges that it holds', () => {
    for (const seed of seeds) {
      const trace = wholeRun(rowJob('direct-checkpoint'), [kill('driver', after('ckpt1', { occurrence: 2 }))], seed);
      const restored = passing(trace, 'restore').batch;
      const [first, again] = passings(trace, 'compute').filter(({ batch }) => batch === restored);
      expect(first?.records.length).toBeGreaterThan(0);
      expect(again?.records).toEqual(first?.records);
    }
  });

  test('plans batches after it anew, up to the end of the log as it is now: larger than they were, the later ones empty', () => {
    const larger: Trace[] = [];
    for (let seed = 1; seed <= 40; seed += 1) {
      const trace = wholeRun(rowJob('direct-checkpoint'), [kill('driver', after('out'))], seed);
      const restored = passing(trace, 'restore').batch ?? 0;
      const lost = ofDriver(trace, 'driver-1').filter(
        ({ batch, records }) => (batch ?? 0) > restored && records.length > 0
      );
      for (const { batch, records } of lost) {
        larger.push(trace);
        const anew = ofDriver(trace, 'driver-2').find(one => one.batch === batch);
        expect(anew?.records.slice(0, records.length)).toEqual(records);
        expect(anew?.records.length).toBeGreaterThan(records.length);
        const later = ofDriver(trace, 'driver-2').filter(
          one => (one.batch ?? 0) > (batch ?? 0) && one.atMs < (anew?.atMs ?? 0) + 20
        );
        expect(later.every(one => one.records.length === 0)).toBe(true);
      }
    }
    expect(larger.length).toBeGreaterThan(0);
    // Output raced with the checkpoint, and won: what was written is processed from two ranges.
    expect(larger.every(trace => count(trace).processedTwice.length > 0)).toBe(true);
  });
});

describe('a driver that keeps no offsets', () => {
  const restarted = (autoOffsetReset: 'latest' | 'earliest') =>
    wholeRun(rowJob('direct-no-checkpoint', { properties: { autoOffsetReset } }), [kill('driver', after('submit'))]);

  test('begins at the end of the log: what came before, and was not processed, is passed over', () => {
    const trace = restarted('latest');
    const first = ofDriver(trace, 'driver-2').find(({ records }) => records.length > 0);
    const lost = count(trace).lost;
    expect(lost.length).toBeGreaterThan(5);
    expect(Math.max(...lost)).toBe((first?.records[0] ?? count(trace).accepted.length) - 1);
    expect(count(trace).processedTwice).toEqual([]);
  });

  test('or at its beginning, with auto.offset.reset: earliest: then all comes again', () => {
    const trace = restarted('earliest');
    expect(ofDriver(trace, 'driver-2').find(({ records }) => records.length > 0)?.records[0]).toBe(0);
    expect(count(trace).lost).toEqual([]);
    expect(count(trace).processedTwice.length).toBeGreaterThan(0);
  });
});

describe('offsets kept', () => {
  const kept = (offsets: OffsetKeeping, rest: Overrides = {}): Overrides => ({
    offsets,
    source: { ratePerSecond: 40, records: 300 },
    ...rest
  });

  test('after output: a commit is queued when a batch is done, and sent by the next plan', () => {
    const trace = wholeRun(rowJob('direct-no-checkpoint', kept('after output')));
    for (const { atMs } of passings(trace, 'commit')) {
      const before = passings(trace, 'compute', 'done').filter(one => one.atMs < atMs);
      expect(before.at(-1)?.step).toBe('compute');
      expect(before.some(({ step }) => step === 'done')).toBe(true);
    }
    expect(passings(trace, 'commit').length).toBeGreaterThan(10);
  });

  test('after output: a restart goes on from the last commit; what was output since comes again, nothing is lost', () => {
    const trace = wholeRun(rowJob('direct-no-checkpoint', kept('after output')), [
      kill('driver', after('done', { occurrence: 3 }))
    ]);
    const committed = passings(trace, 'settle')
      .filter(({ atMs }) => atMs < (trace.failures[0]?.atMs ?? 0))
      .at(-1);
    const first = ofDriver(trace, 'driver-2').find(({ records }) => records.length > 0);
    expect(first?.records[0]).toBe((committed?.records.at(-1) ?? -1) + 1);
    expect(count(trace).lost).toEqual([]);
    expect(count(trace).outputTwice.length).toBeGreaterThan(0);
  });

  test('auto-commit: commits every five seconds where the driver stands, whatever has been processed', () => {
    const trace = wholeRun(
      rowJob('direct-no-checkpoint', kept('auto-commit', { source: { ratePerSecond: 40, records: 500 } }))
    );
    const commits = passings(trace, 'commit');
    expect(commits.length).toBeGreaterThan(1);
    expect((commits[1]?.atMs ?? 0) - (commits[0]?.atMs ?? 0)).toBeGreaterThan(4990); // from plan to plan
    for (const { atMs, records } of commits) {
      expect(records).toEqual(
        passings(trace, 'compute')
          .filter(one => one.atMs < atMs)
          .flatMap(one => one.records)
      );
    }
  });

  test('auto-commit: with a rate limit, commits what was not even planned: the driver has sought to the end of the log', () => {
    const job = rowJob('direct-no-checkpoint', {
      offsets: 'auto-commit',
      source: { ratePerSecond: 40, records: 300 },
      properties: { maxRatePerPartition: 20 }
    });
    const trace = wholeRun(job);
    const commit = passing(trace, 'commit');
    const before = passings(trace, 'compute')
      .filter(one => one.atMs < commit.atMs)
      .flatMap(one => one.records);
    expect(commit.records.length).toBeGreaterThan(before.length + 50);
    const killed = wholeRun(job, [kill('driver', after('commit'))]);
    expect(count(killed).lost.length).toBeGreaterThan(50);
  });

  test('auto-commit: a commit ahead of the output loses what lies between', () => {
    // A batch that takes longer than its interval: the driver plans ahead of what is written.
    const slow: Overrides = { source: { ratePerSecond: 1000, records: 6000 } };
    const job = rowJob('direct-no-checkpoint', kept('auto-commit', slow));
    const trace = wholeRun(job, [kill('driver', after('commit'))]);
    const settled = new Set(passing(trace, 'settle').records);
    expect(count(trace).lost.length).toBeGreaterThan(0);
    expect(count(trace).lost.every(record => settled.has(record))).toBe(true);
  });

  test.each(['append', 'transactional'] as const)(
    'with output (%s): a restart goes on behind the last record written',
    sink => {
      for (const step of ['submit', 'out', 'done'] as const) {
        const job = rowJob('direct-no-checkpoint', kept('with output', { sink }));
        const trace = wholeRun(job, [kill('driver', after(step, { occurrence: 2 }))]);
        expect([step, count(trace).lost, count(trace).outputTwice]).toEqual([step, [], []]);
      }
    }
  );
});
