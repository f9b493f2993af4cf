import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SeenLog } from '../../src/kafka/seen-log.js';

/** The record at each of these positions that is still held; null: it is gone. */
const read = (seen: SeenLog, log: readonly number[], from: number, until: number): readonly number[] =>
  seen.offsetsOf(from, until).flatMap(range => log.slice(range.from, range.until));

test('a log that only grows: positions are offsets', () => {
  const seen = new SeenLog();
  seen.add([7, 8]);
  seen.add([9]);
  expect([seen.end, seen.next, seen.offsetAt(2), seen.positionAt(2)]).toEqual([3, 3, 2, 2]);
  expect(seen.offsetsOf(1, 3)).toEqual([{ from: 1, until: 3 }]);
});

test('one that was taken back: what is written in the place of what was seen has positions of its own', () => {
  const seen = new SeenLog();
  seen.add([0, 1, 2, 3]);
  expect(seen.differsAt([0, 1, 4])).toBe(2);
  seen.takeBackTo(2);
  seen.add([4, 5]);
  expect([seen.gone, seen.next, seen.end]).toEqual([[2, 3], 4, 6]);
  expect(seen.offsetsOf(0, 6)).toEqual([
    { from: 0, until: 2 },
    { from: 2, until: 4 }
  ]);
  expect(seen.offsetsOf(2, 4)).toEqual([]);
  expect([seen.offsetAt(4), seen.positionAt(2), seen.positionAt(4)]).toEqual([2, 4, 6]);
});

test('a log that is as it was is taken back nowhere', () => {
  const seen = new SeenLog();
  seen.add([0, 1]);
  seen.takeBackTo(seen.differsAt([0, 1, 2]));
  expect([seen.gone, seen.end]).toEqual([[], 2]);
});

test('however often it is taken back, each position is one record for ever, and what is held is what the log holds', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('add' as const), count: fc.integer({ min: 1, max: 5 }) }),
    fc.record({ kind: fc.constant('back' as const), by: fc.integer({ min: 0, max: 6 }) })
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), plan => {
      const seen = new SeenLog();
      let log: readonly number[] = [];
      const byPosition: number[] = [];
      for (const one of plan) {
        if (one.kind === 'add') {
          const records = Array.from({ length: one.count }, (_, index) => byPosition.length + index);
          byPosition.push(...records);
          seen.add(records);
          log = [...log, ...records];
        } else {
          log = log.slice(0, Math.max(0, log.length - one.by));
          seen.takeBackTo(seen.differsAt(log));
        }
      }
      expect([seen.end, seen.next]).toEqual([byPosition.length, log.length]);
      expect(read(seen, log, 0, seen.end)).toEqual(log);
      for (const [position, record] of byPosition.entries()) {
        const isHeld = log.includes(record);
        expect(read(seen, log, position, position + 1)).toEqual(isHeld ? [record] : []);
        if (isHeld) expect(seen.positionAt(seen.offsetAt(position))).toBe(position);
      }
      expect([...seen.gone, ...log].sort((a, b) => a - b)).toEqual(byPosition);
    })
  );
});
