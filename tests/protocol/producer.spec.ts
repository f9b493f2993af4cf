import { describe, expect, test } from '@jest/globals';
import { acknowledgementTimeoutMs, sendAttemptsMax } from '../../src/protocol/timing.js';
import type { Failure } from '../../src/terms/failure.js';
import { count } from '../engine/counting.js';
import { delay, drop, now } from '../engine/failures.js';
import { endless, rowJob } from '../engine/jobs.js';
import { momentsOf } from '../engine/reading.js';
import { wholeRun } from '../engine/whole-run.js';

describe('a producer', () => {
  test.each([
    [40, 1],
    [50, 1],
    [200, 4],
    [1000, 20]
  ])('sends %s records a second, %s at a time', (ratePerSecond, together) => {
    const trace = wholeRun(rowJob('reliable-replicated', { source: { ratePerSecond, records: 100 } }));
    const sends = momentsOf(trace, 'sent');
    expect(sends.every(({ records, attempt }) => records.length === together && attempt === 1)).toBe(true);
    const lastsMs = (sends.at(-1)?.atMs ?? 0) - (sends[0]?.atMs ?? 0);
    expect(lastsMs).toBeCloseTo(((100 - together) * 1000) / ratePerSecond, 6);
  });

  test('numbers its records from 0, and ends at the end of its source', () => {
    const trace = wholeRun(rowJob('reliable-replicated', { source: { ratePerSecond: 200, records: 10 } }));
    expect(momentsOf(trace, 'sent').flatMap(({ records }) => records)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(momentsOf(trace, 'state').filter(({ state }) => state === 'source stopped')).toHaveLength(1);
  });

  test('stops when it is told to', () => {
    const trace = wholeRun(rowJob('reliable-replicated', endless));
    const steadyMs = momentsOf(trace, 'state').find(({ state }) => state === 'steady')?.atMs ?? Infinity;
    expect(momentsOf(trace, 'sent').filter(({ atMs }) => atMs > steadyMs + 1)).toEqual([]);
  });

  test('knows of each send what became of it', () => {
    const trace = wholeRun(rowJob('reliable-replicated'));
    const settled = momentsOf(trace, 'send settled');
    expect(settled.flatMap(({ records }) => records)).toEqual(count(trace).accepted);
    expect(settled.every(({ state }) => state === 'acknowledged')).toBe(true);
  });
});

describe('a send whose acknowledgement is lost', () => {
  const trace = wholeRun(rowJob('reliable-replicated'), [drop('produce acknowledgement', now)]);
  const [fault] = momentsOf(trace, 'fault');
  const ofIt = <M extends { readonly records: readonly number[] }>(moments: readonly M[]) =>
    moments.filter(({ records }) => records.includes(fault?.records[0] ?? -1));

  test('is sent again after the time-out, and the source holds it twice', () => {
    const sends = ofIt(momentsOf(trace, 'sent'));
    expect(sends.map(({ attempt }) => attempt)).toEqual([1, 2]);
    expect((sends[1]?.atMs ?? 0) - (sends[0]?.atMs ?? 0)).toBeCloseTo(acknowledgementTimeoutMs, 6);
    expect(ofIt(momentsOf(trace, 'accepted'))).toHaveLength(2);
    expect(ofIt(momentsOf(trace, 'send settled')).map(({ state }) => state)).toEqual(['acknowledged']);
    expect(count(trace).processedTwice).toEqual(fault?.records);
  });

  test('whose acknowledgement comes later than the time-out was accepted at once, and is sent again too', () => {
    const late = wholeRun(rowJob('reliable-replicated'), [delay('produce acknowledgement', 1500, now)]);
    const records = momentsOf(late, 'fault')[0]?.records ?? [];
    const accepted = momentsOf(late, 'accepted').filter(one => one.records.includes(records[0] ?? -1));
    const sent = momentsOf(late, 'sent').filter(one => one.records.includes(records[0] ?? -1));
    expect(accepted).toHaveLength(2);
    expect((accepted[0]?.atMs ?? Infinity) - (sent[0]?.atMs ?? 0)).toBeLessThan(1);
  });

  test('again and again is given up: indeterminate, and the source may hold it all the same', () => {
    const failures: readonly Failure[] = Array.from({ length: sendAttemptsMax }, () =>
      drop('produce acknowledgement', now)
    );
    const given = wholeRun(rowJob('reliable-replicated'), failures);
    const unsure = momentsOf(given, 'send settled').filter(({ state }) => state === 'indeterminate');
    expect(unsure).toHaveLength(1);
    const [record = -1] = unsure[0]?.records ?? [];
    expect(momentsOf(given, 'sent').filter(({ records }) => records.includes(record))).toHaveLength(sendAttemptsMax);
    expect(count(given).processedTwice).toContain(record);
  });
});
