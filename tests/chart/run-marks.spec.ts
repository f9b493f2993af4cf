import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { areFew, stackedMarks } from '../../src/chart/run-marks.js';

const stack = (at: readonly number[]) => stackedMarks({ at, base: 60, level: 0 });

describe('marks', () => {
  test('sent at one moment are stacked from the first free row', () => {
    expect(stack([100, 100]).map(({ x }) => x)).toEqual([100, 100]);
    const [first, second] = stack([100, 100]).map(({ y }) => y);
    expect(first).toBeGreaterThan(second ?? Infinity);
  });

  test('that find no room are left out: six stand for any number', () => {
    expect(stack(new Array<number>(50).fill(100))).toHaveLength(6);
  });

  test('are large where few are drawn', () => {
    expect(areFew(stack([100, 110, 120]))).toBe(true);
    expect(areFew(stack(Array.from({ length: 40 }, (_, i) => i * 9)))).toBe(false);
  });

  test('are thinned evenly, not cut off, where too many would be drawn', () => {
    const times = Array.from({ length: 3000 }, (_, i) => 174 + i * 0.112);
    const marks = stack(times);
    expect(marks.at(-1)?.x).toBeGreaterThan(490);
  });

  test('never overlap, never exceed 170, and stay in their lane', () => {
    const anyTimes = fc.array(fc.double({ min: 174, max: 512, noNaN: true }), { maxLength: 3000 });
    fc.assert(
      fc.property(anyTimes, times => {
        const marks = stack([...times].sort((a, b) => a - b));
        expect(marks.length).toBeLessThanOrEqual(170);
        expect(marks.every(({ y }) => y > 60 - 62 + 10 && y <= 60)).toBe(true);
        const rows = new Map<number, number>();
        for (const { x, y } of marks) {
          expect(x - (rows.get(y) ?? -Infinity)).toBeGreaterThanOrEqual(6);
          rows.set(y, x);
        }
      })
    );
  });
});
