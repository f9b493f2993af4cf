import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { tally } from '../../src/ledger/count.js';
import type { Outcome, RecordId, Trace } from '../../src/terms/trace.js';
import { PlantedHistory, records } from './history.js';
import { slowCount } from './slow-count.js';

const someRecords = fc.array(fc.integer({ min: 0, max: 7 }), { minLength: 1, maxLength: 5 });
const settlement = fc.constantFrom('acknowledged' as const, 'failed' as const, 'indeterminate' as const);
const effect = fc.constantFrom('append' as const, 'upsert' as const, 'transaction' as const, 'refused' as const);
const write = fc.record({
  origin: fc.constantFrom('block-1', 'block-2', 'block-3'),
  batch: fc.constantFrom(500, 1000),
  attempt: fc.integer({ min: 0, max: 2 }),
  driver: fc.constantFrom('driver-1', 'driver-2'),
  effect
});

/** Something that happens in a history, sensible or not. */
const deed: fc.Arbitrary<(history: PlantedHistory) => void> = fc.oneof(
  someRecords.map(of => (history: PlantedHistory) => void history.send(of)),
  someRecords.map(of => (history: PlantedHistory) => void history.attempt(of)),
  someRecords.map(of => (history: PlantedHistory) => void history.accept(of)),
  fc.tuple(someRecords, settlement).map(
    ([of, state]) =>
      (history: PlantedHistory) =>
        void history.settle(of, state)
  ),
  fc.tuple(someRecords, write).map(
    ([of, how]) =>
      (history: PlantedHistory) =>
        void history.write(of, how.origin, how)
  ),
  someRecords.map(of => (history: PlantedHistory) => void history.step('source-1: settle', of))
);

const outcome = fc.constantFrom<Outcome>('undisturbed', 'recovered', 'stopped', 'aborted');
const wild: fc.Arbitrary<Trace> = fc
  .tuple(fc.array(deed, { maxLength: 25 }), outcome, fc.option(fc.integer({ min: 0, max: 20 })), fc.boolean())
  .map(([deeds, how, end, drained]) => {
    const history = new PlantedHistory();
    deeds.forEach(happens => happens(history));
    return drained ? history.drained(how, end ?? undefined).trace() : history.trace();
  });

describe('on any history', () => {
  test('the ledger counts what the slow counter counts, and its books close', () => {
    fc.assert(
      fc.property(wild, trace => {
        const { records: counts, receipt, output, phantoms } = tally(trace);
        const slow = slowCount(trace);
        expect({ records: counts, receipt, output, phantoms: [...phantoms].sort() }).toEqual({
          ...slow,
          phantoms: [...slow.phantoms].sort()
        });
      }),
      { numRuns: 1500 }
    );
  });

  test('there is one case a lost record, a surplus origin, a surplus copy', () => {
    fc.assert(
      fc.property(wild, trace => {
        const { receipt, output, lost, receiptDuplicates, outputDuplicates } = tally(trace);
        expect(new Set(lost.map(({ record }) => record)).size).toBe(receipt.lost);
        expect(receiptDuplicates).toHaveLength(receipt.extra);
        expect(outputDuplicates).toHaveLength(output.extra);
        for (const { firstIndex, momentIndex, record } of [...receiptDuplicates, ...outputDuplicates]) {
          expect(firstIndex).toBeLessThanOrEqual(momentIndex);
          for (const index of [firstIndex, momentIndex]) {
            expect(trace.moments[index]).toMatchObject({ kind: 'written', records: expect.arrayContaining([record]) });
          }
        }
      })
    );
  });

  test('what happens inside a job that came back changes no count', () => {
    fc.assert(
      fc.property(wild, trace => {
        const { records: counts, receipt, output } = tally({ ...trace, outcome: 'recovered' });
        const outside = trace.moments.filter(({ kind }) => kind !== 'step');
        expect(tally({ ...trace, outcome: 'recovered', moments: outside })).toMatchObject({
          records: counts,
          receipt,
          output
        });
      })
    );
  });
});

describe('a plain history that is spoiled', () => {
  const count = 40;
  const subset = fc.subarray([...records(0, count)]);

  function spoiled(lost: readonly RecordId[], again: readonly RecordId[]): Trace {
    const history = new PlantedHistory().send(records(0, count));
    const kept = records(0, count).filter(record => !lost.includes(record));
    history.write(kept, 'block-1');
    for (const record of again) {
      history.write([record], `block-of-${record}`, { batch: 1000 });
    }
    return history.drained().trace();
  }

  test('gives back exactly the losses and the duplicates that were planted', () => {
    fc.assert(
      fc.property(subset, subset, (missing, again) => {
        const lost = missing.filter(record => !again.includes(record));
        const found = tally(spoiled(lost, again));
        expect(found.lost.map(({ record }) => record)).toEqual(lost);
        expect(found.receiptDuplicates.map(({ record }) => record)).toEqual(again);
        expect(found.outputDuplicates.map(({ record }) => record)).toEqual(again);
      })
    );
  });
});
