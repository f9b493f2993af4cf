import { expect, test } from '@jest/globals';
import { mustHaveMemory } from '../../src/kafka/memory.js';

test('a broker is not started where it would not fit, and it is said how much it needs', () => {
  expect(() => mustHaveMemory(4e9, 1)).not.toThrow();
  expect(() => mustHaveMemory(0.1e9, 1)).toThrow('needs 0.3 GB, 0.1 free');
});

test('three need more than one, and fewer may be written', () => {
  expect(() => mustHaveMemory(1e9, 3)).not.toThrow();
  expect(() => mustHaveMemory(0.4e9, 1)).not.toThrow();
  const enough = 'of 3 brokers, needs 0.9 GB, 0.4 free: write a smaller number of "brokers"';
  expect(() => mustHaveMemory(0.4e9, 3)).toThrow(enough);
});
