import { describe, expect, test } from '@jest/globals';
import { Cast } from '../../src/engine/cast.js';
import type { Step } from '../../src/terms/failure.js';
import type { Consumer } from '../../src/terms/job.js';
import type { InnerStep, Role, StepMoment } from '../../src/terms/trace.js';

const step = (step: Step | InnerStep, process: string, block: string | null = null): StepMoment => ({
  kind: 'step',
  atMs: 1,
  process,
  role: 'executor',
  step,
  records: [],
  block,
  batch: null,
  peer: null
});

/** A driver and three executors, each on a host of its own; the receiver runs on the second. */
function castOf(consumer: Consumer): Cast {
  const cast = new Cast(consumer);
  const members: readonly (readonly [string, Role])[] = [
    ['driver-1', 'driver'],
    ['executor-1', 'executor'],
    ['executor-2', 'executor'],
    ['executor-3', 'executor']
  ];
  for (const [process, role] of members) {
    cast.see({ kind: 'launched', atMs: 0, process, role, host: `host of ${process}` });
  }
  if (consumer !== 'direct') {
    cast.see(step('start', 'executor-2'));
  }
  return cast;
}
const kill = (cast: Cast, process: string) => cast.see({ kind: 'died', atMs: 2, process, role: 'executor', code: 137 });

describe('a victim’s word means', () => {
  test('the driver that lives', () => {
    const cast = castOf('reliable receiver');
    expect(cast.resolve('driver', null)).toEqual(['driver-1']);
    kill(cast, 'driver-1');
    expect(cast.resolve('driver', null)).toEqual([]);
    cast.see({ kind: 'launched', atMs: 3, process: 'driver-2', role: 'driver', host: 'host-0' });
    expect(cast.resolve('driver', null)).toEqual(['driver-2']);
  });

  test('the executor that runs the receiver; while it is dead, none', () => {
    const cast = castOf('reliable receiver');
    expect(cast.resolve('receiver executor', null)).toEqual(['executor-2']);
    expect(cast.resolve('executor', null)).toEqual(['executor-2']);
    expect(cast.resolve('receiver host', null)).toEqual(['executor-2']);
    kill(cast, 'executor-2');
    expect(cast.resolve('receiver executor', null)).toEqual([]);
    expect(cast.resolve('receiver host', null)).toEqual([]);
    cast.see(step('start', 'executor-3'));
    expect(cast.resolve('receiver executor', null)).toEqual(['executor-3']);
  });

  test('the holder of the replica of the block that the step is about, else of the newest one', () => {
    const cast = castOf('reliable receiver');
    expect(cast.resolve('replica executor', null)).toEqual([]);
    cast.see(step('replica', 'executor-1', 'block-1'));
    cast.see(step('replica', 'executor-3', 'block-2'));
    expect(cast.resolve('replica executor', step('reply', 'executor-2', 'block-1'))).toEqual(['executor-1']);
    expect(cast.resolve('replica executor', step('alloc', 'driver-1'))).toEqual(['executor-3']);
  });

  test('an executor that is neither, if there is one', () => {
    const cast = castOf('reliable receiver');
    cast.see(step('replica', 'executor-1', 'block-1'));
    expect(cast.resolve('other executor', null)).toEqual(['executor-3']);
    kill(cast, 'executor-3');
    expect(cast.resolve('other executor', null)).toEqual([]);
  });

  test('the executor of the task: whose output it is, else of the newest task, else any', () => {
    const cast = castOf('direct');
    expect(cast.resolve('executor', null)).toEqual(['executor-1']);
    cast.see(step('task', 'executor-3'));
    expect(cast.resolve('task executor', null)).toEqual(['executor-3']);
    expect(cast.resolve('executor', step('compute', 'driver-1'))).toEqual(['executor-3']);
    expect(cast.resolve('executor', step('out', 'executor-2'))).toEqual(['executor-2']);
    kill(cast, 'executor-3');
    expect(cast.resolve('task executor', null)).toEqual(['executor-1']);
  });
});

test('somebody is paused until it goes on, or dies', () => {
  const cast = castOf('direct');
  const pause = (process: string) =>
    cast.see({
      kind: 'fault',
      atMs: 3,
      process,
      role: 'executor',
      failure: 0,
      fault: 'pause',
      victims: [{ victim: 'executor', process }],
      records: []
    });
  expect(cast.somebodyIsPaused).toBe(false);
  pause('executor-1');
  expect(cast.somebodyIsPaused).toBe(true);
  cast.see({ kind: 'state', atMs: 4, process: 'executor-1', role: 'executor', state: 'resumed' });
  expect(cast.somebodyIsPaused).toBe(false);
  pause('executor-2');
  kill(cast, 'executor-2');
  expect(cast.somebodyIsPaused).toBe(false);
});

test('a partition’s leader and its followers are the brokers that were last seen as such, and live', () => {
  const cast = new Cast('direct');
  const broker = (process: string) => ({ atMs: 0, process, role: 'broker' }) as const;
  for (const one of ['broker-1', 'broker-2', 'broker-3']) {
    cast.see({ kind: 'launched', ...broker(one), host: 'outside' });
  }
  const who = () => [cast.resolve('partition leader', null), cast.resolve('partition followers', null)];
  expect(who()).toEqual([[], []]);
  cast.see({ kind: 'state', ...broker('broker-1'), state: 'follows' });
  cast.see({ kind: 'state', ...broker('broker-2'), state: 'leads' });
  cast.see({ kind: 'state', ...broker('broker-3'), state: 'follows' });
  expect(who()).toEqual([['broker-2'], ['broker-1', 'broker-3']]);
  cast.see({ kind: 'died', ...broker('broker-2'), code: 137 });
  cast.see({ kind: 'state', ...broker('broker-3'), state: 'leads' });
  expect(who()).toEqual([['broker-3'], ['broker-1']]);
});
