import { describe, expect, test } from '@jest/globals';
import { tally } from '../../src/ledger/count.js';
import type { Cause } from '../../src/terms/result.js';
import type { WrittenMoment } from '../../src/terms/trace.js';
import { PlantedHistory } from './history.js';

type Second = readonly [origin: string, how?: Partial<WrittenMoment>];

/** The causes that receipt and output give where record 0 was written from `block-1` (or 0-5) and then again as told. */
function causes(history: PlantedHistory, first: string, [origin, how = {}]: Second): readonly (readonly Cause[])[] {
  const effect = how.effect ?? 'append';
  const found = tally(history.send([0]).write([0], first, { effect }).write([0], origin, how).drained().trace());
  return [found.receiptDuplicates, found.outputDuplicates].map(cases => cases.map(({ cause }) => cause));
}

describe('a record that a receiver job wrote twice', () => {
  const receiver = () => new PlantedHistory({ checkpoint: 'recovered' });

  test.each<readonly [title: string, second: Second, receipt: readonly Cause[], output: readonly Cause[]]>([
    ['by a later attempt of the same task', ['block-1', { attempt: 1 }], [], ['task retry']],
    ['by the same attempt', ['block-1'], [], ['output retry']],
    ['by the next driver, in the same batch', ['block-1', { driver: 'driver-2' }], [], ['checkpoint replay']],
    ['by the next driver, in another batch', ['block-1', { driver: 'driver-2', batch: 1000 }], [], ['log replay']],
    ['by one driver, in two batches', ['block-1', { batch: 1000 }], [], ['log replay']],
    ['from another block', ['block-2'], ['source re-send'], ['source re-send']],
    [
      'from another block, by the next driver',
      ['block-2', { driver: 'driver-2', batch: 1000 }],
      ['source re-send'],
      ['source re-send']
    ],
    ['in a transaction that was tried again', ['block-1', { effect: 'transaction', attempt: 1 }], [], ['output retry']]
  ])('%s', (_, second, receipt, output) => {
    expect(causes(receiver(), 'block-1', second)).toEqual([receipt, output]);
  });

  test('from two blocks, because the source had accepted it twice', () => {
    expect(causes(receiver().attempt([0]).accept([0]), 'block-1', ['block-2'])).toEqual([
      ['producer retry'],
      ['producer retry']
    ]);
  });

  test('in one block that holds it twice, because the source had accepted it twice', () => {
    const history = receiver().attempt([0]).accept([0]).attempt([0], 2).accept([0]).settle([0], 'acknowledged');
    const found = tally(history.write([0, 0], 'block-1').drained().trace());
    expect(found.receipt.extra).toBe(0);
    expect(found.causes.output).toEqual({ 'producer retry': 1 });
  });

  test('once more than the source had accepted it', () => {
    const history = receiver().attempt([0]).accept([0]).send([0]);
    const found = tally(history.write([0], 'block-1').write([0], 'block-2').write([0], 'block-3').drained().trace());
    expect(found.causes.receipt).toEqual({ 'producer retry': 1, 'source re-send': 1 });
  });
});

describe('a record that a direct stream wrote twice', () => {
  const direct = (checkpoint: 'recovered' | 'none' | 'written only') =>
    new PlantedHistory({ consumer: 'direct', checkpoint });

  test('as the same range from its checkpoint', () => {
    expect(causes(direct('recovered'), '0-5', ['0-5', { driver: 'driver-2' }])).toEqual([[], ['checkpoint replay']]);
  });

  test('in a range that was computed anew behind its checkpoint', () => {
    expect(causes(direct('recovered'), '0-5', ['0-9', { driver: 'driver-2' }])).toEqual([
      ['checkpoint replay'],
      ['checkpoint replay']
    ]);
  });

  test.each(['none', 'written only'] as const)('from the offsets that the source remembers (checkpoint: %s)', how => {
    expect(causes(direct(how), '0-5', ['0-9', { driver: 'driver-2' }])).toEqual([
      ['source re-send'],
      ['source re-send']
    ]);
    expect(causes(direct(how), '0-5', ['0-5', { driver: 'driver-2' }])).toEqual([[], ['source re-send']]);
  });
});

describe('the proof', () => {
  test('pairs a copy with the newest one from the same block, else with the newest', () => {
    const history = new PlantedHistory().send([0]).write([0], 'block-1');
    const first = history.newest;
    const trace = history
      .write([0], 'block-2')
      .write([0], 'block-1', { attempt: 1 })
      .write([0], 'block-3')
      .drained()
      .trace();
    const proofs = tally(trace).outputDuplicates.map(({ cause, firstIndex, momentIndex }) => [
      cause,
      firstIndex - first,
      momentIndex - first
    ]);
    expect(proofs).toEqual([
      ['source re-send', 0, 1],
      ['task retry', 0, 2],
      ['source re-send', 2, 3]
    ]);
  });

  test('knows no duplicate among records that are unseen', () => {
    const history = new PlantedHistory().send([0]).write([0], 'block-1').write([0], 'block-2').drained('recovered', 0);
    expect(tally(history.trace())).toMatchObject({ receiptDuplicates: [], outputDuplicates: [] });
  });
});
