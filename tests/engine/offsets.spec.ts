import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Offsets } from '../../src/engine/offsets.js';

/** Sends as a source accepts them: some follow the one before, some come again, some are left out. */
const sends = fc
  .array(fc.record({ skip: fc.integer({ min: -4, max: 3 }), size: fc.integer({ min: 0, max: 5 }) }), { maxLength: 12 })
  .map(steps => {
    let next = 0;
    return steps.map(({ skip, size }) => {
      const from = Math.max(0, next + skip);
      next = from + size;
      return Array.from({ length: size }, (_, place) => from + place);
    });
  });

test('a range of offsets holds what was accepted there, in order', () => {
  fc.assert(
    fc.property(sends, fc.nat(40), fc.nat(40), (accepted, from, length) => {
      const offsets = new Offsets();
      for (const records of accepted) {
        offsets.add(records);
      }
      const all = accepted.flat();
      expect(offsets.end).toBe(all.length);
      expect(offsets.records({ from, until: from + length })).toEqual(all.slice(from, from + length));
    })
  );
});
