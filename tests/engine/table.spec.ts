import { describe, expect, test } from '@jest/globals';
import { placed } from '../../src/explore/placement.js';
import type { FailureKind } from '../../src/guarantee/page.js';
import { pageConfigurations } from '../../src/guarantee/page.js';
import type { SourceKind } from '../../src/terms/job.js';
import type { ConfigurationId } from '../../src/terms/result.js';
import type { Trace } from '../../src/terms/trace.js';
import { count } from './counting.js';
import { after, drop, kill } from './failures.js';
import { rowJob, type Overrides } from './jobs.js';
import { momentsOf, passings } from './reading.js';
import { wholeRun } from './whole-run.js';

const seeds = Array.from({ length: 10 }, (_, seed) => seed + 1);

/** The runs of one cell of the page's table, the fault placed by the one rule. */
function cell(id: ConfigurationId, failing: FailureKind, kind: SourceKind): readonly Trace[] {
  const victim = failing === 'driver failure' ? 'driver' : 'executor';
  return seeds.map(seed => {
    const job = rowJob(id, id.startsWith('direct') ? {} : { source: { kind } });
    const failure = placed({ kind: 'kill', victims: [victim] }, wholeRun(job, [], seed));
    return wholeRun(job, failure === null ? [] : [failure], seed);
  });
}

const cells = pageConfigurations.flatMap(({ id, promises }) =>
  Object.values(promises).flatMap(({ promise }, nth) => {
    const failing = nth === 0 ? ('executor failure' as const) : ('driver failure' as const);
    const kinds: readonly SourceKind[] = id.startsWith('direct') ? ['log'] : ['queue', 'log'];
    return kinds.map(kind => ({ id, failing, kind, promise }));
  })
);

describe('the page’s table emerges: counted outside the job', () => {
  test.each(cells)('$id, $failing, from a $kind: $promise', ({ id, failing, kind, promise }) => {
    const traces = cell(id, failing, kind);
    for (const { ended, outcome, failures } of traces) {
      expect([ended, outcome, failures[0]?.fired]).toEqual(['drained', 'recovered', true]);
    }
    const lossy = traces.filter(trace => count(trace).lost.length > 0).length;
    if (promise === 'data loss') {
      expect(lossy).toBeGreaterThan(seeds.length / 2);
    } else {
      expect(lossy).toBe(0);
    }
  });

  test('its twelve cells are all here', () => {
    expect(new Set(cells.map(({ id, failing }) => `${id} ${failing}`)).size).toBe(12);
  });
});

describe('receivers process at least once', () => {
  const lostAcknowledgement = (kind: SourceKind, seed: number) =>
    wholeRun(
      rowJob('reliable-replicated', { source: { kind } }),
      [drop('acknowledgement', after('ack', { record: 12 }))],
      seed
    );

  test('from a queue: a lost acknowledgement is processed twice', () => {
    for (const seed of seeds) {
      const trace = lostAcknowledgement('queue', seed);
      const [fault] = momentsOf(trace, 'fault');
      expect(count(trace).processedTwice).toEqual(fault?.records);
      expect(count(trace).lost).toEqual([]);
    }
  });

  test('from a log: a lost acknowledgement is made good by the next one, which covers it', () => {
    for (const seed of seeds) {
      const trace = lostAcknowledgement('log', seed);
      expect(trace.failures[0]?.fired).toBe(true);
      expect(count(trace)).toMatchObject({ lost: [], processedTwice: [] });
    }
  });

  test('from a log: the last acknowledgement has no next one, and nobody to ask for its records again either', () => {
    const records = 24;
    const job = rowJob('reliable-replicated', { source: { kind: 'log', records } });
    const trace = wholeRun(job, [drop('acknowledgement', after('ack', { record: records - 1 }))]);
    expect(trace.failures[0]?.fired).toBe(true);
    expect(passings(trace, 'settle').flatMap(one => one.records)).not.toContain(records - 1);
    expect(count(trace)).toMatchObject({ lost: [], processedTwice: [] });
  });

  test.each(['queue', 'log'] as const)(
    'from a %s: a crash between storing and acknowledging is processed twice, where the block survives',
    kind => {
      for (const id of ['reliable-replicated', 'reliable-wal'] as const) {
        for (const seed of seeds) {
          const job = rowJob(id, { source: { kind } });
          const trace = wholeRun(job, [kill('receiver executor', after('reply', { record: 12 }))], seed);
          expect([id, count(trace).processedTwice.includes(12), count(trace).lost]).toEqual([id, true, []]);
        }
      }
    }
  );
});

describe('a direct stream', () => {
  const killed = (
    victim: 'driver' | 'executor',
    step: 'compute' | 'submit' | 'out',
    seed: number,
    rest: Overrides = {}
  ) => wholeRun(rowJob('direct-checkpoint', rest), [kill(victim, after(step))], seed);

  test('processes each record from one range, whoever dies when a batch is planned', () => {
    for (const seed of seeds) {
      for (const victim of ['driver', 'executor'] as const) {
        expect(count(killed(victim, 'compute', seed))).toMatchObject({ lost: [], processedTwice: [] });
      }
    }
  });

  test('writes again what a lost task had written: exactly once on receipt is not once in an appending sink', () => {
    for (const seed of seeds) {
      expect(count(killed('executor', 'out', seed))).toMatchObject({ lost: [], processedTwice: [] });
      expect(count(killed('executor', 'out', seed)).outputTwice.length).toBeGreaterThan(0);
      expect(count(killed('executor', 'out', seed, { sink: 'transactional' })).outputTwice).toEqual([]);
    }
  });

  test('processes from two ranges what was output before the checkpoint of its batch was durable', () => {
    // The checkpoint is written while the tasks run, and the driver dies in between: a race, so not with every seed.
    const traces = Array.from({ length: 60 }, (_, seed) => killed('driver', 'out', seed));
    const twice = traces.filter(trace => count(trace).processedTwice.length > 0);
    expect(twice.length).toBeGreaterThan(0);
    expect(twice.length).toBeLessThan(traces.length / 2);
    for (const trace of twice) {
      const out = passings(trace, 'out').find(({ atMs }) => atMs === trace.failures[0]?.atMs);
      expect(passings(trace, 'ckpt1').filter(one => one.process === 'driver-1' && one.batch === out?.batch)).toEqual(
        []
      );
      expect(count(trace).lost).toEqual([]);
    }
  });
});
