import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Agenda } from '../../../src/engine/simulated/agenda.js';

test('gives things in the order of their time, equals in the order in which they came', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 })), times => {
      const agenda = new Agenda();
      const done: number[] = [];
      for (const [index, atMs] of times.entries()) {
        agenda.at(atMs, null, () => done.push(index));
      }
      expect(agenda.size).toBe(times.length);
      while (agenda.size > 0) {
        const nextMs = agenda.nextMs;
        const due = agenda.pop();
        expect(due?.atMs).toBe(nextMs);
        due?.act?.();
      }
      const stable = times.map((atMs, index) => ({ atMs, index })).sort((a, b) => a.atMs - b.atMs || a.index - b.index);
      expect(done).toEqual(stable.map(({ index }) => index));
    })
  );
});

test('an empty one has nothing, at no time', () => {
  const agenda = new Agenda();
  expect(agenda.nextMs).toBe(Infinity);
  expect(agenda.pop()).toBeUndefined();
});
