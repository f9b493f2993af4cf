import { describe, expect, test } from '@jest/globals';
import { DurableStore } from '../../../src/engine/simulated/durable-store.js';

describe('the durable store', () => {
  test('appends in order and says where', () => {
    const store = new DurableStore();
    expect(['a', 'b'].map(entry => store.append('log', entry))).toEqual([0, 1]);
    expect(store.read('log')).toEqual(['a', 'b']);
    expect([store.readAt('log', 1), store.readAt('log', 2), store.readAt('other', 0)]).toEqual(['b', null, null]);
  });

  test('a claim is granted at the very end of the file only', () => {
    const store = new DurableStore();
    expect(store.claim('log', 1, 'a')).toBe(false);
    expect(store.claim('log', 0, 'a')).toBe(true);
    expect(store.claim('log', 0, 'b')).toBe(false);
    expect(store.read('log')).toEqual(['a']);
  });

  test('replaces the whole file, and what was read before stays as it was', () => {
    const store = new DurableStore();
    store.append('checkpoint', 1);
    const before = store.read('checkpoint');
    store.replace('checkpoint', 2);
    store.append('checkpoint', 3);
    expect(before).toEqual([1]);
    expect(store.read('checkpoint')).toEqual([2, 3]);
    expect(store.read('nowhere')).toEqual([]);
  });
});
