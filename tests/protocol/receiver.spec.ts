import { describe, expect, test } from '@jest/globals';
import type { SourceKind } from '../../src/terms/job.js';
import type { Trace } from '../../src/terms/trace.js';
import { count } from '../engine/counting.js';
import { after, kill, pause } from '../engine/failures.js';
import { endless, rowJob } from '../engine/jobs.js';
import { momentsOf, passing, passings } from '../engine/reading.js';
import { wholeRun } from '../engine/whole-run.js';

/** The driver answers no question for a second; the receiver waits for half of that. */
function unanswered(kind: SourceKind, receiverRestartDelayMs = 2000): Trace {
  const job = rowJob('reliable-replicated', {
    source: { kind, records: null },
    properties: { networkTimeoutMs: 500, receiverRestartDelayMs }
  });
  return wholeRun(job, [pause('driver', 1000, after('replicate'))]);
}

describe.each(['queue', 'log'] as const)('a reliable receiver of a %s whose block was not accepted in time', kind => {
  const trace = unanswered(kind);
  const { records, atMs } = passing(trace, 'replicate', moment => moment.atMs === trace.failures[0]?.atMs);

  test('does not acknowledge it', () => {
    const first = passings(trace, 'reply', 'settle').filter(one => one.records.includes(records[0] ?? -1));
    expect(first[0]?.step).toBe('reply');
    expect(first[0]?.atMs).toBeGreaterThan(atMs + 2500);
  });

  test('begins again after spark.streaming.receiverRestartDelay, with what was not acknowledged', () => {
    const again = passing(trace, 'recv', one => one.atMs > atMs && one.records.length > 0);
    expect(again.records).toEqual(expect.arrayContaining([...records]));
    expect(again.atMs).toBeGreaterThanOrEqual(atMs + 500 + 2000);
    expect(again.process).toBe(passing(trace, 'start').process);
    const soon = passing(unanswered(kind, 100), 'recv', one => one.atMs > atMs && one.records.length > 0);
    expect(soon.atMs).toBeLessThan(again.atMs);
  });

  test('has it processed twice when the driver, late, accepted it all the same', () => {
    expect(passing(trace, 'queue', one => one.atMs > atMs).records).toEqual(records);
    expect(count(trace).processedTwice).toEqual(expect.arrayContaining([...records]));
    expect(count(trace).lost).toEqual([]);
  });
});

describe('an unreliable receiver', () => {
  test('goes on receiving while its blocks are stored', () => {
    const trace = wholeRun(rowJob('unreliable', endless), [pause('driver', 500, after('replicate'))]);
    const fromMs = trace.failures[0]?.atMs ?? 0;
    const meanwhile = passings(trace, 'recv').filter(one => one.atMs > fromMs && one.atMs < fromMs + 500);
    expect(meanwhile.length).toBeGreaterThan(10);
    expect(count(trace)).toMatchObject({ lost: [], processedTwice: [] });
  });

  test('loses what lies in its buffer, in its queue and in its store', () => {
    const trace = wholeRun(rowJob('unreliable'), [kill('receiver executor', after('cut', { record: 12 }))]);
    expect(count(trace).lost).toContain(12);
    expect(passings(trace, 'put').flatMap(one => one.records)).not.toContain(12);
    expect(momentsOf(trace, 'step').filter(({ step }) => step === 'redeliver')).toEqual([]);
  });
});
