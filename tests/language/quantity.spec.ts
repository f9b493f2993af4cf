import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseDuration, parseRate, printDuration, printRate } from '../../src/language/quantity.js';

describe('durations', () => {
  test.each([
    ['500ms', 500],
    ['2s', 2000],
    ['1.5s', 1500],
    ['1min', 60_000],
    ['2m', 120_000],
    ['1h', 3_600_000],
    ['0s', 0]
  ])('%s is %d ms', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });
  test.each(['500', '', 's', '-1s', '1 fortnight', '1.s', '1e3ms', '∞s', '9'.repeat(400) + 's'])('%j is none', text => {
    expect(parseDuration(text)).toBeNull();
  });
  test('printed, they read back', () => {
    fc.assert(fc.property(fc.nat({ max: 10 ** 9 }), ms => parseDuration(printDuration(ms)) === ms));
  });
});

describe('rates', () => {
  test.each([
    ['500/s', 500],
    ['30/min', 0.5],
    ['0.5/s', 0.5]
  ])('%s is %d a second', (text, perSecond) => {
    expect(parseRate(text)).toBe(perSecond);
  });
  test.each(['500', '/s', '500/', '500s', '-5/s', '500/year'])('%j is none', text => {
    expect(parseRate(text)).toBeNull();
  });
  test('printed, they read back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 ** 7 }), tenths => parseRate(printRate(tenths / 10)) === tenths / 10)
    );
  });
});
