import { describe, expect, test } from '@jest/globals';
import type { Trace } from '../../src/terms/trace.js';
import { count, writtenOf } from '../engine/counting.js';
import { after, kill } from '../engine/failures.js';
import { rowJob } from '../engine/jobs.js';
import { deathOf, momentsOf, passing, passings } from '../engine/reading.js';
import { wholeRun } from '../engine/whole-run.js';

const seeds = Array.from({ length: 20 }, (_, seed) => seed + 1);

describe('replication', () => {
  test('goes to one other executor, which is named', () => {
    const trace = wholeRun(rowJob('reliable-replicated'));
    for (const { block, peer, process } of passings(trace, 'replicate')) {
      expect(peer).not.toBe(process);
      expect(passing(trace, 'replica', moment => moment.block === block).process).toBe(peer);
    }
    expect(new Set(passings(trace, 'replicate').map(({ peer }) => peer)).size).toBe(2); // by chance, one or the other
  });

  test('is left out where there is nobody to replicate to: the block is accepted all the same', () => {
    const trace = wholeRun(rowJob('reliable-replicated', { executors: 1 }));
    expect(passings(trace, 'replicate')).toEqual([]);
    expect(passings(trace, 'ack').length).toBeGreaterThan(5);
    expect(count(trace).lost).toEqual([]);
  });

  /** The peer dies while a block is on its way to it. @returns that block's steps, and how long its store took. */
  const withoutPeer = (executors: number, maxReplicationFailures: number, seed: number) => {
    const job = rowJob('reliable-replicated', { executors, properties: { maxReplicationFailures } });
    const trace = wholeRun(job, [kill('replica executor', after('put', { occurrence: 3 }))], seed);
    const victim = trace.failures[0]?.victims[0]?.process ?? '';
    const { atMs, block } =
      passings(trace, 'put')
        .filter(moment => moment.atMs <= deathOf(trace, victim).atMs)
        .at(-1) ?? {};
    const steps = momentsOf(trace, 'step').filter(moment => moment.block === block);
    const replica = steps.find(({ step }) => step === 'replicate');
    const tookMs = (steps.find(({ step }) => step === 'reply')?.atMs ?? Infinity) - (atMs ?? 0);
    return { victim, peer: replica?.peer ?? null, tookMs, names: steps.map(({ step }) => step) };
  };

  test('that fails is only a line in the log: the driver takes the block, unreplicated', () => {
    const { peer, tookMs, names } = withoutPeer(2, 1, 1);
    expect(peer).toBeNull();
    expect(names).toEqual(expect.arrayContaining(['put', 'queue', 'reply']));
    expect(tookMs).toBeGreaterThan(45); // until the broken connection is noticed
  });

  test('tries another peer, as often as spark.storage.maxReplicationFailures allows', () => {
    const tried = seeds.map(seed => withoutPeer(3, 1, seed)).filter(({ tookMs }) => tookMs > 45);
    expect(tried.length).toBeGreaterThan(3);
    for (const { peer, victim } of tried) {
      expect(peer).not.toBeNull();
      expect(peer).not.toBe(victim);
    }
    const notAllowed = seeds.map(seed => withoutPeer(3, 0, seed)).filter(({ tookMs }) => tookMs > 45);
    expect(notAllowed.length).toBeGreaterThan(3);
    expect(notAllowed.every(({ peer }) => peer === null)).toBe(true);
  });

  test('is not made up for: a block that has lost one copy stays with the other', () => {
    const trace = wholeRun(rowJob('reliable-replicated', { batchIntervalMs: 500 }), [
      kill('replica executor', after('ack', { occurrence: 2 }))
    ]);
    const blocks = passings(trace, 'put').map(({ block }) => block);
    const copies = (block: string | null) =>
      passings(trace, 'put', 'replica').filter(one => one.block === block).length;
    expect(Math.max(...blocks.map(copies))).toBe(2);
    expect(count(trace).lost).toEqual([]);
  });
});

describe('a task finds its block', () => {
  const originsOf = (trace: Trace) => new Set(writtenOf(trace).map(({ origin }) => origin));

  test('where it lies, or from another executor', () => {
    const trace = wholeRun(rowJob('reliable-unreplicated', { properties: { localityWaitMs: 0 } }));
    const holders = new Map(passings(trace, 'put').map(({ block, process }) => [block, process]));
    const near = writtenOf(trace).filter(({ origin, process }) => holders.get(origin) === process).length;
    expect(near).toBeGreaterThan(0);
    expect(near).toBeLessThan(writtenOf(trace).length);
    expect(count(trace).lost).toEqual([]);
  });

  test('at its holder, where there is time to wait for it', () => {
    const trace = wholeRun(rowJob('reliable-unreplicated'));
    const holders = new Map(passings(trace, 'put').map(({ block, process }) => [block, process]));
    expect(writtenOf(trace).every(({ origin, process }) => holders.get(origin) === process)).toBe(true);
  });

  test('in the replica, when the receiver’s executor is gone', () => {
    const trace = wholeRun(rowJob('reliable-replicated'), [kill('receiver executor', after('submit'))]);
    const { atMs, records } = passing(trace, 'submit', moment => moment.atMs === trace.failures[0]?.atMs);
    expect(records.length).toBeGreaterThan(0);
    const late = writtenOf(trace).filter(
      moment => moment.atMs > atMs && moment.records.some(one => records.includes(one))
    );
    expect(late.length).toBe(records.length);
    expect(count(trace)).toMatchObject({ lost: [], processedTwice: [] });
  });

  test('in the write-ahead log, when nobody holds it any more: the same block, not a new one', () => {
    const trace = wholeRun(rowJob('reliable-wal'), [kill('receiver executor', after('submit'))]);
    expect(count(trace)).toMatchObject({ lost: [], processedTwice: [] });
    expect([...originsOf(trace)].every(origin => passings(trace, 'wal').some(({ block }) => block === origin))).toBe(
      true
    );
  });

  test('nowhere, without a replica and without a log: then the task fails', () => {
    const trace = wholeRun(rowJob('reliable-unreplicated'), [kill('receiver executor', after('submit'))]);
    expect(passings(trace, 'abort').length).toBe(1);
    expect(count(trace).lost.length).toBeGreaterThan(0);
  });
});

describe('a block is let go', () => {
  test('by all that hold it, once the batch after its own is done', () => {
    const trace = wholeRun(rowJob('reliable-replicated'));
    const batchOf = (records: readonly number[]) =>
      passing(trace, 'done', moment => records.every(record => moment.records.includes(record))).batch ?? 0;
    const removals = passings(trace, 'remove');
    expect(removals.length).toBeGreaterThan(10);
    for (const { atMs, records } of removals) {
      const next = passing(trace, 'done', moment => (moment.batch ?? 0) > batchOf(records));
      expect(atMs).toBeGreaterThan(next.atMs);
    }
  });
});
