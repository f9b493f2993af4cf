import { describe, expect, test } from '@jest/globals';
import { stepsOf } from '../../src/protocol/cluster-manager.js';
import type { Trace } from '../../src/terms/trace.js';
import { after, atTime, kill, now } from '../engine/failures.js';
import { endless, numbers, rowJob } from '../engine/jobs.js';
import { deathOf, launchesOf, momentsOf, passing, passings } from '../engine/reading.js';
import { wholeRun } from '../engine/whole-run.js';

/** From the death of each driver to the launch of the next, in whole seconds: the back-off, as the rest is far less. */
function backOffs(trace: Trace): readonly number[] {
  const drivers = launchesOf(trace, 'driver');
  return drivers.slice(1).map((next, nth) => {
    const ms = next.atMs - deathOf(trace, drivers[nth]?.process ?? '').atMs;
    expect(ms % 1000).toBeGreaterThan(50 + 60 - 1e-6); // to notice, and to start
    expect(ms % 1000).toBeLessThan(100 + 120 + 1e-6);
    return Math.floor(ms / 1000);
  });
}
const atOnceAgain = kill('driver', now, { duringRecovery: true });

describe('a supervised driver', () => {
  test('starts again after 1, 2, 4 … seconds while its runs are short', () => {
    const trace = wholeRun(rowJob('reliable-wal'), [kill('driver', now), atOnceAgain, atOnceAgain, atOnceAgain]);
    expect(backOffs(trace)).toEqual([1, 2, 4, 8]);
    expect(trace.outcome).toBe('recovered');
  });

  test('starts after 1 second again when a run was longer than 5 seconds', () => {
    const trace = wholeRun(rowJob('reliable-wal', endless), [
      kill('driver', now),
      kill('driver', atTime(3000)),
      kill('driver', atTime(12_000))
    ]);
    expect(backOffs(trace)).toEqual([1, 2, 1]);
  });

  test('is another process each time, which begins with nothing in memory', () => {
    const trace = wholeRun(rowJob('reliable-replicated'), [kill('driver', now)]);
    expect(launchesOf(trace, 'driver').map(({ process }) => process)).toEqual(['driver-1', 'driver-2']);
    expect(passings(trace, 'restart').map(({ process }) => process)).toEqual(['driver-1', 'driver-2']);
  });

  test('that ends itself with an error is started again too', () => {
    const trace = wholeRun(rowJob('reliable-unreplicated'), [kill('receiver executor', after('submit'))]);
    expect(deathOf(trace, 'driver-1').code).toBe(1);
    expect(launchesOf(trace, 'driver')).toHaveLength(2);
    expect(trace.outcome).toBe('recovered');
  });
});

describe('a driver without --supervise', () => {
  test('stays dead: stopped when killed', () => {
    const trace = wholeRun(rowJob('reliable-wal', { supervise: false }), [kill('driver', now)]);
    expect([launchesOf(trace, 'driver').length, trace.outcome]).toEqual([1, 'stopped']);
  });

  test('aborted when it ended itself', () => {
    const job = rowJob('reliable-unreplicated', { supervise: false });
    const trace = wholeRun(job, [kill('receiver executor', after('submit'))]);
    expect([launchesOf(trace, 'driver').length, trace.outcome]).toEqual([1, 'aborted']);
  });
});

describe('executors', () => {
  test('die with their driver, by themselves, as soon as they notice', () => {
    const trace = wholeRun(rowJob('reliable-replicated'), [kill('driver', after('ack'))]);
    const driver = deathOf(trace, 'driver-1');
    for (const executor of ['executor-1', 'executor-2', 'executor-3']) {
      const { code, atMs } = deathOf(trace, executor);
      expect(code).toBe(1);
      expect(atMs - driver.atMs).toBeGreaterThanOrEqual(50);
      expect(atMs - driver.atMs).toBeLessThanOrEqual(100);
    }
  });

  test('are replaced while their driver lives, on the same host, under another name', () => {
    const trace = wholeRun(rowJob('reliable-replicated'), [kill('receiver executor', after('ack'))]);
    const victim = trace.failures[0]?.victims[0]?.process;
    const hosts = launchesOf(trace, 'executor');
    expect(hosts).toHaveLength(4);
    expect(hosts[3]?.host).toBe(hosts.find(({ process }) => process === victim)?.host);
    expect(hosts[3]?.process).toBe('executor-4');
  });

  test('are as many as the job asks for', () => {
    for (const executors of [1, 2, 3]) {
      expect(launchesOf(wholeRun(rowJob('reliable-unreplicated', { executors })), 'executor')).toHaveLength(executors);
    }
  });
});

test('nothing is sent before the first driver can hear of it', () => {
  for (const id of ['reliable-wal', 'direct-no-checkpoint'] as const) {
    const trace = wholeRun(rowJob(id));
    expect(momentsOf(trace, 'sent')[0]?.atMs).toBeGreaterThan(passing(trace, 'restart').atMs);
  }
  // A direct stream that begins at the end of its log begins at 0.
  expect(passings(wholeRun(rowJob('direct-no-checkpoint')), 'compute').flatMap(({ records }) => records)[0]).toBe(0);
});

test('a program that is not known, or lacks one that it must know, is a mistake', () => {
  const job = rowJob('reliable-wal');
  const launched = { program: 'driver', role: 'driver', host: 'host-0', peers: {} } as const;
  const start = (program: string) =>
    stepsOf({ self: 'driver-1', launched: { ...launched, program }, job, application: numbers });
  expect(() => start('driver')).toThrow('driver driver-1 was started without its source');
  expect(() => start('historian')).toThrow('no program of the name historian');
});
