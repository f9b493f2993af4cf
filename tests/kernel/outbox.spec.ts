import { describe, expect, test } from '@jest/globals';
import { Outbox } from '../../src/kernel/outbox.js';

describe('an outbox', () => {
  test('has one send in flight, in the order handed in', async () => {
    const landed: string[] = [];
    let inFlight = 0;
    const outbox = new Outbox(
      async ([frame]) => {
        inFlight += 1;
        expect(inFlight).toBe(1);
        await new Promise(resolve => setImmediate(resolve));
        inFlight -= 1;
        landed.push(String(frame));
      },
      () => undefined
    );
    for (const word of ['a', 'b', 'c']) outbox.send([Buffer.from(word)]);
    await outbox.drained();
    expect(landed).toEqual(['a', 'b', 'c']);
  });

  test('goes on after a message that could not be sent, and says so', async () => {
    const failures: unknown[] = [];
    const landed: string[] = [];
    const outbox = new Outbox(
      ([frame]) => {
        if (String(frame) === 'bad') return Promise.reject(new Error('EBUSY'));
        landed.push(String(frame));
        return Promise.resolve();
      },
      error => failures.push(error)
    );
    outbox.send([Buffer.from('bad')]);
    outbox.send([Buffer.from('good')]);
    await outbox.drained();
    expect(landed).toEqual(['good']);
    expect(failures).toEqual([new Error('EBUSY')]);
  });
});
