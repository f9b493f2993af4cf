import { describe, expect, test } from '@jest/globals';
import { tally } from '../../src/ledger/count.js';
import { PlantedHistory, records } from './history.js';

/** Ten records, sent and processed once: what the other histories spoil. */
const ten = records(0, 10);
const whole = () => new PlantedHistory().send(ten).write(ten, 'block-1');

describe('a run in which nothing went wrong', () => {
  test('delivered and processed every record once', () => {
    expect(tally(whole().drained('undisturbed').trace())).toEqual({
      records: { sent: 10, delivered: 10, failed: 0, indeterminate: 0, unseen: 0, waiting: 0 },
      receipt: { distinct: 10, lost: 0, duplicated: 0, extra: 0 },
      output: { distinct: 10, lost: 0, duplicated: 0, extra: 0 },
      causes: { lost: {}, receipt: {}, output: {} },
      lost: [],
      receiptDuplicates: [],
      outputDuplicates: [],
      phantoms: [],
      end: { from: 0, until: 10 }
    });
  });

  test('may have processed them in any order', () => {
    const reordered = new PlantedHistory().send(ten);
    for (const record of [3, 9, 0, 1, 7, 2, 8, 6, 5, 4]) {
      reordered.write([record], `block-${record % 3}`);
    }
    const { receipt, output } = tally(reordered.drained().trace());
    expect([receipt, output]).toEqual([
      { distinct: 10, lost: 0, duplicated: 0, extra: 0 },
      { distinct: 10, lost: 0, duplicated: 0, extra: 0 }
    ]);
  });

  test('that was empty counts nothing', () => {
    expect(tally(new PlantedHistory().drained().trace()).records.sent).toBe(0);
  });
});

describe('a planted anomaly is found: ', () => {
  test('a lost record', () => {
    const history = new PlantedHistory().send(ten).write([0, 1, 2, 4, 5, 6, 7, 8, 9], 'block-1').drained();
    const { receipt, output, lost } = tally(history.trace());
    expect(receipt).toEqual({ distinct: 9, lost: 1, duplicated: 0, extra: 0 });
    expect(output).toEqual({ distinct: 9, lost: 1, duplicated: 0, extra: 0 });
    expect(lost).toEqual([{ record: 3, sentAtMs: 0, place: 'in flight', momentIndex: null }]);
  });

  test('a record processed from two blocks', () => {
    const history = whole();
    const first = history.newest;
    const { receipt, output, receiptDuplicates } = tally(history.write([4], 'block-2').drained().trace());
    expect(receipt).toEqual({ distinct: 10, lost: 0, duplicated: 1, extra: 1 });
    expect(output).toEqual({ distinct: 10, lost: 0, duplicated: 1, extra: 1 });
    expect(receiptDuplicates).toEqual([
      {
        record: 4,
        sentAtMs: 0,
        cause: 'source re-send',
        origin: 'block-2',
        firstIndex: first,
        momentIndex: first + 1
      }
    ]);
  });

  test('two surplus copies of one record: one record duplicated, two extra', () => {
    const history = whole().write([4], 'block-1', { attempt: 1 }).write([4], 'block-1', { attempt: 2 }).drained();
    const { receipt, output } = tally(history.trace());
    expect(receipt).toEqual({ distinct: 10, lost: 0, duplicated: 0, extra: 0 });
    expect(output).toEqual({ distinct: 10, lost: 0, duplicated: 1, extra: 2 });
  });

  test('a swap, which leaves every total as it was: one lost and one duplicated, never netted', () => {
    const { receipt, output } = tally(
      new PlantedHistory().send(ten).write([0, 1, 2, 4, 4, 5, 6, 7, 8, 9], 'block-1').drained().trace()
    );
    expect(receipt.lost).toBe(1);
    expect(output).toEqual({ distinct: 9, lost: 1, duplicated: 1, extra: 1 });
  });

  test('phantoms, near and far, which count as nothing else', () => {
    const {
      records: counts,
      receipt,
      phantoms
    } = tally(whole().write([10, 1_000_000_000], 'block-2').drained().trace());
    expect(phantoms).toEqual([10, 1_000_000_000]);
    expect(counts.sent).toBe(10);
    expect(receipt.distinct).toBe(10);
  });

  test('but a record whose send shows up after its write is no phantom', () => {
    const history = new PlantedHistory()
      .send(records(0, 5))
      .write([5], 'block-1')
      .send([5])
      .write(records(0, 5), 'block-2');
    expect(tally(history.drained().trace()).phantoms).toEqual([]);
  });
});

describe('a send', () => {
  test('that failed for sure is not delivered', () => {
    const history = whole().attempt([10, 11]).settle([10, 11], 'failed').drained();
    expect(tally(history.trace()).records).toMatchObject({ sent: 12, delivered: 10, failed: 2, indeterminate: 0 });
  });

  test('in doubt stays indeterminate where it is found nowhere', () => {
    const history = whole().attempt([10]).settle([10], 'indeterminate').drained();
    expect(tally(history.trace()).records).toMatchObject({ sent: 11, delivered: 10, indeterminate: 1 });
  });

  test('in doubt is delivered where it is found at the source, and then it can be lost', () => {
    const history = whole().attempt([10]).accept([10]).settle([10], 'indeterminate').drained();
    expect(tally(history.trace())).toMatchObject({
      records: { delivered: 11, indeterminate: 0 },
      receipt: { lost: 1 }
    });
  });

  test('in doubt is delivered where it is found in the sink', () => {
    const history = whole().attempt([10]).settle([10], 'indeterminate').write([10], 'block-2').drained();
    expect(tally(history.trace())).toMatchObject({ records: { delivered: 11 }, receipt: { distinct: 11, lost: 0 } });
  });

  test('that is still open is in doubt', () => {
    expect(tally(whole().attempt([10]).drained().trace()).records.indeterminate).toBe(1);
  });

  test('in doubt and then repeated in vain is still in doubt', () => {
    const history = whole().attempt([10]).settle([10], 'indeterminate').attempt([10], 2).settle([10], 'failed');
    expect(tally(history.drained().trace()).records).toMatchObject({ failed: 0, indeterminate: 1 });
  });

  test('that was acknowledged is delivered, also where nobody saw its position', () => {
    const history = whole().attempt([10]).settle([10], 'acknowledged').drained();
    expect(tally(history.trace())).toMatchObject({ records: { delivered: 11 }, receipt: { lost: 1 } });
  });
});

describe('the end position', () => {
  test('leaves what lies behind it unseen, neither lost nor waiting', () => {
    const history = whole().send([10, 11, 12]).drained('recovered', 10);
    expect(tally(history.trace())).toMatchObject({
      records: { sent: 13, delivered: 10, unseen: 3, waiting: 0 },
      receipt: { distinct: 10, lost: 0 }
    });
  });

  test('is met by the first of two positions', () => {
    const history = whole().accept([9]).drained('recovered', 10);
    expect(tally(history.trace()).records).toMatchObject({ delivered: 10, unseen: 0 });
  });
});

describe('nothing is lost', () => {
  test('before the drain is over: it is on its way', () => {
    const history = new PlantedHistory().send(ten).write(records(0, 4), 'block-1');
    expect(tally(history.trace())).toMatchObject({ records: { waiting: 6 }, receipt: { distinct: 4, lost: 0 } });
    expect(tally(history.ranOutOfTime().trace())).toMatchObject({ records: { waiting: 6 }, receipt: { lost: 0 } });
  });
});

describe('the sink', () => {
  test('holds one copy of what it replaced: processed twice, there once', () => {
    const history = new PlantedHistory({ sink: 'idempotent' })
      .send(ten)
      .write(ten, 'block-1', { effect: 'upsert' })
      .write([4], 'block-2', { effect: 'upsert' });
    expect(tally(history.drained().trace())).toMatchObject({
      receipt: { duplicated: 1, extra: 1 },
      output: { distinct: 10, lost: 0, duplicated: 0, extra: 0 }
    });
  });

  test('holds no second copy of what it refused', () => {
    const history = new PlantedHistory({ sink: 'transactional' })
      .send(ten)
      .write(ten, '0-10', { effect: 'transaction' })
      .write(ten, '0-10', { effect: 'refused', attempt: 1 });
    expect(tally(history.drained().trace()).output).toEqual({ distinct: 10, lost: 0, duplicated: 0, extra: 0 });
  });

  test('has lost what it refused and never held', () => {
    const history = new PlantedHistory({ sink: 'transactional' })
      .send(ten)
      .write(records(0, 9), '0-9', { effect: 'transaction' })
      .write([9], '0-10', { effect: 'refused' });
    expect(tally(history.drained().trace())).toMatchObject({
      receipt: { distinct: 10, lost: 0 },
      output: { distinct: 9, lost: 1 },
      causes: { lost: {} }
    });
  });
});
