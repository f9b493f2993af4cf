import { expect, test } from '@jest/globals';
import { mustHaveMemory } from '../../src/kafka/memory.js';

test('a broker is not started where it would not fit, and it is said how much it needs', () => {
  expect(() => mustHaveMemory(4e9)).not.toThrow();
  expect(() => mustHaveMemory(0.1e9)).toThrow('needs 0.3 GB, 0.1 free');
});
