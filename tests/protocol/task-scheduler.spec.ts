import { describe, expect, test } from '@jest/globals';
import type { Failure } from '../../src/terms/failure.js';
import type { Trace } from '../../src/terms/trace.js';
import { count, writtenOf } from '../engine/counting.js';
import { after, kill } from '../engine/failures.js';
import { rowJob } from '../engine/jobs.js';
import { deathOf, passing, passings } from '../engine/reading.js';
import { wholeRun } from '../engine/whole-run.js';

/** The executor of a task is killed, so many times one after the other. */
const lostExecutors = (times: number): readonly Failure[] =>
  Array.from({ length: times }, (_, nth) => kill('task executor', after('out'), nth === 0 ? {} : { withinMs: 1000 }));
/** A direct job writes each record of a batch by itself, so a task can be cut in the middle; one range is one task. */
const direct = (taskMaxFailures: number) => rowJob('direct-checkpoint', { properties: { taskMaxFailures } });
const highest = (trace: Trace) => Math.max(...writtenOf(trace).map(({ attempt }) => attempt));

describe('a task whose executor is lost', () => {
  test('runs again on another executor; what it had written is written again', () => {
    const trace = wholeRun(direct(4), lostExecutors(1));
    const victim = trace.failures[0]?.victims[0]?.process;
    const [first] = writtenOf(trace)
      .filter(({ process }) => process === victim)
      .slice(-1);
    const [again] = writtenOf(trace).filter(({ attempt }) => attempt === 1);
    expect(again?.process).not.toBe(victim);
    expect(again).toMatchObject({ batch: first?.batch, origin: first?.origin, driver: 'driver-1' });
    expect(count(trace)).toMatchObject({ lost: [], processedTwice: [], outputTwice: again?.records });
  });

  test('is tried as often as spark.task.maxFailures allows; one loss is one failure', () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const trace = wholeRun(direct(2), lostExecutors(1), seed);
      expect([passings(trace, 'abort').length, highest(trace)]).toEqual([0, 1]);
    }
    const three = wholeRun(direct(4), lostExecutors(3));
    expect([passings(three, 'abort').length, highest(three)]).toEqual([0, 3]);
  });

  test('has failed too often then: the job is aborted, and the driver ends itself', () => {
    for (const allowed of [1, 2, 3]) {
      const trace = wholeRun(direct(allowed), lostExecutors(allowed));
      const { batch, records, process } = passing(trace, 'abort');
      expect(process).toBe('driver-1');
      expect(records.length).toBeGreaterThan(0);
      expect(passings(trace, 'done').filter(one => one.process === 'driver-1' && one.batch === batch)).toEqual([]);
      expect(deathOf(trace, 'driver-1').code).toBe(1);
      expect(count(trace).lost).toEqual([]); // the checkpoint has the range
    }
  });
});

describe('a block that nobody has', () => {
  test('fails the task again and again; meanwhile no other batch runs', () => {
    const trace = wholeRun(rowJob('reliable-unreplicated'), [kill('receiver executor', after('submit'))]);
    const abort = passing(trace, 'abort');
    const tries = passings(trace, 'task').filter(({ batch, atMs }) => batch === abort.batch && atMs < abort.atMs);
    expect(tries.length).toBeGreaterThanOrEqual(3); // four, or three where one died with the executor
    expect(abort.atMs).toBeGreaterThan(deathOf(trace, 'executor-1').atMs);
  });
});

describe('a task waits', () => {
  test('for an executor when there is none', () => {
    const trace = wholeRun(rowJob('direct-checkpoint', { executors: 1 }), [kill('executor', after('submit'))]);
    expect(trace.failures[0]?.fired).toBe(true);
    expect(count(trace)).toMatchObject({ lost: [], processedTwice: [] });
    expect(passings(trace, 'abort')).toEqual([]);
  });
});

describe('batches', () => {
  test('run one after another', () => {
    const trace = wholeRun(rowJob('reliable-replicated'));
    let open: number | null = null;
    for (const { step, batch } of passings(trace, 'task', 'done')) {
      if (step === 'task') {
        expect(open === null || open === batch).toBe(true);
        open = batch;
      } else if (batch === open) {
        open = null;
      }
    }
  });

  test('run two at a time with spark.streaming.concurrentJobs: 2', () => {
    const overlapping = (concurrentJobs: number) => {
      const job = rowJob('direct-checkpoint', {
        source: { ratePerSecond: 1000, records: 400 }, // a batch takes longer than its interval
        properties: { concurrentJobs }
      });
      const trace = wholeRun(job);
      expect(count(trace).lost).toEqual([]);
      const begun = passings(trace, 'task').map(({ batch, atMs }) => ({ batch, atMs }));
      return begun.filter(({ batch, atMs }) => {
        const before = passings(trace, 'done').find(one => one.batch === (batch ?? 0) - 100);
        return before !== undefined && before.atMs > atMs;
      }).length;
    };
    expect(overlapping(1)).toBe(0);
    expect(overlapping(2)).toBeGreaterThan(0);
  });
});
