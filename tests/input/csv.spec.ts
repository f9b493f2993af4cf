import { describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { Breath } from '../../src/input/breath.js';
import { csvFields, csvRow, csvSlices, delimiterOf } from '../../src/input/csv.js';

const fileOf = (text: string) => ({ bytes: Buffer.from(text), start: 0 });

async function rowsOf(text: string): Promise<readonly (readonly string[])[]> {
  const slices = await csvSlices(fileOf(text), ',', new Breath(undefined));
  return Array.from({ length: slices.count }, (_, index) => csvRow(slices.text(index), ','));
}

const field = fc.string({ unit: fc.constantFrom('a', '1', '"', ',', '\n', 'é', '漢', ' ') });
const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;
const written = (value: string) => (/[",\n]/.test(value) ? quoted(value) : value);

describe('reading CSV', () => {
  test('record by record gives what csv-parse gives for the whole text', async () => {
    const table = fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom('\n', '\r\n'), async (rows, lineEnd) => {
        const text = rows.map(row => row.map(written).join(',')).join(lineEnd);
        expect(await rowsOf(text)).toEqual(parse(text, { relax_column_count: true, skip_empty_lines: true }));
      })
    );
  });

  test('without a quote, where records are lines, it is the same as with one', async () => {
    const text = 'a,b\n1,2\r\n\r\n3,4';
    expect(await rowsOf(text)).toEqual((await rowsOf(`${text}\n"5",6`)).slice(0, 3));
  });

  test('a field may hold the delimiter, a quote and a line end', async () => {
    expect(await rowsOf('name,value\n"said ""x,y""\r\nthen left",3\n')).toEqual([
      ['name', 'value'],
      ['said "x,y"\r\nthen left', '3']
    ]);
  });

  test('a stray quote in the middle of a field is a character', async () => {
    expect(await rowsOf('pipe,length\n5" pipe,3\n"x",1')).toEqual([
      ['pipe', 'length'],
      ['5" pipe', '3'],
      ['x', '1']
    ]);
  });

  test('a quote that is never closed is told with its line', async () => {
    await expect(rowsOf('a,b\n1,2\n3,"x\n4,5\n')).rejects.toMatchObject({
      code: 'quote not closed',
      message: expect.stringMatching(/begins on line 3 is never closed/)
    });
  });

  test('more than one chunk of bytes loses nothing at the seams', async () => {
    const rows = Array.from({ length: 30_000 }, (_, index) => [`key ${index}, "é"`, String(index)]);
    expect(await rowsOf(rows.map(row => row.map(written).join(',')).join('\n'))).toEqual(rows);
  });
});

test.each([
  ['a,b,c\n1;2,3', ','],
  ['a;b;c\n1,5;2,5;x', ';'],
  ['a\tb, c\td', '\t'],
  ['"x;y;z",b', ','],
  ['alone', ',']
])('the delimiter of %j is %j', (text, delimiter) => {
  expect(delimiterOf(fileOf(text))).toBe(delimiter);
});

test('a short row lacks its last fields, a long one is cut', () => {
  expect(csvFields(['a', 'b'], ['1'])).toEqual({ a: '1' });
  expect(csvFields(['a', 'b'], ['1', '2', '3'])).toEqual({ a: '1', b: '2' });
});
