import { describe, expect, test } from '@jest/globals';
import type { SourceKind } from '../../src/terms/job.js';
import type { ConfigurationId } from '../../src/terms/result.js';
import { rowJob } from '../engine/jobs.js';
import { momentsOf, passings, stepsOfBatch, wayOf } from '../engine/reading.js';
import { wholeRun } from '../engine/whole-run.js';

/** A record with predecessors and successors: in the middle of the stream. */
const record = 12;

const ways: readonly (readonly [ConfigurationId, SourceKind, string])[] = [
  ['unreliable', 'queue', 'deliver recv cut put replica replicate queue reply alloc rdd submit out done'],
  ['unreliable', 'log', 'recv settle ack cut put replica replicate queue reply alloc rdd submit out done'],
  ['reliable-unreplicated', 'queue', 'deliver recv put queue reply settle ack alloc rdd submit out done'],
  ['reliable-unreplicated', 'log', 'recv put queue reply settle ack alloc rdd submit out done'],
  [
    'reliable-replicated',
    'queue',
    'deliver recv put replica replicate queue reply settle ack alloc rdd submit out done'
  ],
  ['reliable-replicated', 'log', 'recv put replica replicate queue reply settle ack alloc rdd submit out done'],
  ['reliable-wal', 'queue', 'deliver recv put wal meta queue reply settle ack alloc rdd submit out done'],
  ['reliable-wal', 'log', 'recv put wal meta queue reply settle ack alloc rdd submit out done']
];

describe('the way of a record, step by step', () => {
  test.each(ways)('%s, from a %s', (id, kind, way) => {
    const trace = wholeRun(rowJob(id, { source: { kind } }));
    expect(wayOf(trace, record).filter(step => step !== 'remove')).toEqual(way.split(' '));
  });

  test('is the same for every seed, but for the two that race: store and log', () => {
    for (const [id, kind, way] of ways) {
      const inOrder = way.replace('put wal', '').split(' ').filter(Boolean);
      for (let seed = 1; seed <= 10; seed += 1) {
        const passed = wayOf(wholeRun(rowJob(id, { source: { kind } }), [], seed), record);
        expect([id, seed, ...passed.filter(step => inOrder.includes(step))]).toEqual([id, seed, ...inOrder]);
        expect(passed.slice(0, passed.indexOf('reply'))).toEqual(expect.arrayContaining(way.match(/put|wal/g) ?? []));
      }
    }
  });
});

describe('a batch', () => {
  const batchOf = (id: ConfigurationId, seed = 1) => {
    const trace = wholeRun(rowJob(id), [], seed);
    const batch = passings(trace, 'done').find(({ records }) => records.includes(record))?.batch ?? 0;
    return stepsOfBatch(trace, batch).filter(step => step !== 'task' && step !== 'out' && step !== 'cleanup');
  };

  test.each(['unreliable', 'reliable-unreplicated', 'reliable-replicated'] as const)('of %s has no checkpoint', id => {
    expect(batchOf(id)).toEqual(['alloc', 'rdd', 'submit', 'done']);
  });

  test('of reliable-wal has two: after it is submitted, and after it is done', () => {
    for (let seed = 1; seed <= 10; seed += 1) {
      const steps = batchOf('reliable-wal', seed);
      expect(steps.filter(step => step !== 'ckpt1')).toEqual(['alloc', 'rdd', 'submit', 'done', 'ckpt2']);
      expect(steps.filter(step => step !== 'done')).toEqual(['alloc', 'rdd', 'submit', 'ckpt1', 'ckpt2']);
    }
  });

  test('writes its output while its first checkpoint is under way: which is first is chance', () => {
    const order = new Set<string>();
    for (let seed = 1; seed <= 10; seed += 1) {
      const trace = wholeRun(rowJob('reliable-wal'), [], seed);
      for (const { batch, atMs } of passings(trace, 'ckpt1')) {
        const out = passings(trace, 'out').find(moment => moment.batch === batch);
        order.add(out === undefined ? 'nothing to write' : out.atMs < atMs ? 'output first' : 'checkpoint first');
      }
    }
    expect([...order].sort()).toEqual(['checkpoint first', 'nothing to write', 'output first']);
  });

  test('is made at every multiple of the batch interval, also when nothing has come', () => {
    const batches = passings(wholeRun(rowJob('reliable-replicated')), 'submit').map(({ batch }) => batch ?? 0);
    expect(batches.map(batch => batch - (batches[0] ?? 0))).toEqual(batches.map((_, nth) => nth * 100));
    expect((batches[0] ?? 1) % 100).toBe(0);
  });
});

describe('a metadata log', () => {
  const metadata = (id: ConfigurationId, checkpoint: 'none' | 'recovered' | 'written only') =>
    passings(wholeRun(rowJob(id, { checkpoint })), 'meta').length;

  test('is kept where there is a checkpoint directory, whether or not the blocks are logged', () => {
    expect(metadata('reliable-replicated', 'none')).toBe(0);
    expect(metadata('reliable-replicated', 'recovered')).toBeGreaterThan(5);
    expect(metadata('unreliable', 'written only')).toBeGreaterThan(5);
    expect(metadata('reliable-wal', 'recovered')).toBeGreaterThan(5);
  });
});

describe('a write-ahead log', () => {
  test('is written while the block is stored and reported: both are awaited, neither waits for the other', () => {
    for (let seed = 1; seed <= 10; seed += 1) {
      const trace = wholeRun(rowJob('reliable-wal'), [], seed);
      for (const { block, atMs } of passings(trace, 'wal')) {
        const put = passings(trace, 'put').find(moment => moment.block === block);
        const meta = passings(trace, 'meta').find(moment => moment.block === block);
        expect(atMs - (put?.atMs ?? 0)).toBeLessThan(2); // a report to the driver and a write, one after the other, take longer
        expect(meta?.atMs).toBeGreaterThan(atMs);
      }
    }
  });

  test('makes the storage level unreplicated, whatever it was', () => {
    const trace = wholeRun(rowJob('reliable-wal', { storageLevel: 'MEMORY_AND_DISK_SER_2' }));
    expect(passings(trace, 'replicate', 'replica')).toEqual([]);
    expect(passings(trace, 'wal').length).toBeGreaterThan(5);
  });
});

describe('a reliable receiver', () => {
  test('acknowledges a block only once the driver has it', () => {
    for (const id of ['reliable-unreplicated', 'reliable-replicated', 'reliable-wal'] as const) {
      const queued = new Set<number>();
      for (const { step, records } of momentsOf(wholeRun(rowJob(id)), 'step')) {
        if (step === 'queue') records.forEach(one => queued.add(one));
        if (step === 'settle') expect(records.every(one => queued.has(one))).toBe(true);
      }
    }
  });

  test('makes one block of each call of store, and stores one after the other', () => {
    const trace = wholeRun(rowJob('reliable-replicated'));
    const names = passings(trace, 'recv', 'put', 'reply', 'ack').filter(({ records }) => records.length > 0);
    expect(names.map(({ step }) => step)).toEqual(names.map((_, nth) => ['recv', 'put', 'reply', 'ack'][nth % 4]));
    expect(new Set(passings(trace, 'put').map(({ block }) => block)).size).toBe(passings(trace, 'put').length);
  });
});
