import { describe, expect, test } from '@jest/globals';
import { redeliveryTimeoutMs } from '../../src/protocol/timing.js';
import { count } from '../engine/counting.js';
import { after, drop, kill, pause } from '../engine/failures.js';
import { endless, rowJob } from '../engine/jobs.js';
import { deathOf, momentsOf, passing, passings } from '../engine/reading.js';
import { wholeRun } from '../engine/whole-run.js';

describe('a queue', () => {
  test('delivers records in the order in which it accepted them, each once, while all is well', () => {
    const trace = wholeRun(rowJob('reliable-replicated'));
    const delivered = passings(trace, 'deliver').flatMap(({ records }) => records);
    expect(delivered).toEqual(momentsOf(trace, 'accepted').flatMap(({ records }) => records));
    expect(passings(trace, 'redeliver')).toEqual([]);
  });

  test('delivers again, and first, what its reader had not acknowledged when it died', () => {
    const trace = wholeRun(rowJob('reliable-wal'), [kill('receiver executor', after('put', { record: 12 }))]);
    const again = passing(trace, 'redeliver');
    expect(again.records).toContain(12);
    const sinceMs = again.atMs - deathOf(trace, trace.failures[0]?.victims[0]?.process ?? '').atMs;
    expect(sinceMs).toBeGreaterThanOrEqual(50);
    expect(sinceMs).toBeLessThanOrEqual(100);
    const next = passing(trace, 'deliver', ({ atMs }) => atMs > again.atMs);
    expect(next.records.slice(0, again.records.length)).toEqual(again.records);
    expect(count(trace)).toMatchObject({ lost: [], processedTwice: [] });
  });

  test('keeps acknowledged records to itself when their reader dies', () => {
    const trace = wholeRun(rowJob('reliable-replicated'), [kill('receiver executor', after('ack', { record: 12 }))]);
    const acknowledged = passings(trace, 'settle').flatMap(one =>
      one.atMs <= (trace.failures[0]?.atMs ?? 0) ? one.records : []
    );
    expect(
      passings(trace, 'redeliver')
        .flatMap(({ records }) => records)
        .filter(one => acknowledged.includes(one))
    ).toEqual([]);
  });

  test('delivers again what was not acknowledged in time, although its reader lives', () => {
    const trace = wholeRun(rowJob('reliable-replicated'), [drop('acknowledgement', after('ack', { record: 12 }))]);
    const [dropped] = momentsOf(trace, 'fault');
    const delivered = passing(trace, 'deliver', ({ records }) => records.includes(12));
    const again = passing(trace, 'redeliver');
    expect(again.records).toEqual(dropped?.records);
    expect(again.atMs).toBeGreaterThanOrEqual(delivered.atMs + redeliveryTimeoutMs - 20);
    expect(again.atMs).toBeLessThan(delivered.atMs + redeliveryTimeoutMs + 20);
    expect(passings(trace, 'settle').filter(({ records }) => records.includes(12))).toHaveLength(1);
  });

  test('may deliver again while the first delivery is still on its way to the log: both are processed', () => {
    const trace = wholeRun(rowJob('reliable-wal', endless), [pause('driver', 3000, after('wal', { record: 30 }))]);
    expect(passing(trace, 'redeliver').records).toContain(30);
    expect(count(trace).processedTwice).toContain(30);
    expect(count(trace).lost).toEqual([]);
  });

  test('forgets what it hands to an unreliable receiver: nobody acknowledges, nothing comes again', () => {
    const trace = wholeRun(rowJob('unreliable'), [kill('receiver executor', after('recv', { record: 12 }))]);
    expect(passings(trace, 'ack', 'settle', 'redeliver')).toEqual([]);
    expect(count(trace).lost).toContain(12);
  });

  test('keeps for the next reader what it has not handed out', () => {
    const trace = wholeRun(rowJob('unreliable'), [kill('driver', after('recv', { record: 4 }))]);
    const delivered = passings(trace, 'deliver').flatMap(({ records }) => records);
    expect([...delivered].sort((a, b) => a - b)).toEqual(count(trace).accepted);
  });
});
