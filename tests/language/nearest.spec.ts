import { describe, expect, test } from '@jest/globals';
import { near, nearest, slipOf } from '../../src/language/nearest.js';

const keys = [
  'storageLevel',
  'batchInterval',
  'receiver executor',
  'replica executor',
  'MEMORY_ONLY',
  'MEMORY_ONLY_2',
  'ack'
];
const rows = ['unreliable', 'reliable-unreplicated', 'reliable-replicated', 'reliable-wal'];

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
  test('a beginning comes before a likeness, the shortest first', () => {
    expect(near('reliable', rows)).toEqual(['reliable-wal', 'reliable-replicated', 'reliable-unreplicated']);
    expect(near('storage', keys)).toEqual(['storageLevel']);
  });
  test('a word of its own comes before a likeness', () => {
    expect(near('wal', rows)).toEqual(['reliable-wal']);
    expect(near('interval', keys)).toEqual(['batchInterval']);
    expect(near('executor', keys)).toEqual(['replica executor', 'receiver executor']);
  });
  test('a beginning that most have says nothing', () => {
    expect(near('reliable', [...rows, 'reliable receiver', 'reliable-old'])).toEqual([]);
  });
  test('a slip is no beginning: a name may begin with another', () => {
    expect(slipOf('clicks', ['clicks-safer'])).toBeNull();
    expect(slipOf('clikcs', ['clicks'])).toBe('clicks');
  });
  test.each(['colour', 'x', '', 'a'.repeat(100_000)])('%.10s is like none', word => {
    expect(nearest(word, keys)).toBeNull();
  });
});
