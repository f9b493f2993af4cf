import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { toCodePoints, toUtf16 } from '../../src/kernel/code-points.js';

/** Texts with lone surrogates, pairs, combining marks: everything a cell may hold. */
const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom('a', '\n', 'é', '🚰', '𝒳', '\ud83d', '\ude00'),
    fc.string({ minLength: 1, maxLength: 1 })
  )
});

describe('a place in a text', () => {
  test('differs behind a character beyond the basic plane', () => {
    expect(toUtf16('🚰 job', 2)).toBe(3);
    expect(toCodePoints('🚰 job', 3)).toBe(2);
  });

  test('goes to UTF-16 and back unchanged', () => {
    fc.assert(
      fc.property(text, fc.nat(), (code, any) => {
        const point = any % ([...code].length + 1);
        expect(toCodePoints(code, toUtf16(code, point))).toBe(point);
      })
    );
  });

  test('counts the code points before it', () => {
    fc.assert(
      fc.property(text, fc.nat(40), (code, point) => {
        expect(code.slice(0, toUtf16(code, point))).toBe([...code].slice(0, point).join(''));
      })
    );
  });

  test('never falls within a pair', () => {
    fc.assert(
      fc.property(text, fc.nat(80), (code, units) => {
        const back = toUtf16(code, toCodePoints(code, units));
        expect(back).toBeLessThanOrEqual(units);
        expect(back).toBeGreaterThanOrEqual(Math.min(units, code.length) - 1);
      })
    );
  });

  test('beyond the text is its end, before it its start', () => {
    fc.assert(
      fc.property(text, fc.nat(), (code, beyond) => {
        expect(toUtf16(code, code.length + beyond)).toBe(code.length);
        expect(toCodePoints(code, code.length + beyond)).toBe([...code].length);
        expect([toUtf16(code, -beyond), toCodePoints(code, -beyond)]).toEqual([0, 0]);
      })
    );
  });
});
