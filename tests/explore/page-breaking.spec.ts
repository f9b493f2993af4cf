import { describe, expect, test } from '@jest/globals';
import { breaksPage, type ExploredRun } from '../../src/explore/page-breaking.js';
import type { Struck } from '../../src/explore/crash.js';
import { rowJob } from '../engine/jobs.js';

const run = (struck: readonly Struck[], lost: number, duplicated = 0): ExploredRun => ({
  schedule: { crashes: struck.map((each, at) => ({ struck: each, at })) },
  result: { fired: true, drained: true, receipt: { lost, duplicated }, aborts: 0 }
});
const replicated = breaksPage(rowJob('reliable-replicated'));
const direct = breaksPage(rowJob('direct-checkpoint'));

describe('an explored run contradicts the page', () => {
  test('where it lost records and the page promises none', () => {
    expect(replicated(run(['receiver executor'], 1))).toBe(true);
    expect(replicated(run(['receiver executor'], 0, 4))).toBe(false);
  });

  test('but not where the page warns of it', () => {
    expect(replicated(run(['driver'], 1))).toBe(false);
  });

  test('nor where the promise is for a single failure and two struck, or one of them may lose', () => {
    expect(replicated(run(['receiver executor', 'replica executor'], 1))).toBe(false);
    expect(replicated(run(['receiver executor', 'driver'], 1))).toBe(false);
    expect(direct(run(['driver', 'driver'], 1))).toBe(true);
  });

  test('nor where a setting voids the promise, or the job ended itself where a driver’s failure may lose', () => {
    expect(breaksPage(rowJob('reliable-wal', { supervise: false }))(run(['driver'], 1))).toBe(false);
    const ended = run(['receiver executor'], 1);
    expect(replicated({ ...ended, result: { ...ended.result, aborts: 1 } })).toBe(false);
  });

  test('where a direct stream processed records twice', () => {
    expect(direct(run(['driver'], 0, 1))).toBe(true);
  });

  test('never without an end, nor without a row', () => {
    const open = run(['receiver executor'], 1);
    expect(replicated({ ...open, result: { ...open.result, drained: false } })).toBe(false);
    expect(breaksPage(rowJob('unreliable', { writeAheadLog: true }))(open)).toBe(false);
  });
});
