/** A record that was written to a topic comes back as it was; its number is its key. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { entryOf, idOf, recordOf } from '../../../src/engine/local/own-entry.js';

describe('a record in a topic of its own', () => {
  test('comes back as it was', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.string({ unit: 'grapheme' }), (id, text) => {
        const { key, value } = entryOf({ id, text });
        expect(recordOf({ key, value })).toEqual({ id, text });
      })
    );
  });

  test('a key that is no number is none', () => {
    for (const key of ['', 'order-7', '12a', '-1', '1.5']) expect(idOf({ key: Buffer.from(key) })).toBeNaN();
    expect(idOf({ key: null })).toBeNaN();
  });
});
