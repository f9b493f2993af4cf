import { describe, expect, test } from '@jest/globals';
import { paceOf } from '../../src/session/pace.js';

describe('the pace of a wait', () => {
  test('draws nothing in the first moments, then at most four times a second', async () => {
    let nowMs = 0;
    const drawnAtMs: number[] = [];
    const pace = paceOf({ signal: new AbortController().signal, nowMs: () => nowMs }, () => void drawnAtMs.push(nowMs));
    for (; nowMs <= 1500; nowMs += 50) {
      await pace.breathe();
    }
    expect(drawnAtMs).toEqual([400, 650, 900, 1150, 1400]);
  });

  test('ends with an error named Interrupted, which says that other jobs go on', async () => {
    const interrupt = new AbortController();
    const pace = paceOf({ signal: interrupt.signal, nowMs: () => 0 });
    await pace.breathe();
    interrupt.abort();
    await expect(pace.breathe()).rejects.toMatchObject({ name: 'Interrupted', kind: 'interrupted' });
  });
});
