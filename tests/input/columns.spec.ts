import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { aggregateInWords, chooseColumns } from '../../src/input/columns.js';
import { numberIn } from '../../src/input/fields.js';

describe('choosing key and measure', () => {
  test('the first text column and the first numeric one, wherever they stand', () => {
    const columns = chooseColumns([{ id: '7', city: 'Oslo', temperature: '-3.5', wind: '4' }], 'numbers in text');
    expect(columns).toEqual({ key: 'city', measure: 'id' });
    expect(aggregateInWords(columns)).toBe('sum of id by city');
  });

  test('a column with one value that is no number is text; missing values decide nothing', () => {
    const sample = [
      { code: '12', count: '' },
      { code: 'A3', count: '4' }
    ];
    expect(chooseColumns(sample, 'numbers in text')).toEqual({ key: 'code', measure: 'count' });
  });

  test('typed values keep their types: a number written as text is text', () => {
    expect(chooseColumns([{ zip: '0150', open: true, nested: { a: 1 }, visits: 3 }], 'typed')).toEqual({
      key: 'zip',
      measure: 'visits'
    });
  });

  test('a file of numbers alone has one key; a file of text alone is counted; both are said', () => {
    expect(aggregateInWords(chooseColumns([{ a: 1 }], 'typed'))).toBe('sum of a in all');
    expect(aggregateInWords(chooseColumns([{ a: 'x' }], 'typed'))).toBe('records by a');
  });
});

describe('a number in a text', () => {
  test('every finite number reads back as itself', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), value => {
        expect(numberIn(String(value))).toBe(value + 0); // minus zero is written 0
      })
    );
  });

  test.each(['', ' ', 'Infinity', 'NaN', '0x10', '1,000', '2001-01-01', '12:30', '.', 'e5'])('%j is none', text => {
    expect(numberIn(text)).toBeNull();
  });
});
