import { describe, expect, test } from '@jest/globals';
import type { Trace } from '../../src/terms/trace.js';
import { after, pause } from '../engine/failures.js';
import { endless, rowJob } from '../engine/jobs.js';
import { momentsOf, passings } from '../engine/reading.js';
import { count } from '../engine/counting.js';
import { wholeRun } from '../engine/whole-run.js';

const job = (blockIntervalMs: number, blockQueueSize = 10) =>
  rowJob('unreliable', {
    source: { ratePerSecond: 200, records: 60 },
    properties: { blockIntervalMs, blockQueueSize }
  });

describe('the block generator', () => {
  test.each([10, 40, 150])('cuts at most one block an interval: %s ms', intervalMs => {
    const cuts = passings(wholeRun(job(intervalMs)), 'cut').map(({ atMs }) => atMs);
    expect(cuts.length).toBeGreaterThan(1);
    const gaps = cuts.slice(1).map((atMs, nth) => atMs - (cuts[nth] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(intervalMs - 1e-6);
  });

  test('puts all that was received since the last cut into one block, and cuts nothing when there was nothing', () => {
    const trace = wholeRun(job(40));
    let buffer: number[] = [];
    for (const { step, records } of passings(trace, 'recv', 'cut')) {
      if (step === 'recv') {
        buffer.push(...records);
      } else {
        expect(records).toEqual(buffer);
        expect(records.length).toBeGreaterThan(0);
        buffer = [];
      }
    }
    expect(buffer).toEqual([]);
  });

  test('stores each cut as one block, in order', () => {
    const trace = wholeRun(job(40));
    expect(passings(trace, 'put').map(({ records }) => records)).toEqual(
      passings(trace, 'cut').map(({ records }) => records)
    );
  });
});

describe('the queue of blocks to push', () => {
  /** The driver stands still for a second, so that no block can be reported. */
  const blocked = (blockQueueSize: number): Trace =>
    wholeRun(rowJob('unreliable', { ...endless, properties: { blockIntervalMs: 20, blockQueueSize } }), [
      pause('driver', 1000, after('reply'))
    ]);
  const cutsWhilePaused = (trace: Trace) => {
    const fromMs = momentsOf(trace, 'fault')[0]?.atMs ?? 0;
    return passings(trace, 'cut').filter(({ atMs }) => atMs > fromMs && atMs < fromMs + 1000);
  };

  test('holds as many as its size: then the timer waits, with one block in its hand', () => {
    expect(cutsWhilePaused(blocked(1)).length).toBeLessThanOrEqual(2); // one is being pushed
    expect(cutsWhilePaused(blocked(4)).length).toBeLessThanOrEqual(5);
    expect(cutsWhilePaused(blocked(4)).length).toBeGreaterThan(cutsWhilePaused(blocked(1)).length);
    expect(cutsWhilePaused(blocked(100)).length).toBeGreaterThan(15);
  });

  test('meanwhile records go on being received, and become one large block afterwards; none is lost', () => {
    const trace = blocked(1);
    const pausedMs = momentsOf(trace, 'fault')[0]?.atMs ?? 0;
    const sizes = passings(trace, 'cut')
      .filter(({ atMs }) => atMs >= pausedMs + 1000)
      .map(({ records }) => records.length);
    expect(sizes[0]).toBeLessThanOrEqual(2); // the one in the timer's hand was cut before
    expect(sizes[1]).toBeGreaterThan(20);
    expect(count(trace).lost).toEqual([]);
  });
});
