import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SinkJournal } from '../../src/protocol/sink.js';
import type { SinkKind } from '../../src/terms/job.js';
import type { ConfigurationId } from '../../src/terms/result.js';
import type { Trace } from '../../src/terms/trace.js';
import { count, writtenOf } from '../engine/counting.js';
import { after, atTime, kill, pause } from '../engine/failures.js';
import { jobOf, rowJob } from '../engine/jobs.js';
import { momentsOf, passings } from '../engine/reading.js';
import { wholeRun } from '../engine/whole-run.js';

const effects = (trace: Trace) => [...new Set(writtenOf(trace).map(({ effect }) => effect))].sort();
/** The newest checkpoint's batch runs again, though it was completed. */
const replayed = (id: ConfigurationId, sink: SinkKind) =>
  wholeRun(rowJob(id, { sink }), [kill('driver', after('ckpt2', { occurrence: 2 }))]);

describe.each(['reliable-wal', 'direct-checkpoint'] as const)('a batch that is run again: %s', id => {
  test('is appended again', () => {
    const trace = replayed(id, 'append');
    expect(effects(trace)).toEqual(['append']);
    expect(count(trace).outputTwice.length).toBeGreaterThan(0);
    expect(count(trace).processedTwice).toEqual([]);
  });

  test('replaces its records in an idempotent sink, which then holds each once', () => {
    const trace = replayed(id, 'idempotent');
    expect(effects(trace)).toEqual(['upsert']);
    expect(writtenOf(trace).length).toBeGreaterThan(count(trace).accepted.length);
    expect(count(trace)).toMatchObject({ lost: [], outputTwice: [] });
  });

  test('is refused by a transactional sink, which holds it already', () => {
    const trace = replayed(id, 'transactional');
    expect(effects(trace)).toEqual(['refused', 'transaction']);
    expect(count(trace)).toMatchObject({ lost: [], outputTwice: [], processedTwice: [] });
    const refused = writtenOf(trace)
      .filter(({ effect }) => effect === 'refused')
      .flatMap(({ records }) => records);
    const before = writtenOf(trace).flatMap(one => (one.effect === 'transaction' ? one.records : []));
    expect(before).toEqual(expect.arrayContaining(refused));
  });
});

describe('an appending sink', () => {
  test('takes record by record: a task that dies in the middle leaves a part', () => {
    const trace = wholeRun(rowJob('direct-checkpoint'), [kill('task executor', after('out', { occurrence: 2 }))]);
    const batch = writtenOf(trace).find(({ attempt }) => attempt === 1)?.batch;
    const attempts = writtenOf(trace)
      .filter(one => one.batch === batch)
      .map(({ attempt }) => attempt);
    expect(attempts.filter(attempt => attempt === 0)).toHaveLength(2);
    expect(attempts.filter(attempt => attempt === 1).length).toBeGreaterThan(2);
  });
});

describe('a job that sends faster than a sink takes single records', () => {
  const fast = (ratePerSecond: number) =>
    rowJob('reliable-wal', { source: { ratePerSecond, records: ratePerSecond / 2 } });

  test.each([
    [5000, 1],
    [5001, 2],
    [12_000, 3]
  ])('%d a second: at most %d records in a write', (rate, most) => {
    const sizes = writtenOf(wholeRun(fast(rate))).map(({ records }) => records.length);
    expect([Math.max(...sizes), Math.min(...sizes) >= 1]).toEqual([most, true]);
  });

  test('loses nothing and writes nothing twice but what a fault makes it', () => {
    const trace = wholeRun(fast(12_000), [kill('task executor', after('out', { record: 5000 }))]);
    const { lost, outputTwice } = count(trace);
    expect(lost).toEqual([]);
    // The write with that record was the last of its task: all that the task had written, whole writes, is written again.
    expect(outputTwice.length % 3).toBe(0);
    expect(outputTwice.at(-1)).toBeGreaterThanOrEqual(5000);
    expect(outputTwice).toContain(5000);
  });
});

describe('a transactional sink', () => {
  test('takes all records of a task or none', () => {
    const trace = wholeRun(rowJob('direct-checkpoint', { sink: 'transactional' }), [
      kill('task executor', after('out'))
    ]);
    const ranges = passings(trace, 'submit')
      .map(({ records }) => records)
      .filter(records => records.length > 0);
    const whole = writtenOf(trace).flatMap(one => (one.effect === 'transaction' ? [one.records] : []));
    expect(whole).toEqual(ranges);
  });

  test('passes the step of output only when the transaction is committed: a race for its place is no output', () => {
    const trace = wholeRun(rowJob('reliable-replicated', { sink: 'transactional', properties: { localityWaitMs: 0 } }));
    expect(passings(trace, 'out')).toHaveLength(writtenOf(trace).length);
    expect(count(trace)).toMatchObject({ lost: [], outputTwice: [] });
  });

  test('of a range that was planned anew, and larger, takes what it does not hold yet', () => {
    // The checkpoint lies before the batch, so the restart plans it with all that has come since.
    const job = rowJob('direct-checkpoint', { sink: 'transactional' });
    const traces = Array.from({ length: 10 }, (_, nth) =>
      wholeRun(job, [kill('driver', after('out', { occurrence: 2 }))], nth)
    );
    const partly = traces.filter(trace => writtenOf(trace).some(({ effect }) => effect === 'refused'));
    expect(partly.length).toBeGreaterThan(0);
    for (const trace of partly) {
      const refused = writtenOf(trace).find(({ effect }) => effect === 'refused');
      const rest = writtenOf(trace).find(one => one.effect === 'transaction' && one.origin === refused?.origin);
      expect(rest?.records.length).toBeGreaterThan(0);
      expect(count(trace)).toMatchObject({ lost: [], outputTwice: [] });
    }
  });

  test('of a range of which it holds the end, takes the beginning', () => {
    // The older of two batches is held up, the newer is output, the driver dies, and its successor begins at the log's beginning.
    const job = jobOf({
      consumer: 'direct',
      sink: 'transactional',
      properties: { concurrentJobs: 2, autoOffsetReset: 'earliest' },
      source: { ratePerSecond: 40, records: 60 }
    });
    const failures = [pause('task executor', 5000, after('submit')), kill('driver', atTime(250))];
    const traces = Array.from({ length: 10 }, (_, nth) => wholeRun(job, failures, nth));
    const held = traces.filter(trace => {
      const again = writtenOf(trace).filter(({ driver }) => driver === 'driver-2');
      const known = again.find(({ effect }) => effect === 'refused')?.records ?? [];
      const fresh = again.find(({ effect }) => effect === 'transaction')?.records ?? [];
      return (fresh[0] ?? Infinity) < (known.at(-1) ?? -1);
    });
    expect(held.length).toBeGreaterThan(0);
    for (const trace of traces) {
      expect(count(trace)).toMatchObject({ lost: [], outputTwice: [] });
    }
  });

  test('goes by what it holds, not by how far it reaches: a later batch may be first', () => {
    const job = jobOf({
      consumer: 'direct',
      sink: 'transactional',
      properties: { concurrentJobs: 2 },
      source: { ratePerSecond: 40, records: 60 }
    });
    const traces = Array.from({ length: 10 }, (_, nth) =>
      wholeRun(job, [pause('task executor', 400, after('submit'))], nth)
    );
    const outOfOrder = traces.filter(trace => {
      const batches = writtenOf(trace).map(({ batch }) => batch);
      return batches.some((batch, nth) => batch < (batches[nth - 1] ?? 0));
    });
    expect(outOfOrder.length).toBeGreaterThan(0);
    for (const trace of traces) {
      expect(count(trace)).toMatchObject({ lost: [], outputTwice: [] });
    }
  });
});

test('every write is in the journal with its batch, its driver and what it was processed from', () => {
  const trace = wholeRun(rowJob('reliable-wal'), [kill('driver', after('submit'))]);
  const drivers = new Set(momentsOf(trace, 'launched').flatMap(one => (one.role === 'driver' ? [one.process] : [])));
  for (const { driver, batch, origin, role, records } of writtenOf(trace)) {
    expect([drivers.has(driver), batch % 100, role, records.length]).toEqual([true, 0, 'executor', 1]);
    expect(origin).toMatch(/^input-0-executor-\d+-\d+$/);
  }
  const direct = wholeRun(rowJob('direct-checkpoint'));
  for (const { origin, records } of writtenOf(direct)) {
    const [from = -1, until = -1] = origin.split('-').map(Number);
    expect(records.every(record => from <= record && record < until)).toBe(true);
  }
});

describe('what an executor knows of the journal', () => {
  const partition = fc
    .tuple(fc.nat(40), fc.integer({ min: 1, max: 9 }))
    .map(([from, n]) => ({ from, until: from + n }));
  const entryFor = (range: { readonly from: number; readonly until: number }) => ({
    origin: `${range.from}-${range.until}`,
    range,
    rows: []
  });

  /** Lets it look, and answers with what the journal holds from where it asks. @returns how many entries it was given. */
  function look(known: SinkJournal, journal: readonly unknown[]): number {
    const steps = known.look();
    const asked = steps.next();
    if (asked.done === true || asked.value.kind !== 'read') throw new Error('it does not read');
    const news = journal.slice(asked.value.from);
    expect(steps.next(news)).toEqual({ done: true, value: journal.length });
    return news.length;
  }

  test('is what the whole journal says, though each entry is read once', () => {
    fc.assert(
      fc.property(fc.array(partition, { maxLength: 20 }), fc.array(fc.nat(20)), partition, (ranges, looks, asked) => {
        const known = new SinkJournal();
        const journal = ranges.map(entryFor);
        const lengths = [...looks.filter(at => at <= journal.length).sort((a, b) => a - b), journal.length];
        const read = lengths.reduce((sum, length) => sum + look(known, journal.slice(0, length)), 0);
        expect(read).toBe(journal.length);
        const records = Array.from({ length: asked.until - asked.from }, (_, at) => ({
          id: asked.from + at,
          text: ''
        }));
        const held = (at: number) => ranges.some(({ from, until }) => from <= at && at < until);
        const partition = { kind: 'range' as const, range: asked };
        expect(known.lacks({ partition, records }).map(({ id }) => id)).toEqual(
          records.map(({ id }) => id).filter(id => !held(id))
        );
      })
    );
  });
});
