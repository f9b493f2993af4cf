import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { matchesGlob } from '../../src/kernel/glob.js';

describe('a glob', () => {
  test.each([
    ['*', '', true],
    ['', '', true],
    ['', 'a', false],
    ['job*', 'job: clicks\nconfiguration: x', true],
    ['job', 'job: clicks', false],
    ['*clicks', 'chart: clicks', true],
    ['*li?ks*', 'chart: clicks', true],
    ['?', '', false],
    ['a*b*c', 'abcbc', true],
    ['a*b*c', 'abcb', false],
    ['a.c', 'abc', false],
    ['[ab]', 'a', false]
  ])('%j on %j: %p', (pattern, text, matches) => {
    expect(matchesGlob(text, pattern)).toBe(matches);
  });

  test('says what the same pattern says as a regular expression', () => {
    const few = fc.string({ unit: fc.constantFrom('a', 'b', '\n'), maxLength: 8 });
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 6 });
    fc.assert(
      fc.property(few, pattern, (text, glob) => {
        const regular = new RegExp(`^${glob.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's');
        expect(matchesGlob(text, glob)).toBe(regular.test(text));
      })
    );
  });

  test('of many stars on a long text is no trap', () => {
    expect(matchesGlob('a'.repeat(20_000), `${'*a'.repeat(30)}b`)).toBe(false);
  });
});
