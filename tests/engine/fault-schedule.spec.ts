import { describe, expect, test } from '@jest/globals';
import { effectHasPassed, FaultSchedule, randomWindowBatches, type Strike } from '../../src/engine/fault-schedule.js';
import type { Failure, Step } from '../../src/terms/failure.js';
import type { RecordId, StepMoment } from '../../src/terms/trace.js';
import { after, atEffect, atTime, drop, kill, now, random, type Chain } from './failures.js';

/** A schedule with what it struck, and a way to let steps pass. */
class Stand {
  readonly struck: string[] = [];
  readonly schedule: FaultSchedule;
  private effect = 0;

  constructor(
    failures: readonly Failure[],
    strike: Strike = () => true,
    choose = (bound: number) => bound - 1,
    effect = -1
  ) {
    this.schedule = new FaultSchedule(
      { failures, startMs: 1000, batchIntervalMs: 100, choose, effect },
      (fault, report, moment) => {
        const hit = strike(fault, report, moment);
        if (hit) this.struck.push(`${failures.indexOf(report.failure)} at ${moment?.step ?? 'a time'}`);
        return hit;
      }
    );
  }
  moment(step: Step, atMs: number, records: readonly RecordId[] = []): StepMoment {
    return {
      kind: 'step',
      atMs,
      process: 'driver-1',
      role: 'driver',
      step,
      records,
      block: null,
      batch: null,
      peer: null
    };
  }
  pass(step: Step, atMs = 1010, records: readonly RecordId[] = []): this {
    this.schedule.onPassed(this.moment(step, atMs, records), this.effect, atMs);
    this.effect += 1;
    return this;
  }
  get whys(): readonly (string | null)[] {
    return this.schedule.reports.map(({ why }) => why);
  }
}
const killDriver = (place: Failure['place'], chain: Chain = {}) => kill('driver', place, chain);

describe('a failure fires', () => {
  test('after its step, at the wanted occurrence, once', () => {
    const stand = new Stand([killDriver(after('ack', { occurrence: 2 }))]);
    stand.pass('ack').pass('out');
    expect(stand.struck).toEqual([]);
    stand.pass('ack').pass('ack');
    expect(stand.struck).toEqual(['0 at ack']);
    expect(stand.schedule.open).toBe(false);
    expect(stand.schedule.reports[0]).toMatchObject({ fired: true, atMs: 1010, why: null });
  });

  test('at passings that bear its record, at least so long into the batch', () => {
    const stand = new Stand([killDriver(after('ack', { record: 7, phaseMs: 30 }))]);
    stand.pass('ack', 1050, [6]).pass('ack', 1120, [7]);
    expect(stand.struck).toEqual([]);
    stand.pass('ack', 1130, [6, 7]);
    expect(stand.struck).toHaveLength(1);
  });

  test('after a numbered effect, named or not', () => {
    const stand = new Stand([killDriver(atEffect(1))]);
    stand.pass('recv');
    stand.schedule.onPassed(null, 1, 1020);
    expect(stand.struck).toEqual(['0 at a time']);
  });

  test('at once not at all, after a numbered effect that lies behind the run', () => {
    const stand = new Stand([killDriver(atEffect(7))], undefined, undefined, 7);
    expect(stand.schedule.open).toBe(false);
    expect(stand.schedule.reports[0]).toMatchObject({ fired: false, why: effectHasPassed });
  });

  test('at its time, counted from the start of the list', () => {
    const stand = new Stand([killDriver(atTime(50)), killDriver(now)]);
    expect(stand.schedule.nextDueMs).toBe(1000);
    stand.schedule.onTime(1000);
    expect(stand.struck).toEqual(['1 at a time']);
    expect(stand.schedule.nextDueMs).toBe(1050);
    stand.schedule.onTime(1050);
    expect(stand.schedule.nextDueMs).toBe(Infinity);
  });

  test('at random: anywhere in the first batches, by the stream of choices', () => {
    expect(new Stand([killDriver(random)], undefined, () => 0).schedule.nextDueMs).toBe(1000);
    const last = new Stand([killDriver(random)], undefined, bound => bound - 1);
    expect(last.schedule.nextDueMs).toBe(1000 + randomWindowBatches * 100 - 1);
  });

  test('later, when its victim is not there yet', () => {
    let there = false;
    const stand = new Stand([killDriver(after('ack')), killDriver(now)], () => there);
    stand.pass('ack');
    stand.schedule.onTime(1000);
    expect(stand.schedule.open).toBe(true);
    expect(stand.schedule.nextDueMs).toBe(1001);
    there = true;
    stand.schedule.onTime(1001);
    stand.pass('ack');
    expect(stand.struck).toEqual(['1 at a time', '0 at ack']);
  });
});

describe('a failure of a message', () => {
  test('befalls the next message of its kind once its place is reached', () => {
    const stand = new Stand([drop('produce acknowledgement', after('out'))]);
    const sent = stand.moment('recv', 1020, [4]);
    expect(stand.schedule.onMessage(sent, 'produce acknowledgement')).toBeNull();
    stand.pass('out');
    expect(stand.schedule.onMessage(sent, 'acknowledgement')).toBeNull();
    expect(stand.schedule.onMessage(sent, 'produce acknowledgement')).toMatchObject({ kind: 'drop' });
    expect(stand.schedule.onMessage(sent, 'produce acknowledgement')).toBeNull();
  });

  test('after ack means that very acknowledgement, which then never passes', () => {
    const stand = new Stand([drop('acknowledgement', after('ack', { occurrence: 2, record: 5 }))]);
    const sent = (record: number) => stand.schedule.onMessage(stand.moment('ack', 1020, [record]), 'acknowledgement');
    stand.pass('ack', 1010, [5]);
    expect([sent(4), sent(5), sent(5)].map(fault => fault?.kind ?? null)).toEqual([null, null, 'drop']);
  });

  test('at a time waits for the next message from then on', () => {
    const stand = new Stand([drop('acknowledgement', atTime(10))]);
    const sent = () => stand.schedule.onMessage(stand.moment('ack', 1020, [1]), 'acknowledgement');
    expect(sent()).toBeNull();
    stand.schedule.onTime(1010);
    expect(stand.schedule.nextDueMs).toBe(Infinity);
    expect(sent()).toMatchObject({ kind: 'drop' });
  });
});

describe('a failure that follows another', () => {
  test('within a time counts from that one on, and not what has passed already', () => {
    const stand = new Stand([killDriver(after('ack')), killDriver(after('ack'), { withinMs: 100 })]);
    stand.pass('ack', 1010);
    expect(stand.struck).toEqual(['0 at ack']);
    stand.pass('ack', 1020);
    expect(stand.struck).toEqual(['0 at ack', '1 at ack']);
  });

  test('within a time misses when that is over, step or no step', () => {
    const stand = new Stand([killDriver(after('ack')), killDriver(after('out'), { withinMs: 100 })]);
    stand.pass('ack', 1010);
    expect(stand.schedule.nextDueMs).toBe(1110);
    stand.schedule.onTime(1110);
    expect(stand.schedule.open).toBe(false);
    expect(stand.whys[1]).toContain('the time it was given');
    stand.pass('out', 1120);
    expect(stand.struck).toHaveLength(1);
  });

  test('within a time, at no place of its own, falls anywhere in that time', () => {
    const stand = new Stand([killDriver(after('ack')), killDriver(now, { withinMs: 100 })]);
    stand.pass('ack', 1010);
    expect(stand.schedule.nextDueMs).toBe(1109);
  });

  test('during recovery counts from the first launch after that one, until all is back', () => {
    const stand = new Stand([killDriver(after('ack')), killDriver(after('out'), { duringRecovery: true })]);
    stand.schedule.onLaunch(1005);
    stand.pass('out').pass('ack').pass('out');
    expect(stand.struck).toEqual(['0 at ack']);
    stand.schedule.onLaunch(1020);
    stand.pass('out', 1030);
    expect(stand.struck).toEqual(['0 at ack', '1 at out']);
    stand.schedule.onRecovered(1050);
    expect(stand.schedule.reports.map(({ backAtMs }) => backAtMs)).toEqual([1050, 1050]);
  });

  test.each([true, false])('during recovery misses when all is back first (something was launched: %s)', launched => {
    const stand = new Stand([killDriver(after('ack')), killDriver(after('out'), { duringRecovery: true })]);
    stand.pass('ack');
    if (launched) stand.schedule.onLaunch(1020);
    stand.schedule.onRecovered(1030);
    expect(stand.schedule.open).toBe(false);
    expect(stand.whys).toEqual([null, 'the recovery was over first']);
  });

  test('misses with the one that it follows', () => {
    const chain = { withinMs: 50 };
    const stand = new Stand([killDriver(after('ack')), killDriver(after('out'), chain), killDriver(now, chain)]);
    stand.pass('ack', 1010);
    stand.schedule.onTime(1060);
    expect(stand.schedule.open).toBe(false);
    expect(stand.whys[2]).toBe('the failure before it did not fire');
  });

  test('without such a bond counts from the start, like the first', () => {
    const stand = new Stand([killDriver(after('ack')), killDriver(after('out'))]);
    stand.pass('out');
    expect(stand.struck).toEqual(['1 at out']);
  });
});

test('what has not fired when the wait is over has a reason; what has fired keeps its report', () => {
  const stand = new Stand([killDriver(after('ack')), killDriver(after('out'))]);
  stand.pass('ack');
  stand.schedule.close('its step was not reached');
  expect(stand.schedule.reports.map(({ fired, why }) => [fired, why])).toEqual([
    [true, null],
    [false, 'its step was not reached']
  ]);
});
