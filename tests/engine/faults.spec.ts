import { describe, expect, test } from '@jest/globals';
import type { Failure, Victim } from '../../src/terms/failure.js';
import type { Trace } from '../../src/terms/trace.js';
import { count } from './counting.js';
import { after, atEffect, atTime, delay, drop, kill, now, outage, pause, random } from './failures.js';
import { complaintsAbout } from './invariants.js';
import { endless, rowJob } from './jobs.js';
import { deathOf, momentsOf, passing, passings } from './reading.js';
import { wholeRun } from './whole-run.js';

const victimsOf = (trace: Trace, failure = 0) => trace.failures[failure]?.victims.map(({ process }) => process) ?? [];
const killed = (trace: Trace) =>
  momentsOf(trace, 'died')
    .filter(({ code }) => code === 137)
    .map(({ process }) => process);

describe('a kill of', () => {
  const onReceivers: readonly Victim[] = [
    'driver',
    'receiver executor',
    'replica executor',
    'other executor',
    'task executor',
    'receiver host',
    'executor'
  ];
  test.each(onReceivers)('the %s: it dies, and nobody else is killed', victim => {
    const trace = wholeRun(rowJob('reliable-replicated'), [kill(victim, after('ack', { occurrence: 2 }))]);
    expect(complaintsAbout(trace)).toEqual([]);
    expect(victimsOf(trace)).toHaveLength(1);
    expect(killed(trace)).toEqual(victimsOf(trace));
    expect(trace.failures[0]?.backAtMs).toBeGreaterThan(trace.failures[0]?.atMs ?? Infinity);
    expect(trace.outcome).toBe('recovered');
  });

  test('the replica executor: it held the replica of that very block', () => {
    const trace = wholeRun(rowJob('reliable-replicated'), [
      kill('replica executor', after('replicate', { record: 12 }))
    ]);
    expect(victimsOf(trace)).toEqual([passing(trace, 'replica', ({ records }) => records.includes(12)).process]);
  });

  test('the task executor: it wrote that very record', () => {
    const trace = wholeRun(rowJob('reliable-replicated', { properties: { localityWaitMs: 0 } }), [
      kill('task executor', after('out', { record: 12 }))
    ]);
    expect(victimsOf(trace)).toEqual([passing(trace, 'out', ({ records }) => records.includes(12)).process]);
  });

  test('two together: both die at the same moment, and it is one failure', () => {
    const trace = wholeRun(rowJob('reliable-replicated'), [
      kill(['receiver executor', 'replica executor'], after('ack', { record: 12 }))
    ]);
    const [one = '', two = ''] = victimsOf(trace);
    expect(deathOf(trace, one).atMs).toBe(deathOf(trace, two).atMs);
    expect(momentsOf(trace, 'fault')).toHaveLength(1);
    expect(count(trace).lost).toContain(12); // both copies are gone
  });

  test('two words for one process: it dies once', () => {
    const trace = wholeRun(rowJob('reliable-replicated'), [kill(['receiver executor', 'receiver host'], now)]);
    expect(killed(trace)).toHaveLength(1);
  });
});

describe('where a fault falls', () => {
  test('after a step: right after it has passed', () => {
    const trace = wholeRun(rowJob('reliable-wal'), [kill('driver', after('meta', { record: 12 }))]);
    const index = trace.failures[0]?.momentIndex ?? 0;
    expect(trace.moments[index - 1]).toMatchObject({ kind: 'step', step: 'meta' });
    expect(trace.moments[index]).toMatchObject({ kind: 'fault', process: 'driver-1', role: 'driver' });
    expect(trace.moments[index + 1]).toMatchObject({ kind: 'died', process: 'driver-1' });
  });

  test('at the wanted occurrence, counted from the steady point', () => {
    const trace = wholeRun(rowJob('reliable-wal'), [kill('driver', after('ack', { occurrence: 3 }))]);
    const steady = momentsOf(trace, 'state').find(({ state }) => state === 'steady');
    const between = passings(trace, 'ack').filter(
      ({ atMs }) => atMs > (steady?.atMs ?? Infinity) && atMs <= (trace.failures[0]?.atMs ?? 0)
    );
    expect(between).toHaveLength(3);
  });

  test('at a passing so long into its batch', () => {
    const trace = wholeRun(rowJob('reliable-wal'), [kill('driver', after('ack', { phaseMs: 60 }))]);
    expect((trace.failures[0]?.atMs ?? 0) % 100).toBeGreaterThanOrEqual(60);
  });

  test('at a time, now, or at random within the first batches', () => {
    const steadyMs = (trace: Trace) => momentsOf(trace, 'state').find(({ state }) => state === 'steady')?.atMs ?? 0;
    const laterMs = (trace: Trace) => (trace.failures[0]?.atMs ?? 0) - steadyMs(trace);
    expect(laterMs(wholeRun(rowJob('reliable-wal'), [kill('driver', atTime(37))]))).toBeCloseTo(37, 6);
    expect(laterMs(wholeRun(rowJob('reliable-wal'), [kill('driver', now)]))).toBe(0);
    const spread = Array.from({ length: 40 }, (_, seed) =>
      laterMs(wholeRun(rowJob('reliable-wal', endless), [kill('driver', random)], seed))
    );
    expect(Math.min(...spread)).toBeLessThan(100);
    expect(Math.max(...spread)).toBeGreaterThan(700);
    expect(Math.max(...spread)).toBeLessThan(800);
  });

  test('after a numbered effect, whatever its name', () => {
    const unnamed = wholeRun(rowJob('reliable-wal'), [kill('driver', atEffect(400))]);
    expect(unnamed.failures[0]?.fired).toBe(true);
    const [one, other] = [401, 402].map(effect => wholeRun(rowJob('reliable-wal'), [kill('driver', atEffect(effect))]));
    expect(one?.failures[0]?.atMs).toBeLessThanOrEqual(other?.failures[0]?.atMs ?? 0);
  });
});

describe('a list of failures', () => {
  test('in sequence: each at its own place, the job recovers from all', () => {
    const trace = wholeRun(rowJob('reliable-wal', endless), [
      kill('executor', after('put', { occurrence: 2 })),
      kill('driver', after('ack', { occurrence: 12 }))
    ]);
    expect(trace.failures.map(({ fired }) => fired)).toEqual([true, true]);
    expect(count(trace).lost).toEqual([]);
  });

  test('during recovery: after the first launch, before all is back', () => {
    const trace = wholeRun(rowJob('reliable-wal'), [
      kill('driver', after('ack')),
      kill('driver', after('submit'), { duringRecovery: true })
    ]);
    const [first, second] = trace.failures;
    expect(second?.fired).toBe(true);
    expect(victimsOf(trace, 1)).toEqual(['driver-2']);
    expect(second?.backAtMs).toBe(first?.backAtMs);
    expect(count(trace).lost).toEqual([]);
  });

  test('within a time of the one before', () => {
    const trace = wholeRun(rowJob('reliable-replicated'), [
      kill('receiver executor', after('ack', { record: 12 })),
      kill('replica executor', now, { withinMs: 60 })
    ]);
    const [first, second] = trace.failures;
    expect((second?.atMs ?? 0) - (first?.atMs ?? 0)).toBeLessThan(60);
    expect(count(trace).lost).toContain(12); // a single failure each, but over the whole life of a block
  });
});

describe('a message', () => {
  test('that is dropped never arrives: its sender waits, and hears nothing', () => {
    const trace = wholeRun(rowJob('reliable-replicated'), [drop('acknowledgement', after('ack', { record: 12 }))]);
    const [fault] = momentsOf(trace, 'fault');
    expect(fault).toMatchObject({ fault: 'drop', victims: [], process: passing(trace, 'start').process });
    expect(fault?.records).toContain(12);
    const ofIt = passings(trace, 'ack').filter(({ records }) => records.includes(12));
    expect(ofIt).toHaveLength(1); // that of the second delivery
    expect(ofIt[0]?.atMs).toBeGreaterThan((fault?.atMs ?? 0) + 1000);
  });

  test('that is delayed arrives so much later', () => {
    const trace = wholeRun(rowJob('reliable-replicated'), [
      delay('acknowledgement', 300, after('ack', { record: 12 }))
    ]);
    const settled = passing(trace, 'settle', ({ records }) => records.includes(12));
    const lateMs = settled.atMs - (trace.failures[0]?.atMs ?? 0);
    expect(lateMs).toBeGreaterThan(300);
    expect(lateMs).toBeLessThan(302);
    expect(count(trace)).toMatchObject({ lost: [], processedTwice: [] });
  });

  test('that is delayed for longer than the source waits is too late: the records come again', () => {
    const trace = wholeRun(rowJob('reliable-replicated'), [
      delay('acknowledgement', 2500, after('ack', { record: 12 }))
    ]);
    expect(passings(trace, 'redeliver')).toHaveLength(1);
    expect(count(trace).processedTwice).toContain(12);
  });

  test('that is later than a wait may last leaves the run undecided: what stands behind it is not called lost', () => {
    const job = rowJob('reliable-replicated', { limitMs: 5000 });
    const trace = wholeRun(job, [delay('acknowledgement', 20_000, after('ack', { record: 5 }))]);
    expect(trace.failures[0]?.fired).toBe(true);
    expect(trace.ended).toBe('limit');
  });

  test('is lost for a direct stream too, between its producer and its log; its fate is settled when it is planned', () => {
    const trace = wholeRun(rowJob('direct-checkpoint'), [drop('produce acknowledgement', now)]);
    expect(trace.failures[0]).toMatchObject({ fired: true, backAtMs: expect.any(Number) });
    expect(trace.ended).toBe('drained');
  });
});

describe('an outage: a driver that is killed and kept down', () => {
  test('starts again when it is over and not before, and what came meanwhile is read then', () => {
    const trace = wholeRun(rowJob('reliable-wal', endless), [outage(20_000, after('put', { record: 12 }))]);
    const fromMs = trace.failures[0]?.atMs ?? 0;
    const [, again] = momentsOf(trace, 'launched').filter(({ role }) => role === 'driver');
    expect(again?.atMs).toBe(fromMs + 20_000);
    expect(passings(trace, 'restart').map(({ process }) => process)).toEqual(['driver-1', 'driver-2']);
    expect([trace.ended, trace.outcome, count(trace).lost]).toEqual(['drained', 'recovered', []]);
  });

  test('one shorter than whoever restarts it takes changes nothing', () => {
    const job = rowJob('reliable-wal');
    const moments = (failure: Failure) => momentsOf(wholeRun(job, [failure]), 'launched');
    const place = after('put', { record: 12 });
    expect(moments(outage(10, place))).toEqual(moments(kill('driver', place)));
  });
});

describe('a pause of', () => {
  test('the driver: batches stand still, then go on; nothing is lost, nobody is replaced', () => {
    const trace = wholeRun(rowJob('reliable-wal'), [pause('driver', 500, after('alloc', { record: 12 }))]);
    const fromMs = trace.failures[0]?.atMs ?? 0;
    const still = trace.moments.filter(
      one => one.process === 'driver-1' && one.atMs > fromMs && one.atMs < fromMs + 500
    );
    expect(still).toEqual([]);
    expect(momentsOf(trace, 'state').map(({ state }) => state)).toContain('resumed');
    expect(momentsOf(trace, 'died')).toEqual([]);
    expect(count(trace)).toMatchObject({ lost: [], processedTwice: [], outputTwice: [] });
  });

  test('the receiver’s executor: it goes on where it stood; its recovery is over only then', () => {
    const trace = wholeRun(rowJob('reliable-replicated', endless), [
      pause('receiver executor', 700, after('put', { record: 12 }))
    ]);
    const [{ atMs = null, backAtMs = null } = {}] = trace.failures;
    expect(passings(trace, 'start')).toHaveLength(1);
    expect((backAtMs ?? 0) - (atMs ?? 0)).toBeGreaterThanOrEqual(700);
    expect(count(trace).lost).toEqual([]);
  });

  test('anybody, however long, is no loss: the drain waits for who stands still', () => {
    for (const kind of ['queue', 'log'] as const) {
      const job = rowJob('reliable-wal', { source: { kind } });
      const trace = wholeRun(job, [pause('receiver executor', 20_000, after('put', { record: 12 }))]);
      expect([trace.ended, count(trace).lost]).toEqual(['drained', []]);
    }
  });
});

describe('a failure that does not fire says why', () => {
  const why = (trace: Trace, failure = 0) => {
    expect(trace.failures[failure]).toMatchObject({ fired: false, atMs: null, momentIndex: null, victims: [] });
    return trace.failures[failure]?.why;
  };
  const short = { limitMs: 2000 };

  test('its step was not reached', () => {
    expect(why(wholeRun(rowJob('reliable-replicated', short), [kill('driver', after('ckpt1'))]))).toContain(
      'within 2s'
    );
  });

  test('its victim was not there', () => {
    const trace = wholeRun(rowJob('reliable-replicated', { ...short, executors: 2 }), [
      kill('other executor', after('replicate'))
    ]);
    expect(why(trace)).toContain('no other executor was there');
  });

  test('the recovery was over first', () => {
    const trace = wholeRun(rowJob('reliable-replicated', short), [
      kill('executor', after('ack')),
      kill('driver', after('wal'), { duringRecovery: true })
    ]);
    expect(why(trace, 1)).toBe('the recovery was over first');
  });

  test('its time was over first', () => {
    const trace = wholeRun(rowJob('reliable-replicated', endless), [
      kill('executor', after('ack')),
      kill('driver', after('ack', { occurrence: 5 }), { withinMs: 10 })
    ]);
    expect(why(trace, 1)).toBe('the time it was given after the failure before it was over first');
  });

  test('the job was over', () => {
    const trace = wholeRun(rowJob('reliable-replicated', { supervise: false }), [
      kill('driver', after('ack')),
      kill('executor', after('put', { occurrence: 99 }))
    ]);
    expect(why(trace, 1)).toBe('the job was over before');
  });
});
