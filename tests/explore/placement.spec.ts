import { describe, expect, test } from '@jest/globals';
import { firstRiskyStep, placed } from '../../src/explore/placement.js';
import type { Step } from '../../src/terms/failure.js';
import type { Job } from '../../src/terms/job.js';
import type { InnerStep, Moment, RecordId, Trace } from '../../src/terms/trace.js';
import { rowIds, rowJob } from '../engine/jobs.js';
import { momentsOf, passings } from '../engine/reading.js';
import { wholeRun } from '../engine/whole-run.js';

const who = { atMs: 1, process: 'executor-1', role: 'executor' } as const;
const step = (step: Step | InnerStep, ...records: readonly RecordId[]): Moment => ({
  kind: 'step',
  ...who,
  step,
  records,
  block: null,
  batch: null,
  peer: null
});
const written = (...records: readonly RecordId[]): Moment => ({
  kind: 'written',
  ...who,
  records,
  origin: 'block',
  batch: 100,
  attempt: 0,
  driver: 'driver-1',
  effect: 'append'
});
const steady: Moment = { kind: 'state', ...who, state: 'steady' };

function traceOf(job: Job, ...moments: readonly Moment[]): Trace {
  return {
    job,
    engine: 'simulated',
    seed: 1,
    moments,
    failures: [],
    endPosition: 0,
    ended: 'drained',
    outcome: 'undisturbed'
  };
}
const reliable = rowJob('reliable-replicated');

describe('the fault is placed after the first step', () => {
  test('that bears a record which is acknowledged and not yet output', () => {
    const trace = traceOf(
      reliable,
      steady,
      step('recv', 1),
      step('put', 1),
      step('settle', 1),
      step('ack', 1),
      step('alloc', 1)
    );
    expect(firstRiskyStep(trace)).toEqual({ at: 'step', step: 'ack', occurrence: 1, record: null, phaseMs: null });
  });

  test('from the steady point on, and counted from there', () => {
    const before = [step('settle', 1), step('ack', 1), written(1)];
    const then = [step('ack', 9), step('settle', 2), step('ack', 2)];
    expect(firstRiskyStep(traceOf(reliable, ...before, steady, ...then))).toMatchObject({ step: 'ack', occurrence: 2 });
  });

  test('also when the record was let go before the steady point', () => {
    expect(firstRiskyStep(traceOf(reliable, step('settle', 1), steady, step('alloc', 1)))).toMatchObject({
      step: 'alloc'
    });
  });

  test('not of a record that is output, and not a step that "after" does not offer', () => {
    const moments = [
      steady,
      step('settle', 1),
      written(1),
      step('out', 1),
      step('settle', 2),
      step('replica', 2),
      step('done', 2)
    ];
    expect(firstRiskyStep(traceOf(reliable, ...moments))).toMatchObject({ step: 'done', occurrence: 1 });
  });

  test('of a direct stream, that bears a record which is planned: the planning itself', () => {
    const trace = traceOf(rowJob('direct-checkpoint'), steady, step('compute', 1), step('submit', 1));
    expect(firstRiskyStep(trace)).toMatchObject({ step: 'compute', occurrence: 1 });
  });

  test('of an unreliable receiver, that bears a record which a queue has forgotten, or a log counts as read', () => {
    const moments = [steady, step('deliver', 1), step('recv', 1), step('settle', 1), step('cut', 1)];
    const from = (kind: 'queue' | 'log') =>
      firstRiskyStep(traceOf(rowJob('unreliable', { source: { kind } }), ...moments));
    expect(from('queue')).toMatchObject({ step: 'recv' });
    expect(from('log')).toMatchObject({ step: 'cut' });
  });

  test('and nowhere, when there is none', () => {
    expect(firstRiskyStep(traceOf(reliable, steady, step('recv', 1)))).toBeNull();
    expect(placed({ kind: 'drop', message: 'acknowledgement' }, traceOf(reliable))).toBeNull();
  });
});

test.each(rowIds)('in a run with the fault, the step passes where it was foreseen: %s', id => {
  for (let seed = 1; seed <= 5; seed += 1) {
    const undisturbed = wholeRun(rowJob(id), [], seed);
    const failure = placed({ kind: 'kill', victims: ['driver'] }, undisturbed);
    const trace = wholeRun(rowJob(id), failure === null ? [] : [failure], seed);
    const [{ atMs = null, fired = false } = {}] = trace.failures;
    expect(fired).toBe(true);
    const place = failure?.place.at === 'step' ? failure.place : null;
    const steadyMs = momentsOf(undisturbed, 'state').find(({ state }) => state === 'steady')?.atMs ?? 0;
    const foreseen = passings(undisturbed, place?.step ?? 'abort').filter(one => one.atMs >= steadyMs);
    expect(foreseen.map(one => one.atMs)).toContain(atMs);
  }
});
