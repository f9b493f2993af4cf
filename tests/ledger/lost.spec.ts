import { describe, expect, test } from '@jest/globals';
import { tally } from '../../src/ledger/count.js';
import type { Job } from '../../src/terms/job.js';
import type { LossPlace } from '../../src/terms/result.js';
import type { Moment, Trace } from '../../src/terms/trace.js';
import { PlantedHistory } from './history.js';
import { someJob } from './some-job.js';

/** The place of each lost record and the moment that took it away. */
function vanished(trace: Trace): readonly (readonly [record: number, place: LossPlace, moment: Moment | null])[] {
  return tally(trace).lost.map(({ record, place, momentIndex }) => [
    record,
    place,
    momentIndex === null ? null : (trace.moments[momentIndex] ?? null)
  ]);
}

const to = { peer: 'executor-1' };
const block = { block: 'block-1' };
const death = (process: string) => expect.objectContaining({ kind: 'died', process });
const step = (name: string) => expect.objectContaining({ kind: 'step', step: name });

/** Received, stored, replicated to executor-2, acknowledged. */
const stored = (history: PlantedHistory) =>
  history
    .send([0])
    .step('executor-1: recv', [0])
    .step('executor-1: put', [0], block)
    .step('executor-2: replica', [0], block)
    .step('executor-1: replicate', [0], { ...block, peer: 'executor-2' })
    .step('source-1: settle', [0]);

describe('a lost record vanished', () => {
  test('from the memory of a receiver', () => {
    const history = new PlantedHistory({ consumer: 'unreliable receiver' }).send([0]).step('source-1: deliver', [0]);
    const trace = history.step('executor-1: recv', [0]).fault('executor-1').die('executor-1').drained().trace();
    expect(vanished(trace)).toEqual([[0, 'receiver memory', death('executor-1')]]);
  });

  test('from the one block store that had it', () => {
    const history = new PlantedHistory().send([0]).step('executor-1: recv', [0]).step('executor-1: put', [0], block);
    const trace = history.step('source-1: settle', [0]).fault('executor-1').die('executor-1').drained().trace();
    expect(vanished(trace)).toEqual([[0, 'one memory', death('executor-1')]]);
  });

  test('from two block stores, where one blow took both', () => {
    const trace = stored(new PlantedHistory()).killDriver('driver-1', ['executor-2', 'executor-1']).drained().trace();
    expect(vanished(trace)).toEqual([[0, 'two memories', death('executor-1')]]);
  });

  test('from the second of two block stores, where the first had gone by another blow', () => {
    const history = stored(new PlantedHistory()).fault('executor-1').die('executor-1');
    const trace = history.fault('executor-2').die('executor-2').drained().trace();
    expect(vanished(trace)).toEqual([[0, 'one memory', death('executor-2')]]);
  });

  test('from two block stores also where the second copy was made while the blow fell', () => {
    const history = new PlantedHistory().send([0]).step('executor-1: recv', [0]).step('executor-1: put', [0], block);
    const trace = history
      .step('source-1: settle', [0])
      .fault('driver-1')
      .die('driver-1')
      .step('executor-2: replica', [0], block)
      .die('executor-1', 1)
      .die('executor-2', 1)
      .drained()
      .trace();
    expect(vanished(trace)).toEqual([[0, 'two memories', death('executor-2')]]);
  });

  test('with a block that the log had, and the metadata log had not', () => {
    const history = new PlantedHistory({ writeAheadLog: true, checkpoint: 'recovered' })
      .send([0])
      .step('executor-1: recv', [0])
      .step('executor-1: put', [0], block)
      .step('executor-1: wal', [0], block)
      .step('source-1: settle', [0])
      .killDriver('driver-1', ['executor-1']);
    expect(vanished(history.drained().trace())).toEqual([[0, 'log without its entry', death('executor-1')]]);
  });

  test('in the log, which nobody read back', () => {
    const history = new PlantedHistory({ writeAheadLog: true, checkpoint: 'written only' })
      .send([0])
      .step('executor-1: recv', [0])
      .step('executor-1: put', [0], block)
      .step('executor-1: wal', [0], block)
      .step('driver-1: meta', [0], block)
      .step('source-1: settle', [0])
      .killDriver('driver-1', ['executor-1']);
    expect(vanished(history.drained().trace())).toEqual([[0, 'log', death('executor-1')]]);
  });

  test('between the source that let it go and the receiver that was no more', () => {
    const history = new PlantedHistory({ consumer: 'unreliable receiver' }).send([0]).fault('executor-1');
    const trace = history.die('executor-1').step('source-1: deliver', [0], to).drained().trace();
    expect(vanished(trace)).toEqual([[0, 'in flight', step('deliver')]]);
  });

  test('on its way to the receiver that died before it arrived', () => {
    const history = new PlantedHistory({ consumer: 'unreliable receiver' })
      .send([0])
      .step('source-1: deliver', [0], to);
    const trace = history.fault('executor-1').die('executor-1').drained().trace();
    expect(vanished(trace)).toEqual([[0, 'in flight', death('executor-1')]]);
  });

  test('in a batch, where a memory holds it to this day', () => {
    const trace = stored(new PlantedHistory()).step('driver-1: alloc', [0]).drained().trace();
    expect(vanished(trace)).toEqual([[0, 'batch', step('alloc')]]);
  });

  test('in a batch that its driver had planned, or passed over by the next driver', () => {
    const history = new PlantedHistory({ consumer: 'direct' }).send([0, 1]).step('driver-1: compute', [0]);
    const trace = history
      .fault('driver-1')
      .die('driver-1')
      .step('driver-2: restart', [])
      .send([2])
      .step('driver-2: compute', [2])
      .write([2], '2-3')
      .drained()
      .trace();
    expect(vanished(trace)).toEqual([
      [0, 'batch', death('driver-1')],
      [1, 'skipped offsets', expect.objectContaining({ step: 'compute', process: 'driver-2' })]
    ]);
  });

  test('passed over by a driver that found nothing behind it', () => {
    const history = new PlantedHistory({ consumer: 'direct' }).send([0]).fault('driver-1').die('driver-1');
    const trace = history.step('driver-2: restart', []).step('driver-2: compute', []).drained().trace();
    expect(vanished(trace)).toEqual([[0, 'skipped offsets', step('restart')]]);
  });
});

describe('a record of a topic that keeps its records for a time vanished', () => {
  const log: Partial<Job> = { source: { ...someJob().source, kind: 'log' } };
  const resetTo = (autoOffsetReset: 'earliest' | 'latest'): Partial<Job> => ({
    ...log,
    properties: { ...someJob().properties, autoOffsetReset }
  });
  /** 0 has been read; 1 is gone when a reader comes back, 2 is still there; it begins at 4. */
  const comesBackLate = (settings: Partial<Job>) =>
    vanished(
      new PlantedHistory(settings)
        .send([0, 1, 2])
        .step('executor-1: recv', [0])
        .killDriver('driver-1', ['executor-1'])
        .step('source-1: expire', [0, 1])
        .step('source-1: out of range', [])
        .send([3, 4])
        .step('executor-2: recv', [4])
        .step('source-1: settle', [0, 1, 2, 3, 4])
        .step('source-1: expire', [2])
        .write([4], 'block-2')
        .drained()
        .trace()
    );
  const passing = step('out of range');

  test('unread, with its time in the topic; what was still there, behind a reader set to the latest', () => {
    expect(comesBackLate(resetTo('latest'))).toEqual([
      [0, 'expired', step('expire')],
      [1, 'expired', step('expire')],
      [2, 'skipped offsets', passing],
      [3, 'skipped offsets', passing] // sent while the reader asked where the end is
    ]);
  });

  test('… and one that is set to the earliest has no right to pass over it', () => {
    expect(comesBackLate(resetTo('earliest')).map(([record, place]) => [record, place])).toEqual([
      [0, 'expired'],
      [1, 'expired'],
      [2, 'in flight'],
      [3, 'in flight']
    ]);
  });

  test('from a receiver’s memory, where it had been let go before its time was over', () => {
    const history = new PlantedHistory({ ...log, consumer: 'unreliable receiver' })
      .send([0])
      .step('executor-1: recv', [0])
      .step('source-1: settle', [0])
      .killDriver('driver-1', ['executor-1'])
      .step('source-1: expire', [0]);
    expect(vanished(history.drained().trace())).toEqual([[0, 'receiver memory', death('executor-1')]]);
  });

  test('with the plan of a driver that nobody was to repeat, or else with its time', () => {
    const plannedInVain = (settings: Partial<Job>) =>
      vanished(
        new PlantedHistory({ consumer: 'direct', ...settings })
          .send([0, 1])
          .step('driver-1: compute', [0])
          .killDriver('driver-1', [])
          .step('source-1: expire', [0, 1])
          .step('driver-2: restart', [])
          .drained()
          .trace()
      ).map(([record, place]) => [record, place]);
    expect(plannedInVain({})).toEqual([[0, 'batch'], [1, 'expired']]); // prettier-ignore
    expect(plannedInVain({ checkpoint: 'recovered' })).toEqual([[0, 'expired'], [1, 'expired']]); // prettier-ignore
    expect(plannedInVain({ offsets: 'after output' })).toEqual([[0, 'expired'], [1, 'expired']]); // prettier-ignore
  });
});

describe('a record that was acknowledged and is not in its topic', () => {
  const content = { from: 'kafka', bootstrap: null, topic: null, properties: null, brokers: 3 } as const;
  const kafka: Partial<Job> = {
    consumer: 'direct',
    checkpoint: 'recovered',
    source: { ...someJob().source, kind: 'log', content: { ...content, begin: 'latest', end: null } }
  };
  const topicRead = { topic: 'clicks', isolation: 'committed', partitions: [], runs: [] } as const;
  /** 0 was seen in the topic; 1 only its leader had, which dies. */
  const leaderDies = () =>
    new PlantedHistory(kafka)
      .send([0])
      .settle([0], 'acknowledged')
      .attempt([1])
      .settle([1], 'acknowledged')
      .die('broker-1');

  test('went with the leader that had it alone', () => {
    const trace = leaderDies().write([0], '0-1').drained().trace();
    expect(vanished(trace)).toEqual([[1, 'not in the topic', death('broker-1')]]);
    expect(tally(trace).causes.lost).toEqual({ 'not in the topic': 1 });
  });

  test('… or was seen there, and an election took it back', () => {
    const trace = leaderDies().drained().trace();
    const taken = { ...trace, topicRead: { ...topicRead, kept: { gone: [0], later: [] } } };
    expect(vanished(taken).map(([record, place]) => [record, place])).toEqual([[0, 'not in the topic'], [1, 'not in the topic']]); // prettier-ignore
  });

  test('does not wait for a job that has stopped, as what the topic holds does', () => {
    const trace = leaderDies().killDriver('driver-1', []).drained('stopped').trace();
    expect(vanished(trace).map(([record]) => record)).toEqual([1]);
    expect(tally(trace).records.waiting).toBe(1);
  });

  test('is not one that came there when nobody read any more: that one is not judged', () => {
    const trace = leaderDies().write([0], '0-1').drained().trace();
    const later = { ...trace, topicRead: { ...topicRead, kept: { gone: [], later: [1] } } };
    expect(tally(later)).toMatchObject({ lost: [], records: { delivered: 1, unseen: 1 } });
  });
});

describe('a copy that was lost and made again', () => {
  test('is no lost record', () => {
    const history = new PlantedHistory().send([0]).step('executor-1: recv', [0]).fault('executor-1').die('executor-1');
    const trace = history.step('source-1: redeliver', [0]).step('executor-2: recv', [0]).write([0], 'block-2');
    expect(vanished(trace.drained().trace())).toEqual([]);
  });
});

describe('of a job that stopped or ended itself', () => {
  const fates = (history: PlantedHistory) => {
    const { records, lost, receipt } = tally(history.drained('stopped').trace());
    expect(receipt.lost).toBe(lost.length);
    return { lost: lost.map(({ record }) => record), waiting: records.waiting };
  };

  test('what a queue has seen acknowledged is lost, the rest waits', () => {
    const history = new PlantedHistory().send([0, 1, 2]).step('executor-1: recv', [0, 1]).step('source-1: settle', [0]);
    expect(fates(history.killDriver('driver-1', ['executor-1']))).toEqual({ lost: [0], waiting: 2 });
  });

  test('what a queue has handed to an unreliable receiver is lost, the rest waits', () => {
    const history = new PlantedHistory({ consumer: 'unreliable receiver' })
      .send([0, 1, 2])
      .step('source-1: deliver', [0, 1]);
    expect(fates(history.killDriver('driver-1', ['executor-1']))).toEqual({ lost: [0, 1], waiting: 1 });
  });

  test('a commit to a log lets go all before it, also what was never read', () => {
    const history = new PlantedHistory({
      source: { kind: 'log', content: { from: 'generated' }, ratePerSecond: 1, records: 4 }
    })
      .send([0, 1, 2, 3])
      .step('source-1: settle', [2]);
    expect(fates(history.killDriver('driver-1', ['executor-1']))).toEqual({ lost: [0, 1, 2], waiting: 1 });
  });

  test('what the log holds waits there, where a driver would read it back', () => {
    const logged = (checkpoint: 'recovered' | 'written only') =>
      new PlantedHistory({ writeAheadLog: true, checkpoint })
        .send([0])
        .step('executor-1: put', [0], block)
        .step('executor-1: wal', [0], block)
        .step('driver-1: meta', [0], block)
        .step('source-1: settle', [0])
        .killDriver('driver-1', ['executor-1']);
    expect(fates(logged('recovered'))).toEqual({ lost: [], waiting: 1 });
    expect(fates(logged('written only'))).toEqual({ lost: [0], waiting: 0 });
  });

  test('a plan is lost with its driver, but for one that keeps its position elsewhere', () => {
    const planned = (settings: ConstructorParameters<typeof PlantedHistory>[0]) =>
      fates(
        new PlantedHistory({ consumer: 'direct', ...settings })
          .send([0, 1, 2])
          .step('driver-1: compute', [0, 1])
          .fault('driver-1')
          .die('driver-1')
      );
    expect(planned({})).toEqual({ lost: [0, 1], waiting: 1 });
    expect(planned({ checkpoint: 'written only' })).toEqual({ lost: [0, 1], waiting: 1 });
    expect(planned({ checkpoint: 'recovered' })).toEqual({ lost: [], waiting: 3 });
    expect(planned({ offsets: 'with output' })).toEqual({ lost: [], waiting: 3 });
    expect(planned({ offsets: 'after output' })).toEqual({ lost: [], waiting: 3 });
  });

  test('what has expired does not wait, whoever has a position to come back to', () => {
    const history = new PlantedHistory({ consumer: 'direct', checkpoint: 'recovered' }).send([0, 1]);
    expect(fates(history.killDriver('driver-1', []).step('source-1: expire', [0]))).toEqual({ lost: [0], waiting: 1 });
  });

  test('a copy that the queue holds beside the acknowledged one waits', () => {
    const history = new PlantedHistory().attempt([0]).accept([0]).send([0]).step('source-1: settle', [0]);
    expect(fates(history.killDriver('driver-1', []))).toEqual({ lost: [], waiting: 1 });
  });
});
