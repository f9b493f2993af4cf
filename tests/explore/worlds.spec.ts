/** Under which schedules a job is tried: seeds, and stores that settle the race of checkpoint and output either way. */
import { describe, expect, test } from '@jest/globals';
import { boundOf } from '../../src/explore/bound.js';
import type { Schedule } from '../../src/explore/crash.js';
import { crashPointsOf } from '../../src/explore/crash-points.js';
import { Laboratory } from '../../src/explore/laboratory.js';
import { explorePairs } from '../../src/explore/pairs.js';
import { smallJob } from '../../src/explore/small-job.js';
import { worldsOfChange, worldsOfMany, worldsOfOne } from '../../src/explore/worlds.js';
import { newContext, readCell } from '../../src/language/read.js';
import { rowJob } from '../engine/jobs.js';

describe.each(['reliable-wal', 'direct-checkpoint'] as const)('the schedules of %s', row => {
  const job = smallJob(rowJob(row));

  test.each([
    ['alone', worldsOfOne],
    ['among others', worldsOfMany],
    ['as a change of another', worldsOfChange]
  ])('%s: both orders of checkpoint and output come about', (_, worldsOf) => {
    const races = worldsOf(job).map(world => crashPointsOf(new Laboratory(job), { ...world, crashes: [] }).races);
    expect(races.some(({ checkpointFirst }) => checkpointFirst > 0)).toBe(true);
    expect(races.some(({ outputFirst }) => outputFirst > 0)).toBe(true);
  });

  test('can be written in a cell, so that a witness can be made of what they show', () => {
    for (const { storeLatencyMs } of worldsOfOne(job)) {
      const latency = storeLatencyMs === null ? '' : `\nstoreLatency: ${storeLatencyMs}ms`;
      expect(readCell(`job: clicks\nconfiguration: ${row}${latency}`, newContext())[0]?.kind).toBe('cell');
    }
  });
});

test('a store of which the job itself says how long it takes is left as it is', () => {
  const worlds = worldsOfOne({ ...smallJob(rowJob('reliable-wal')), storeLatencyMs: 7 });
  expect(worlds.map(({ storeLatencyMs }) => storeLatencyMs)).toEqual([null, null]);
});

test('pairs are tried under every one of them, and the bound says how many', async () => {
  const job = smallJob(rowJob('direct-checkpoint'));
  const laboratory = new Laboratory(job);
  const outcome = laboratory.try({ seed: job.seed, storeLatencyMs: null, crashes: [] });
  const asked: Schedule[] = [];
  const worlds = worldsOfOne(job);
  const exploration = await explorePairs({
    job,
    worlds,
    tryAll: (_, schedules) => {
      asked.push(...schedules);
      return Promise.resolve(schedules.map(() => outcome));
    }
  });
  for (const { seed, storeLatencyMs } of worlds) {
    const here = asked.filter(one => one.seed === seed && one.storeLatencyMs === storeLatencyMs);
    expect(here.length).toBeGreaterThan(100);
    expect(here.every(({ crashes }) => crashes.length === 2)).toBe(true);
  }
  expect(exploration.tried).toHaveLength(asked.length);
  expect(exploration.covered.map(({ tried }) => tried).reduce((sum, tried) => sum + tried)).toBe(asked.length);
  expect(exploration.repeated).toEqual({ runs: 12, same: 12 });
  expect(boundOf(exploration)[1]).toMatch(
    /^Covered: first crashes \d+ with seed 1, \d+ with seed 2 and a store that takes 25 ms, \d+ with seed 3 and \d+ with seed 4 and a store that takes no time, at most 4 of each step and victim \(2 with other schedules\)/
  );
});
