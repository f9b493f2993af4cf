import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { choicesOf } from '../../src/engine/choices.js';

test('a choice lies below its bound, and the same seed chooses the same', () => {
  fc.assert(
    fc.property(fc.integer(), fc.array(fc.integer({ min: 1, max: 5000 })), (seed, bounds) => {
      const [one, again] = [choicesOf(seed), choicesOf(seed)];
      for (const bound of bounds) {
        const choice = one(bound);
        expect(choice).toBe(again(bound));
        expect(Number.isInteger(choice) && choice >= 0 && choice < bound).toBe(true);
      }
    })
  );
});

test('neighbouring seeds choose independently: the first choices of 400 of them are spread evenly', () => {
  const firsts = Array.from({ length: 400 }, (_, seed) => choicesOf(seed)(8));
  for (let option = 0; option < 8; option += 1) {
    const share = firsts.filter(first => first === option).length;
    expect(share).toBeGreaterThan(25);
    expect(share).toBeLessThan(75);
  }
});

test('no seed gets stuck', () => {
  for (const seed of [0, 1, -1, 2 ** 31, 0x7fffffff, 2 ** 40]) {
    const choose = choicesOf(seed);
    expect(new Set(Array.from({ length: 20 }, () => choose(1 << 30))).size).toBe(20);
  }
});
