import { describe, expect, test } from '@jest/globals';
import { nearest } from '../../src/language/nearest.js';

const keys = [
  'storageLevel',
  'batchInterval',
  'receiver executor',
  'replica executor',
  'MEMORY_ONLY',
  'MEMORY_ONLY_2',
  'ack'
];

describe('the nearest word', () => {
  test.each([
    ['storage_level', 'storageLevel'],
    ['Storage Level', 'storageLevel'],
    ['Receiver-Executor', 'receiver executor'],
    ['memory_only', 'MEMORY_ONLY'],
    ['batchIntervall', 'batchInterval'],
    ['bacthInterval', 'batchInterval'],
    ['akc', 'ack']
  ])('%s is %s', (word, wanted) => {
    expect(nearest(word, keys)).toBe(wanted);
  });
  test.each(['colour', 'x', '', 'a'.repeat(100_000)])('%.10s is like none', word => {
    expect(nearest(word, keys)).toBeNull();
  });
});
