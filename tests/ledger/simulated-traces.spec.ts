import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { simulate } from '../../src/engine/simulated/simulated-engine.js';
import { configurations } from '../../src/guarantee/configuration.js';
import { tally } from '../../src/ledger/count.js';
import { Whereabouts } from '../../src/ledger/whereabouts.js';
import type { Failure, Victim } from '../../src/terms/failure.js';
import type { Job } from '../../src/terms/job.js';
import type { Trace } from '../../src/terms/trace.js';
import { slowCount } from './slow-count.js';
import { someJob } from './some-job.js';

const application = {
  text: (id: number) => String(id),
  compute: (text: string) => ({ key: 'all', measure: 1, row: text })
};
const kill = (victim: Victim): Failure => ({
  fault: { kind: 'kill', victims: [victim] },
  place: { at: 'random' },
  withinMs: null,
  duringRecovery: false
});

function run(settings: Partial<Job>, failures: readonly Failure[], seed: number): Trace {
  return simulate({ ...someJob(settings), failures }, application, seed);
}

/** Any job of the page's configurations, with any supervision and sink, under up to two kills at random moments. */
const runs = fc
  .record({
    configuration: fc.constantFrom(...configurations),
    supervise: fc.boolean(),
    sink: fc.constantFrom('append' as const, 'idempotent' as const, 'transactional' as const),
    victims: fc.array(fc.constantFrom<Victim>('driver', 'executor', 'receiver host'), { maxLength: 2 }),
    seed: fc.integer({ min: 1, max: 1_000_000 })
  })
  .map(({ configuration, supervise, sink, victims, seed }) =>
    run({ ...configuration.expands, supervise, sink, limitMs: 30_000 }, victims.map(kill), seed)
  );

const few = { numRuns: 25 };

describe('on the runs of the simulated engine', () => {
  test('the ledger counts what the slow counter counts, and every lost record has its place', () => {
    fc.assert(
      fc.property(runs, trace => {
        const found = tally(trace);
        expect(found.phantoms).toEqual([]);
        expect(found.lost).toHaveLength(found.receipt.lost);
        if (trace.outcome === 'undisturbed' || trace.outcome === 'recovered') {
          const { records, receipt, output } = found;
          expect({ records, receipt, output, phantoms: [] }).toEqual(slowCount(trace));
        }
      }),
      few
    );
  });

  test('a stake adds up to the records sent so far, at every moment', () => {
    fc.assert(
      fc.property(runs, trace => {
        const whereabouts = new Whereabouts(trace);
        const sent = new Set<number>();
        for (const [index, moment] of trace.moments.entries()) {
          whereabouts.advanceTo(index + 1);
          if (moment.kind === 'sent') {
            moment.records.forEach(record => sent.add(record));
            const { stake, onTheWay } = whereabouts.standing();
            expect(Object.values(stake).reduce<number>((total, count) => total + Number(count), 0)).toBe(sent.size);
            expect(onTheWay).toBeGreaterThanOrEqual(0);
            expect(onTheWay).toBeLessThanOrEqual(sent.size - stake.processed);
          }
        }
      }),
      few
    );
  });

  test('what a run lost is held by nobody in the end, and what is kept waits', () => {
    fc.assert(
      fc.property(runs, trace => {
        const { lost, records } = tally(trace);
        const whereabouts = new Whereabouts(trace);
        whereabouts.advanceTo(trace.moments.length);
        if (trace.ended === 'drained') {
          expect(new Set(lost.map(({ record }) => whereabouts.where(record)))).not.toContain('processed');
          expect(whereabouts.standing().onTheWay).toBe(lost.length + records.waiting);
        }
      }),
      few
    );
  });
});
