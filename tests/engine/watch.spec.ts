import { beforeEach, describe, expect, test } from '@jest/globals';
import { Cast } from '../../src/engine/cast.js';
import { DrainWatch, RecoveryWatch, SteadyWatch, StuckWatch } from '../../src/engine/watch.js';
import { redeliveryTimeoutMs } from '../../src/protocol/timing.js';
import type { Step } from '../../src/terms/failure.js';
import type { Job } from '../../src/terms/job.js';
import type { ConfigurationId } from '../../src/terms/result.js';
import type { FaultMoment, InnerStep, Moment, RecordId, Role } from '../../src/terms/trace.js';
import { rowJob } from './jobs.js';

interface Watcher {
  see(moment: Moment): void;
  readonly reached: boolean;
}

/** Moments by hand, told to a cast and to a watch of it. */
class Scene {
  atMs = 0;
  watch: Watcher | null = null;

  constructor(readonly cast: Cast) {}

  see(moment: Moment): this {
    this.cast.see(moment);
    this.watch?.see(moment);
    return this;
  }
  at(ms: number): this {
    this.atMs = ms;
    return this;
  }
  step(step: Step | InnerStep, records: readonly RecordId[] = [], batch: number | null = null): this {
    const { atMs } = this;
    const who = { process: 'executor-1', role: 'executor' } as const;
    return this.see({ kind: 'step', atMs, ...who, step, records, batch, block: null, peer: null });
  }
  launch(process: string, role: Role = 'executor'): this {
    return this.see({ kind: 'launched', atMs: this.atMs, process, role, host: 'host-1' });
  }
  die(process: string, role: Role = 'executor'): this {
    return this.see({ kind: 'died', atMs: this.atMs, process, role, code: 137 });
  }
  fault(fault: FaultMoment['fault'], victim: string | null, records: readonly RecordId[] = []): this {
    const victims = victim === null ? [] : [{ victim: 'executor', process: victim } as const];
    const who = { process: 'cluster-manager', role: 'cluster manager' } as const;
    return this.see({ kind: 'fault', atMs: this.atMs, ...who, failure: 0, fault, victims, records });
  }
  state(state: 'resumed' | 'source stopped', process = 'executor-1'): this {
    return this.see({ kind: 'state', atMs: this.atMs, process, role: 'executor', state });
  }
}

/** A driver and its executors run, and the receiver on the first of them. */
function sceneOf(job: Job): Scene {
  const scene = new Scene(new Cast(job.consumer)).launch('driver-1', 'driver');
  for (let executor = 1; executor <= job.executors; executor += 1) {
    scene.launch(`executor-${executor}`);
  }
  return scene.step('start');
}

describe('a job is steady', () => {
  const steady = (job: Job, ...steps: readonly (readonly [Step, readonly RecordId[]])[]) => {
    const scene = sceneOf(job);
    scene.watch = new SteadyWatch(job);
    steps.forEach(([step, records]) => scene.step(step, records));
    return scene.watch.reached;
  };

  test('once a batch that held records is done', () => {
    const job = rowJob('reliable-replicated');
    expect(steady(job, ['done', []], ['out', [1]])).toBe(false);
    expect(steady(job, ['done', []], ['done', [1]])).toBe(true);
  });

  test('and, where there are checkpoints, one is durable', () => {
    const job = rowJob('reliable-wal');
    expect(steady(job, ['done', [1]])).toBe(false);
    expect(steady(job, ['done', [1]], ['ckpt1', []])).toBe(true);
    expect(steady(job, ['ckpt2', []], ['done', [1]])).toBe(true);
  });
});

describe('a job has recovered', () => {
  let job: Job;
  let scene: Scene;
  const begin = (of: Job) => {
    job = of;
    scene = sceneOf(job);
    const watch = new RecoveryWatch(job, scene.cast);
    scene.watch = watch;
  };
  beforeEach(() => begin(rowJob('reliable-replicated')));

  test('only from a fault', () => {
    expect(scene.step('done').watch?.reached).toBe(false);
  });

  test('once the executor is replaced, its receiver runs again, and a batch was completed since', () => {
    scene.fault('kill', 'executor-1').die('executor-1').step('done');
    expect(scene.watch?.reached).toBe(false);
    scene.launch('executor-4').step('done');
    expect(scene.watch?.reached).toBe(false);
    scene.step('start');
    expect(scene.watch?.reached).toBe(false);
    scene.step('done');
    expect(scene.watch?.reached).toBe(true);
  });

  test('once there is a driver again, with all its executors', () => {
    scene.fault('kill', 'driver-1').die('driver-1', 'driver').launch('driver-2', 'driver').step('start').step('done');
    expect(scene.watch?.reached).toBe(true);
    scene.die('executor-1').die('executor-2').step('done');
    expect(scene.watch?.reached).toBe(false);
  });

  test('once who was paused goes on, and a batch was completed since', () => {
    scene.fault('pause', 'executor-2').step('done');
    expect(scene.watch?.reached).toBe(false);
    scene.state('resumed', 'executor-2');
    expect(scene.watch?.reached).toBe(false);
    expect(scene.step('done').watch?.reached).toBe(true);
  });

  test('once the records of a lost message are settled', () => {
    scene.fault('drop', null, [4, 5]).step('done').step('settle', [4]);
    expect(scene.watch?.reached).toBe(false);
    expect(scene.step('settle', [5]).watch?.reached).toBe(true);
  });

  test('in a direct stream, once they are planned: nothing is ever acknowledged there', () => {
    begin(rowJob('direct-checkpoint'));
    scene.fault('drop', null, [4]).step('done');
    expect(scene.watch?.reached).toBe(false);
    expect(scene.step('compute', [4]).watch?.reached).toBe(true);
  });
});

describe('a job is stuck', () => {
  /** Of a driver: what its tasks met, and how it ended. */
  type Life = readonly [met: InnerStep | null, code: number];
  const isStuck = (...lives: readonly Life[]): boolean => isStuckAs('direct-checkpoint', ...lives);
  const isStuckAs = (id: ConfigurationId, ...lives: readonly Life[]): boolean => {
    const watch = new StuckWatch(rowJob(id));
    const who = { atMs: 0, process: 'driver-1', role: 'driver' } as const;
    const source = { kind: 'step', atMs: 0, process: 'source-1', role: 'source', records: [] } as const;
    for (const [met, code] of lives) {
      watch.see({ kind: 'launched', ...who, host: 'host-0' });
      if (met !== null) watch.see({ ...source, step: met, batch: null, block: null, peer: null });
      watch.see({ kind: 'died', ...who, code });
    }
    return watch.isStuck;
  };

  test('once three drivers in a row have ended themselves over offsets that are gone', () => {
    expect(isStuck(['out of range', 1], ['out of range', 1])).toBe(false);
    expect(isStuck([null, 137], ['out of range', 1], ['out of range', 1], ['out of range', 1])).toBe(true);
  });

  test('not where no position is kept: the next driver may begin where there is something', () => {
    const lives: readonly Life[] = [
      ['out of range', 1],
      ['out of range', 1],
      ['out of range', 1]
    ];
    expect([isStuck(...lives), isStuckAs('direct-no-checkpoint', ...lives)]).toEqual([true, false]);
  });

  test('not by drivers that were killed, or that ended over something else', () => {
    expect(isStuck(['out of range', 1], ['out of range', 137], ['out of range', 1], ['out of range', 1])).toBe(false);
    expect(isStuck([null, 1], [null, 1], [null, 1], [null, 1])).toBe(false);
  });
});

describe('a run is drained', () => {
  let scene: Scene;
  const begin = (job: Job) => {
    scene = sceneOf(job);
    scene.watch = new DrainWatch(job, scene.cast);
  };
  const accept = (...records: readonly RecordId[]) =>
    scene.see({ kind: 'accepted', atMs: scene.atMs, process: 'source-1', role: 'source', records, position: 0 });
  /** Empty batches, one every 100 ms, each done when it is made. */
  const emptyBatches = (fromMs: number, count: number) => {
    for (let nth = 0; nth < count; nth += 1) {
      scene.at(fromMs + nth * 100).step('done', [], fromMs + nth * 100);
    }
    return scene.watch?.reached;
  };
  beforeEach(() => begin(rowJob('reliable-replicated')));

  test('once its source has stopped, all is settled, and two batches made since were empty', () => {
    accept(1);
    scene.at(50).state('source stopped').step('settle', [1]);
    expect(emptyBatches(100, 2)).toBe(false);
    expect(emptyBatches(300, 1)).toBe(true);
  });

  test('not while its source sends', () => {
    accept(1);
    scene.step('settle', [1]);
    expect(emptyBatches(100, 9)).toBe(false);
  });

  test('not by batches of a down time, which are empty too', () => {
    scene.state('source stopped').at(900);
    for (const batch of [300, 400, 500, 600, 700, 800]) {
      scene.step('done', [], batch);
    }
    expect(scene.watch?.reached).toBe(false);
  });

  test('not while a record is unsettled, before the source had time to deliver it again', () => {
    accept(1);
    scene.at(50).state('source stopped').step('recv', [1]);
    expect(emptyBatches(100, 2 * (redeliveryTimeoutMs / 100))).toBe(false);
    expect(emptyBatches(100 + 2 * redeliveryTimeoutMs, 4)).toBe(true);
  });

  test('not until a new process had as long', () => {
    accept(1);
    scene.at(50).state('source stopped');
    const laterMs = 3 * redeliveryTimeoutMs;
    scene.at(laterMs).launch('driver-2', 'driver');
    expect(emptyBatches(laterMs + 100, 9)).toBe(false);
    scene.at(laterMs + 1000).step('start');
    expect(emptyBatches(laterMs + 1100, 2 * (redeliveryTimeoutMs / 100) - 10)).toBe(false);
  });

  test('not while somebody is paused', () => {
    accept(1);
    scene.at(50).state('source stopped').step('settle', [1]).fault('pause', 'executor-1');
    expect(emptyBatches(100, 100)).toBe(false);
    scene.at(10_100).state('resumed');
    expect(emptyBatches(10_200, 3)).toBe(true);
  });

  test('not while a message is late, although nothing moves', () => {
    const job = rowJob('reliable-replicated');
    scene = sceneOf(job);
    const watch = new DrainWatch(job, scene.cast);
    scene.watch = watch;
    scene.at(50).state('source stopped');
    watch.expect(9_000);
    watch.expect(3_000);
    expect(emptyBatches(100, 89)).toBe(false);
    expect(emptyBatches(9_100, 3)).toBe(true);
  });

  test('of a direct stream, when a batch planned nothing: what lies before its position is passed over', () => {
    begin(rowJob('direct-no-checkpoint'));
    accept(1);
    scene.at(50).state('source stopped').step('compute', []);
    expect(emptyBatches(100, 3)).toBe(true);
  });

  test('of a queue that forgets what it hands out, when it has handed out all', () => {
    begin(rowJob('unreliable'));
    accept(1);
    scene.at(50).state('source stopped');
    expect(emptyBatches(100, 3)).toBe(false);
    scene.at(400).step('deliver', [1]);
    expect(emptyBatches(500, 3)).toBe(true);
  });

  test('when as many batches more were empty as a block may take to be cut', () => {
    begin(rowJob('unreliable', { properties: { blockIntervalMs: 400 } }));
    scene.at(50).state('source stopped');
    expect(emptyBatches(100, 5)).toBe(false);
    expect(emptyBatches(600, 1)).toBe(true);
  });
});
