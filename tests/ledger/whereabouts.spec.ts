import { describe, expect, test } from '@jest/globals';
import type { Stake } from '../../src/terms/result.js';
import { standingBefore, standingsOf, Whereabouts } from '../../src/ledger/whereabouts.js';
import { PlantedHistory } from './history.js';

const nothing: Stake = { processed: 0, log: 0, twoMemories: 0, oneMemory: 0, nowhere: 0, source: 0 };
const block = { block: 'block-1' };

/** What is where behind the newest moment of a history. */
const now = (history: PlantedHistory) => standingBefore(history.trace(), history.newest + 1);

describe('a record on its way', () => {
  test('is at the source from its sending on, and on its way once the source has it', () => {
    const history = new PlantedHistory().attempt([0]);
    expect(now(history)).toEqual({ stake: { ...nothing, source: 1 }, onTheWay: 0 });
    expect(now(history.accept([0]))).toEqual({ stake: { ...nothing, source: 1 }, onTheWay: 1 });
  });

  test('passes through memories and the log to the sink', () => {
    const history = new PlantedHistory({ writeAheadLog: true, checkpoint: 'recovered' }).send([0]);
    const story = [
      ['executor-1: recv', {}, 'oneMemory'],
      ['executor-1: put', block, 'oneMemory'],
      ['executor-2: replica', block, 'twoMemories'],
      ['executor-1: wal', block, 'twoMemories'],
      ['driver-1: meta', block, 'log'],
      ['source-1: settle', {}, 'log']
    ] as const;
    for (const [where, how, place] of story) {
      expect(now(history.step(where, [0], how)).stake).toEqual({ ...nothing, [place]: 1 });
    }
    expect(now(history.write([0], 'block-1'))).toEqual({ stake: { ...nothing, processed: 1 }, onTheWay: 0 });
  });

  test('is held once by a process, however many copies lie there', () => {
    const history = new PlantedHistory().send([0]).step('executor-1: put', [0], block).step('executor-1: recv', [0]);
    expect(now(history).stake).toEqual({ ...nothing, oneMemory: 1 });
  });

  test('is nowhere once it is acknowledged and its memories are gone', () => {
    const history = new PlantedHistory().send([0]).step('executor-1: recv', [0]).step('source-1: settle', [0]);
    expect(now(history.die('executor-1'))).toEqual({ stake: { ...nothing, nowhere: 1 }, onTheWay: 1 });
  });

  test('is back at the source where it was not acknowledged', () => {
    const history = new PlantedHistory().send([0]).step('executor-1: recv', [0]).die('executor-1');
    expect(now(history).stake).toEqual({ ...nothing, source: 1 });
  });

  test('leaves a block store when it lets the block go', () => {
    const history = new PlantedHistory()
      .send([0])
      .step('executor-1: put', [0], block)
      .step('executor-1: remove', [], block);
    expect(now(history).stake).toEqual({ ...nothing, source: 1 });
  });

  test('leaves the buffer of a receiver when the next receiver starts there', () => {
    const history = new PlantedHistory().send([0]).step('executor-1: recv', [0]).step('executor-1: start', []);
    expect(now(history).stake).toEqual({ ...nothing, source: 1 });
  });

  test('is not brought back to the dead by what they had said before', () => {
    const replicated = { ...block, peer: 'executor-2' };
    const history = new PlantedHistory().send([0]).die('executor-2').step('executor-1: replicate', [0], replicated);
    expect(now(history).stake).toEqual({ ...nothing, source: 1 });
  });

  test('of a direct stream is nowhere once it is planned, unless its position is kept', () => {
    const planned = (settings: ConstructorParameters<typeof PlantedHistory>[0]) =>
      now(new PlantedHistory({ consumer: 'direct', ...settings }).send([0]).step('driver-1: compute', [0])).stake;
    expect(planned({})).toEqual({ ...nothing, nowhere: 1 });
    expect(planned({ checkpoint: 'recovered' })).toEqual({ ...nothing, source: 1 });
  });

  test('of a direct stream is nowhere once a plan has passed over it', () => {
    const history = new PlantedHistory({ consumer: 'direct' }).send([0, 1]).step('driver-2: compute', [1]);
    expect(now(history).stake).toEqual({ ...nothing, nowhere: 2 });
  });
});

describe('a log that holds a record twice', () => {
  const log = { kind: 'log', content: { from: 'generated' }, ratePerSecond: 1, records: 4 } as const;

  test('lets go only what lies before the commit', () => {
    const history = new PlantedHistory({ source: log }).attempt([0]).accept([0]).send([1, 0, 2]);
    expect(now(history.step('source-1: settle', [0])).stake).toEqual({ ...nothing, source: 3 });
    expect(now(history.step('source-1: settle', [1, 0])).stake).toEqual({ ...nothing, source: 1, nowhere: 2 });
  });
});

describe('the fold', () => {
  const history = new PlantedHistory()
    .send([0, 1])
    .step('executor-1: recv', [0, 1])
    .fault('executor-1')
    .die('executor-1');

  test('follows a trace that is still growing', () => {
    const moments = [...history.trace().moments];
    const growing = moments.splice(0, 2);
    const whereabouts = new Whereabouts({ job: history.trace().job, moments: growing });
    whereabouts.advanceTo(100);
    expect(whereabouts.where(0)).toBe('source');
    expect(whereabouts.where(7)).toBeNull();
    growing.push(...moments.slice(0, 2));
    whereabouts.advanceTo(100);
    expect(whereabouts.where(0)).toBe('oneMemory');
  });

  test('goes far beyond the records that it has room for at first', () => {
    const whereabouts = new Whereabouts(new PlantedHistory().send([5000]).trace());
    whereabouts.advanceTo(3);
    expect(whereabouts.where(5000)).toBe('source');
  });

  test('gives each failure what was at stake right before it', () => {
    const trace = history.trace();
    const fault = trace.moments.findIndex(({ kind }) => kind === 'fault');
    const report = {
      failure: {
        fault: { kind: 'kill', victims: ['executor'] },
        place: { at: 'now' },
        withinMs: null,
        duringRecovery: false
      },
      victims: [],
      backAtMs: null,
      why: null
    } as const;
    const failures = [
      { ...report, fired: true, atMs: 4, momentIndex: fault },
      { ...report, fired: false, atMs: null, momentIndex: null, why: 'the limit came first' }
    ];
    expect(standingsOf({ ...trace, failures })).toEqual([{ stake: { ...nothing, oneMemory: 2 }, onTheWay: 2 }, null]);
  });
});
