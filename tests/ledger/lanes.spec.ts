import { describe, expect, test } from '@jest/globals';
import { lanes } from '../../src/ledger/lanes.js';
import { PlantedHistory, records } from './history.js';

const block = { block: 'block-1' };

describe('the lanes of a receiver job', () => {
  // Moments lie 1 ms apart: sent 0, accepted 1, settled 2, recv 3, put 4, settle 5, submit 6, written 7 and 8, remove 9.
  const story = new PlantedHistory()
    .send(records(0, 10))
    .step('executor-1: recv', records(0, 10))
    .step('executor-1: put', records(0, 10), block)
    .step('source-1: settle', records(0, 10))
    .step('driver-1: submit', records(0, 10), { batch: 500 })
    .write(records(0, 5), 'block-1')
    .write(records(5, 10), 'block-1')
    .step('executor-1: remove', [], block)
    .trace();

  test('follow the records, moment by moment', () => {
    expect(lanes(story, 1)).toEqual({
      binMs: 1,
      untilMs: 9,
      sent: [{ fromMs: 0, toMs: 1, records: 10 }],
      source: [
        { fromMs: 0, records: 0 },
        { fromMs: 1, records: 10 },
        { fromMs: 6, records: 0 }
      ],
      memory: [
        { fromMs: 0, records: 0 },
        { fromMs: 3, records: 10 },
        { fromMs: 8, records: 5 },
        { fromMs: 9, records: 0 }
      ],
      log: [{ fromMs: 0, records: 0 }],
      batch: [{ fromMs: 0, records: 0 }],
      written: [{ batch: 500, driver: 'driver-1', fromMs: 6, toMs: 8, records: 10 }]
    });
  });

  test('keep the peak of a bin, however short it was, and end where the run ends', () => {
    expect(lanes(story, 100)).toMatchObject({
      source: [
        { fromMs: 0, records: 10 },
        { fromMs: 100, records: 0 }
      ],
      memory: [
        { fromMs: 0, records: 10 },
        { fromMs: 100, records: 0 }
      ]
    });
  });
});

test('a second send of a record is not sent anew', () => {
  const trace = new PlantedHistory().attempt([0, 1]).attempt([0, 1], 2).attempt([2]).trace();
  expect(lanes(trace, 10).sent).toEqual([{ fromMs: 0, toMs: 10, records: 3 }]);
});

test('a level without moments goes on as it was', () => {
  const trace = new PlantedHistory().send([0]).step('executor-1: recv', [0]).trace();
  const quiet = trace.moments.map((moment, index) => (index === 3 ? { ...moment, atMs: 50 } : moment));
  expect(lanes({ ...trace, moments: quiet }, 10).memory).toEqual([
    { fromMs: 0, records: 0 },
    { fromMs: 50, records: 1 }
  ]);
});

test('the log holds a block from its entry on', () => {
  const trace = new PlantedHistory({ writeAheadLog: true, checkpoint: 'recovered' })
    .send([0])
    .step('executor-1: wal', [0], block)
    .step('driver-1: meta', [0], block)
    .write([0], 'block-1')
    .trace();
  expect(lanes(trace, 1).log).toEqual([
    { fromMs: 0, records: 0 },
    { fromMs: 4, records: 1 },
    { fromMs: 6, records: 0 }
  ]);
});

describe('a plan of a direct stream', () => {
  const dead = (checkpoint: 'none' | 'recovered') => {
    const history = new PlantedHistory({ consumer: 'direct', checkpoint })
      .send([0, 1])
      .step('driver-1: compute', [0, 1]);
    return lanes(history.write([0], '0-2').die('driver-1').trace(), 1);
  };

  test('is gone with its driver', () => {
    expect(dead('none').batch.map(({ records: level }) => level)).toEqual([0, 2, 1, 0]);
  });

  test('leaves its records in the log of the source, where the position of the job is kept', () => {
    expect(dead('recovered').source.map(({ records: level }) => level)).toEqual([0, 2, 0, 1]);
    expect(dead('none').source.map(({ records: level }) => level)).toEqual([0, 2, 0]);
  });
});
