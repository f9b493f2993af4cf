import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Breath } from '../../src/input/breath.js';
import { lineNumber, lineSlices } from '../../src/input/lines.js';
import type { Slices } from '../../src/input/slices.js';

const texts = (slices: Slices) => Array.from({ length: slices.count }, (_, index) => slices.text(index));
const linesOf = async (text: string) => texts(await lineSlices(Buffer.from(text), 0, new Breath(undefined)));

const line = fc.string({ unit: fc.constantFrom('a', '"', ',', 'é', '漢', '🛶', ' ', '{') });
const lineEnd = fc.constantFrom('\n', '\r\n');

describe('splitting bytes into lines', () => {
  test('equals the obvious way, for any mixture of line ends and characters of any width', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(line, lineEnd)), line, async (lines, last) => {
        const text = lines.flat().join('') + last;
        expect(await linesOf(text)).toEqual(text.split(/\r?\n/).filter(each => each !== ''));
      })
    );
  });

  test('more lines than are read in one breath are all there', async () => {
    const many = Array.from({ length: 40_000 }, (_, index) => `line ${index}`);
    expect(await linesOf(many.join('\n'))).toEqual(many);
  });

  test('an aborted signal ends it', async () => {
    const aborted = AbortSignal.abort();
    await expect(lineSlices(Buffer.from('a\n'.repeat(20_000)), 0, new Breath(aborted))).rejects.toThrow(/abort/i);
  });
});

describe('the number of a line', () => {
  test('counts from 1 and counts empty lines too', () => {
    const bytes = Buffer.from('first\n\nthird');
    expect([0, 5, 6, 7, 11].map(at => lineNumber(bytes, at))).toEqual([1, 1, 2, 3, 3]);
  });
});
