import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { batchesToRunAgain } from '../../src/protocol/checkpoint.js';
import type { Trace } from '../../src/terms/trace.js';
import { count } from '../engine/counting.js';
import { after, kill } from '../engine/failures.js';
import { rowJob } from '../engine/jobs.js';
import { passing, passings } from '../engine/reading.js';
import { wholeRun } from '../engine/whole-run.js';

const again = (time: number, pending: readonly number[], restartTime: number) =>
  batchesToRunAgain({ time, pending, input: null }, restartTime, 100);

describe('the batches that a restart runs again', () => {
  test('are those of the down time, from the checkpoint’s own on, and the first new one is not among them', () => {
    expect(again(500, [], 900)).toEqual([500, 600, 700, 800]);
    expect(again(500, [], 500)).toEqual([]);
  });

  test('and those that were not finished, each once, in the order of their times', () => {
    expect(again(500, [300, 400, 500], 700)).toEqual([300, 400, 500, 600]);
    expect(again(500, [700, 300], 600)).toEqual([300, 500]); // a pending one that is not past yet is made by the clock
  });

  test('are sorted, distinct and before the restart, and hold the checkpoint’s own', () => {
    const times = fc.integer({ min: 1, max: 50 }).map(nth => nth * 100);
    fc.assert(
      fc.property(times, fc.array(times), times, (time, pending, downMs) => {
        const batches = again(time, pending, time + downMs);
        expect(batches).toEqual([...new Set(batches)].sort((a, b) => a - b));
        expect(batches).toContain(time);
        expect(Math.max(...batches)).toBeLessThan(time + downMs);
      })
    );
  });
});

/** The newest checkpoint that was durable when the first driver died. */
function newestOf(trace: Trace): number {
  return (
    passings(trace, 'ckpt1', 'ckpt2')
      .filter(({ process }) => process === 'driver-1')
      .at(-1)?.batch ?? 0
  );
}

describe.each(['reliable-wal', 'direct-checkpoint'] as const)('a restart from a checkpoint: %s', id => {
  const killedAfter = (step: 'ckpt1' | 'ckpt2' | 'out' | 'submit', seed = 1) =>
    wholeRun(rowJob(id), [kill('driver', after(step, { occurrence: 2 }))], seed);

  test('reads the newest one that is durable', () => {
    for (const step of ['ckpt1', 'ckpt2', 'out', 'submit'] as const) {
      for (let seed = 1; seed <= 8; seed += 1) {
        const trace = killedAfter(step, seed);
        expect(passing(trace, 'restore').batch).toBe(newestOf(trace));
      }
    }
  });

  test('runs the batch that it names again, even if that was completed', () => {
    const trace = killedAfter('ckpt2');
    const newest = newestOf(trace);
    expect(
      passings(trace, 'done')
        .filter(({ batch }) => batch === newest)
        .map(({ process }) => process)
    ).toEqual(['driver-1', 'driver-2']);
    const { records } = passing(trace, 'done', ({ batch }) => batch === newest);
    expect(records.length).toBeGreaterThan(0);
    expect(count(trace).outputTwice).toEqual(records);
    expect(count(trace)).toMatchObject({ lost: [], processedTwice: [] });
  });

  test('runs every batch time of the down time, then goes on by the clock, without a gap', () => {
    const trace = killedAfter('ckpt1');
    const batches = passings(trace, 'submit')
      .filter(({ process }) => process === 'driver-2')
      .map(({ batch }) => batch ?? 0);
    expect(batches[0]).toBe(newestOf(trace));
    expect(batches.map((batch, nth) => batch - nth * 100)).toEqual(batches.map(() => batches[0]));
    const runAgain = passings(trace, 'again').map(({ batch }) => batch ?? 0);
    expect(runAgain.length).toBeGreaterThan(5);
    expect(batches.slice(0, runAgain.length)).toEqual(runAgain);
    expect((runAgain.at(-1) ?? 0) < passing(trace, 'again').atMs).toBe(true);
  });
});

describe('a checkpoint', () => {
  test('that is only written is never read', () => {
    const trace = wholeRun(rowJob('direct-checkpoint', { checkpoint: 'written only' }), [
      kill('driver', after('ckpt1'))
    ]);
    expect(passings(trace, 'restore', 'again')).toEqual([]);
    expect(passings(trace, 'ckpt1').some(({ process }) => process === 'driver-2')).toBe(true);
  });

  test('that was not written yet is not there to be read', () => {
    const trace = wholeRun(rowJob('direct-checkpoint'));
    expect(passings(trace, 'restart')).toHaveLength(1);
    expect(passings(trace, 'restore')).toEqual([]);
  });

  test('names the batches that were not finished when it was made', () => {
    // Two batches at once, the older of which is held up: the newer one's checkpoint must name both.
    for (let seed = 1; seed <= 8; seed += 1) {
      const trace = wholeRun(rowJob('reliable-wal'), [kill('driver', after('ckpt1', { occurrence: 2 }))], seed);
      const done = passings(trace, 'done').flatMap(one => (one.process === 'driver-1' ? [one.batch] : []));
      const open = passings(trace, 'submit').flatMap(one =>
        one.process === 'driver-1' && !done.includes(one.batch) ? [one.batch] : []
      );
      expect(passings(trace, 'again').map(({ batch }) => batch)).toEqual(expect.arrayContaining(open));
    }
  });
});
