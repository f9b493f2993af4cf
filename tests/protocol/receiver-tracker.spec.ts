import { describe, expect, test } from '@jest/globals';
import { receiverRelaunchMs } from '../../src/protocol/timing.js';
import type { Trace } from '../../src/terms/trace.js';
import { count, writtenOf } from '../engine/counting.js';
import { after, kill } from '../engine/failures.js';
import { rowJob, type Overrides } from '../engine/jobs.js';
import { deathOf, momentsOf, passing, passings } from '../engine/reading.js';
import { wholeRun } from '../engine/whole-run.js';

const seeds = Array.from({ length: 12 }, (_, seed) => seed + 1);
const metadataOnly: Overrides = { checkpoint: 'recovered' };

/** The plans of each batch: what `rdd` held, one entry for each time it was made. */
function plansOf(trace: Trace): ReadonlyMap<number, readonly (readonly number[])[]> {
  const plans = new Map<number, (readonly number[])[]>();
  for (const { batch, records } of passings(trace, 'rdd')) {
    plans.set(batch ?? 0, [...(plans.get(batch ?? 0) ?? []), records]);
  }
  return plans;
}

describe('allocation', () => {
  test('gives every queued block to the batch of the next tick, each block once', () => {
    const trace = wholeRun(rowJob('reliable-replicated'));
    const allocated = passings(trace, 'alloc').flatMap(({ records }) => records);
    expect(allocated).toEqual(passings(trace, 'queue').flatMap(({ records }) => records));
  });

  test('is done once for a batch: run again, it has the same contents', () => {
    for (const step of ['submit', 'ckpt1', 'out', 'done', 'ckpt2'] as const) {
      for (const seed of seeds) {
        const trace = wholeRun(rowJob('reliable-wal'), [kill('driver', after(step))], seed);
        const plans = [...plansOf(trace).values()];
        for (const [first = [], ...again] of plans) {
          expect(again.every(records => JSON.stringify(records) === JSON.stringify(first))).toBe(true);
        }
        expect(plans.filter(of => of.length > 1).length).toBeGreaterThan(0);
        const batches = passings(trace, 'alloc').map(({ batch }) => batch);
        expect(new Set(batches).size).toBe(batches.length);
      }
    }
  });

  test('of a crash between it and the plan is remembered', () => {
    const trace = wholeRun(rowJob('reliable-wal'), [kill('driver', after('alloc', { record: 12 }))]);
    const { batch, records } = passing(trace, 'alloc', moment => moment.records.includes(12));
    expect(passing(trace, 'rdd', moment => moment.batch === batch)).toMatchObject({ process: 'driver-2', records });
    expect(count(trace)).toMatchObject({ lost: [], processedTwice: [] });
  });
});

describe('a driver that found its checkpoint', () => {
  test('reads back the blocks that no batch had, and gives them to the first batch it allocates', () => {
    const trace = wholeRun(rowJob('reliable-wal'), [kill('driver', after('queue', { record: 12 }))]);
    const replay = passing(trace, 'replay');
    expect(replay.records).toContain(12);
    const first = passings(trace, 'alloc').find(({ process }) => process === replay.process);
    expect(first?.records).toEqual(replay.records);
    expect(count(trace).lost).toEqual([]);
  });

  test('allocates anew only batches later than the last one that was allocated', () => {
    const trace = wholeRun(rowJob('reliable-wal'), [kill('driver', after('ckpt1', { occurrence: 2 }))]);
    const of = (driver: string) =>
      passings(trace, 'alloc').flatMap(one => (one.process === driver ? [one.batch ?? 0] : []));
    expect(Math.min(...of('driver-2'))).toBe(Math.max(...of('driver-1')) + 100);
    expect(passings(trace, 'again').map(({ batch }) => batch)).toContain(Math.max(...of('driver-1')));
  });

  test('does not trust the place of blocks read back: without a data log they are left out', () => {
    const trace = wholeRun(rowJob('reliable-replicated', metadataOnly), [kill('driver', after('ack', { record: 12 }))]);
    const replay = passing(trace, 'replay');
    const allocated = passing(trace, 'alloc', moment => moment.process === replay.process && moment.records.length > 0);
    expect(allocated.records).toEqual(replay.records);
    expect(passing(trace, 'rdd', moment => moment.atMs === allocated.atMs).records).toEqual([]);
    expect(count(trace).lost).toEqual(expect.arrayContaining([12]));
  });

  test('takes them from the data log where there is one', () => {
    const trace = wholeRun(rowJob('reliable-wal'), [kill('driver', after('ack', { record: 12 }))]);
    const [written] = writtenOf(trace).filter(({ records }) => records.includes(12));
    expect(written).toMatchObject({
      driver: 'driver-2',
      origin: passing(trace, 'wal', one => one.records.includes(12)).block
    });
  });
});

describe('a log of metadata is read', () => {
  test.each([
    ['none', 0],
    ['written only', 0],
    ['recovered', 1]
  ] as const)('checkpoint: %s: %s times', (checkpoint, times) => {
    const trace = wholeRun(rowJob('reliable-replicated', { checkpoint }), [kill('driver', after('ack'))]);
    expect(passings(trace, 'replay')).toHaveLength(times);
    expect(passings(trace, 'restore')).toHaveLength(times);
  });
});

describe('a data log', () => {
  test('is never scanned: a block in it that the driver never heard of is dead, only its source can bring it back', () => {
    for (const id of ['reliable-wal', 'unreliable'] as const) {
      const job = rowJob(id, { writeAheadLog: true, checkpoint: 'recovered', storageLevel: 'MEMORY_AND_DISK_SER' });
      const trace = wholeRun(job, [kill(['receiver executor', 'driver'], after('wal', { record: 12 }))]);
      const { block, records } = passing(trace, 'wal', moment => moment.records.includes(12));
      expect(passings(trace, 'meta').filter(moment => moment.block === block)).toEqual([]);
      expect(writtenOf(trace).filter(({ origin }) => origin === block)).toEqual([]);
      expect(count(trace).lost.filter(record => records.includes(record))).toEqual(id === 'unreliable' ? records : []);
      expect(passings(trace, 'redeliver').length).toBe(id === 'unreliable' ? 0 : 1);
    }
  });
});

describe('a plan', () => {
  const lostPlace = (id: 'reliable-unreplicated' | 'reliable-wal') => {
    // Early in a long batch, so that the driver notices before it plans.
    const trace = wholeRun(rowJob(id, { batchIntervalMs: 500 }), [kill('receiver executor', after('ack'))]);
    const { records } =
      passings(trace, 'ack')
        .filter(({ atMs }) => atMs <= (trace.failures[0]?.atMs ?? 0))
        .at(-1) ?? {};
    const allocated = passing(trace, 'alloc', moment => moment.records.includes(records?.[0] ?? -1));
    const planned = passing(trace, 'rdd', moment => moment.batch === allocated.batch);
    return { allocated: allocated.records, planned: planned.records, reported: records ?? [] };
  };

  test('leaves out a block that nobody holds, with a warning only', () => {
    const { allocated, planned, reported } = lostPlace('reliable-unreplicated');
    expect(allocated).toEqual(expect.arrayContaining([...reported]));
    expect(planned.filter(record => reported.includes(record))).toEqual([]);
  });

  test('keeps it where there is a write-ahead log', () => {
    const { allocated, planned } = lostPlace('reliable-wal');
    expect(planned).toEqual(allocated);
    expect(planned.length).toBeGreaterThan(0);
  });
});

describe('a receiver', () => {
  test('runs once, and again elsewhere some time after its executor was lost', () => {
    for (const seed of seeds) {
      const trace = wholeRun(rowJob('reliable-replicated'), [kill('receiver executor', after('ack'))], seed);
      const [first, second, ...more] = passings(trace, 'start');
      expect(more).toEqual([]);
      const gapMs = (second?.atMs ?? 0) - deathOf(trace, first?.process ?? '').atMs;
      expect(gapMs).toBeGreaterThan(receiverRelaunchMs + 50); // noticed, then a job that exits at once, then the new one
      expect(gapMs).toBeLessThan(receiverRelaunchMs + 400);
      expect(second?.process).not.toBe(first?.process);
    }
  });

  test('stays where it is when another executor is lost', () => {
    const trace = wholeRun(rowJob('reliable-replicated'), [kill('other executor', after('ack'))]);
    expect(passings(trace, 'start')).toHaveLength(1);
  });

  test('is started by every driver', () => {
    const trace = wholeRun(rowJob('reliable-replicated'), [kill('driver', after('ack'))]);
    expect(passings(trace, 'start')).toHaveLength(2);
  });
});

describe('metadata of old batches', () => {
  test('goes once the second checkpoint of a later batch is durable, and does not come back', () => {
    const trace = wholeRun(rowJob('reliable-wal'), [kill('driver', after('ckpt2', { occurrence: 4 }))]);
    for (const { process, batch, atMs } of passings(trace, 'cleanup')) {
      const durable = passings(trace, 'ckpt2').some(
        one => one.process === process && one.batch === batch && one.atMs <= atMs
      );
      expect(durable).toBe(true);
    }
    const cleaned = Math.max(
      ...passings(trace, 'cleanup').flatMap(one => (one.process === 'driver-1' ? [one.batch ?? 0] : []))
    );
    const again = passings(trace, 'again').map(({ batch }) => batch ?? 0);
    expect(Math.min(...again)).toBeGreaterThanOrEqual(cleaned);
    expect(momentsOf(trace, 'fault')).toHaveLength(1);
  });
});
