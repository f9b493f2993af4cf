import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { pairSquares } from '../../src/chart/crash-pairs.js';
import { breakingIn, crashesIn, crashSquares, shownOf, together } from '../../src/chart/crash-squares.js';
import type { TriedCrash } from '../../src/chart/crash-squares.js';
import { fromWorst } from '../../src/explore/point-outcome.js';

const place = fc.record({
  point: fc.record({ step: fc.constantFrom('recv' as const, 'ack' as const, 'out' as const) }),
  victim: fc.record({ struck: fc.constantFrom('driver' as const, 'receiver executor' as const) })
});
const crashes = (depth: 1 | 2): fc.Arbitrary<readonly TriedCrash[]> =>
  fc.array(
    fc.record({
      places: fc.array(place, { minLength: depth, maxLength: depth }),
      letter: fc.constantFrom(...fromWorst)
    }),
    { maxLength: 60 }
  );
const breaks = ({ letter }: TriedCrash): boolean => letter === 'L';

describe('squares', () => {
  test('count every crash once, with one failure and with two', () => {
    fc.assert(
      fc.property(crashes(1), crashes(2), (single, pairs) => {
        expect(crashesIn(crashSquares(single, breaks), fromWorst)).toBe(single.length);
        expect(crashesIn(pairSquares(pairs, breaks), fromWorst)).toBe(pairs.length);
        expect(breakingIn(crashSquares(single, breaks))).toBe(single.filter(breaks).length);
      })
    );
  });

  test('as one have the same counts', () => {
    fc.assert(
      fc.property(crashes(1), single => {
        const squares = crashSquares(single, breaks);
        for (const letter of fromWorst) {
          expect(crashesIn([together(squares)], [letter])).toBe(crashesIn(squares, [letter]));
        }
      })
    );
  });

  test('show the worst letter, but a broken promise before any', () => {
    expect(shownOf({ counts: { '·': 8, D: 1, L: 2 }, breaking: {} })).toEqual({ letter: 'L', breaks: false });
    expect(shownOf({ counts: { L: 2, D: 1 }, breaking: { D: 1 } })).toEqual({ letter: 'D', breaks: true });
    expect(shownOf({ counts: {}, breaking: {} })).toEqual({ letter: '?', breaks: false });
  });
});
