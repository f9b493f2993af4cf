import { describe, expect, test } from '@jest/globals';
import type { Overrides } from '../engine/jobs.js';
import { count } from '../engine/counting.js';
import { after, delay, drop, kill } from '../engine/failures.js';
import { rowJob } from '../engine/jobs.js';
import { momentsOf, passing, passings } from '../engine/reading.js';
import { wholeRun } from '../engine/whole-run.js';

const log: Overrides = { source: { kind: 'log' } };

describe('a log', () => {
  test('knows of its reader one number only: a commit settles all that lies before it', () => {
    const trace = wholeRun(rowJob('reliable-replicated', log), [drop('acknowledgement', after('ack', { record: 12 }))]);
    const lost = momentsOf(trace, 'fault')[0]?.records ?? [];
    const settled = passing(trace, 'settle', ({ records }) => records.includes(12));
    expect(settled.records.slice(0, lost.length)).toEqual(lost);
    expect(settled.records.length).toBeGreaterThan(lost.length); // the next commit came, and covered it
  });

  test('so a lost acknowledgement alone is made good by the next: nothing is processed twice', () => {
    for (let seed = 1; seed <= 10; seed += 1) {
      const trace = wholeRun(
        rowJob('reliable-replicated', log),
        [drop('acknowledgement', after('ack', { record: 12 }))],
        seed
      );
      expect(trace.failures[0]?.fired).toBe(true);
      expect(count(trace)).toMatchObject({ lost: [], processedTwice: [] });
      expect(passings(trace, 'redeliver')).toEqual([]);
    }
  });

  test('but with a crash before the next commit, the reader’s successor begins at the old one: processed twice', () => {
    const trace = wholeRun(rowJob('reliable-replicated', log), [
      drop('acknowledgement', after('ack', { record: 12 })),
      kill('receiver executor', after('put'), { withinMs: 2000 })
    ]);
    const dropped = momentsOf(trace, 'fault')[0]?.records ?? [];
    expect(count(trace).processedTwice).toEqual(expect.arrayContaining([...dropped]));
    expect(count(trace).lost).toEqual([]);
  });

  test('settles each record once, in order', () => {
    const trace = wholeRun(rowJob('reliable-wal', log), [kill('receiver executor', after('ack', { record: 12 }))]);
    const settled = passings(trace, 'settle').flatMap(({ records }) => records);
    expect(settled).toEqual(count(trace).accepted);
  });

  test('is read on from the committed offset by the next receiver, not from where the last one stood', () => {
    const trace = wholeRun(rowJob('reliable-replicated', log), [
      kill('receiver executor', after('put', { record: 12 }))
    ]);
    const killedMs = trace.failures[0]?.atMs ?? 0;
    const committed = passings(trace, 'settle')
      .filter(({ atMs }) => atMs <= killedMs)
      .flatMap(({ records }) => records);
    const next = passings(trace, 'recv').find(({ atMs, records }) => atMs > killedMs && records.length > 0);
    expect(next?.records[0]).toBe((committed.at(-1) ?? -1) + 1);
    expect(count(trace).lost).toEqual([]);
  });

  test('hears commits in their order, also when one is late: those behind it on the link come later still', () => {
    const trace = wholeRun(rowJob('reliable-replicated', log), [
      delay('acknowledgement', 1500, after('ack', { record: 12 }))
    ]);
    expect(trace.failures[0]?.fired).toBe(true);
    expect(passings(trace, 'settle').flatMap(({ records }) => records)).toEqual(count(trace).accepted);
    expect(count(trace)).toMatchObject({ lost: [], processedTwice: [] });
  });

  test('is told at once by an unreliable receiver, so what its buffer loses is lost', () => {
    const trace = wholeRun(rowJob('unreliable', log), [kill('receiver executor', after('ack', { record: 12 }))]);
    expect(count(trace).lost).toContain(12);
  });
});
