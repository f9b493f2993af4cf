import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compactTrace, expandTrace, fromRuns, toRuns } from '../../src/engine/record-runs.js';
import { finishedRun } from '../archive/finished-runs.js';

describe('record ids, written as runs', () => {
  test('ids that follow each other are one pair', () => {
    expect(toRuns([0, 1, 2, 7, 9, 10])).toEqual([0, 3, 7, 1, 9, 2]);
    expect(toRuns([])).toEqual([]);
  });

  test('any list comes back, in its order, with its repetitions', () => {
    const stretch = fc
      .tuple(fc.nat(50), fc.nat(8))
      .map(([from, length]) => Array.from({ length }, (_, at) => from + at));
    fc.assert(
      fc.property(fc.array(stretch), stretches => {
        const ids = stretches.flat();
        expect(fromRuns(toRuns(ids))).toEqual(ids);
      })
    );
  });

  test('a trace comes back whole, and is shorter in between', () => {
    for (const trace of finishedRun({ records: 5000 }).traces) {
      expect(expandTrace(compactTrace(trace))).toEqual(trace);
      const [long, short] = [trace, compactTrace(trace)].map(each => JSON.stringify(each.moments.slice(0, 3)).length);
      expect(short).toBeLessThan((long ?? 0) / 50);
    }
  });
});
