import { describe, expect, test } from '@jest/globals';
import { windowOf } from '../../src/chart/run-window.js';
import { stories, told, toldPlainly, replicated } from './fixtures/runs.js';

describe('the window of a run', () => {
  test('is the whole run, where its failures fill a good part of it', () => {
    const { trace, tally } = told(stories.lost);
    const window = windowOf(trace, tally);
    expect(window).toMatchObject({ fromMs: 0, untilMs: trace.moments.at(-1)?.atMs, isWhole: true });
  });

  test('is the part around the failures, where the run went on for long', () => {
    const { trace, tally } = told(stories.long);
    const { fromMs, untilMs, isWhole } = windowOf(trace, tally);
    expect(isWhole).toBe(false);
    expect(fromMs).toBeGreaterThan(35_000);
    expect(untilMs).toBeLessThan(46_000);
    expect(fromMs % trace.job.batchIntervalMs).toBe(0);
  });

  test('is the whole run, however long, where nothing failed', () => {
    const { trace, tally } = toldPlainly({ job: replicated, rate: 1, sendsForMs: 90_000, fault: { kind: 'none' } });
    expect(windowOf(trace, tally)).toMatchObject({ fromMs: 0, isWhole: true });
  });

  test.each([1000, 3000, 20_000, 69_000, 71_000, 300_000])('has at most 140 bins for a run of %d ms', sendsForMs => {
    const { trace, tally } = toldPlainly({ job: replicated, rate: 1, sendsForMs, fault: { kind: 'none' } });
    const { fromMs, untilMs, binMs, sentBinMs } = windowOf(trace, tally);
    expect((untilMs - fromMs) / binMs).toBeLessThanOrEqual(140);
    expect(sentBinMs % trace.job.batchIntervalMs).toBe(0);
    expect(Math.abs(sentBinMs / binMs - Math.round(sentBinMs / binMs))).toBeLessThan(1e-9);
  });
});
