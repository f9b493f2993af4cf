import { describe, expect, test } from '@jest/globals';
import { squareOf } from '../../src/chart/guarantee-square.js';
import { textWidth } from '../../src/chart/letter-widths.js';
import { noteAt } from '../../src/chart/verdict-mark.js';
import type { Judgement, TableRowResult } from '../../src/terms/result.js';
import type { Counts } from './fixtures/verdicts.js';
import { killed, noStake, promise, unfired, verdictOf } from './fixtures/verdicts.js';
import { hardTable } from './fixtures/tables.js';

function row(page: string, verdict: Judgement, counts: Counts, changes: Partial<TableRowResult> = {}): TableRowResult {
  return {
    ...verdictOf(counts),
    row: 'Reliable receivers, replicated storage level',
    cell: 'driver failure',
    predicted: null,
    promises: [promise(page, verdict), promise('at least once', 'agrees')],
    verdict,
    ...changes
  };
}

describe('a square of the guarantee table', () => {
  test('always measures n of m lost', () => {
    expect(squareOf(row('data loss', 'agrees', { lost: 30 })).measured).toBe('30\u00a0of\u00a01,990 lost');
    expect(squareOf(row('no data loss', 'agrees', {})).measured).toBe('0\u00a0of\u00a01,990 lost');
  });

  test('has nothing to measure where nothing was exercised', () => {
    const square = squareOf(row('data loss', 'not exercised', {}, { failures: [unfired('driver')] }));
    expect([square.measured, square.note]).toEqual(['nothing to measure', 'never killed']);
    const idle = squareOf(row('data loss', 'not exercised', {}));
    expect(idle.note).toBe('nothing on its way');
  });

  test('says what was at stake where the loss was not shown', () => {
    expect(squareOf(row('data loss', 'not shown', {})).note).toBe('30 were at stake');
    const calm = killed('driver', { stake: { ...noStake, processed: 10 } });
    expect(squareOf(row('data loss', 'not shown', {}, { failures: [calm] })).note).toBe('none was at stake');
  });

  test('puts allowed duplicates behind the verdict, never beside the count', () => {
    const square = squareOf(row('no data loss', 'agrees', { twice: 6 }));
    expect([square.measured, square.note]).toEqual(['0\u00a0of\u00a01,990 lost', '6 twice, allowed']);
  });

  test('keeps the sink’s own duplicates apart from those of receipt', () => {
    expect(squareOf(row('no data loss', 'agrees', { twiceInSink: 12 })).note).toBe('12 twice in the sink');
  });

  test('counts runs, with their bound, where there are several', () => {
    const runs = { wanted: 5, judged: 5, lost: 0, duplicated: 0 };
    const square = squareOf(row('no data loss', 'agrees', {}, { runs }));
    expect([square.measured, square.note]).toEqual(['0\u00a0of\u00a05 runs lost any', 'at most 45 % of runs']);
  });

  test('calls nothing lost that is still on the way', () => {
    expect(squareOf(row('no data loss', 'inconclusive', { waiting: 214 })).measured).toBe('214 still on the way');
  });

  test.each([
    ['log', 'lost from the log'],
    ['two memories', 'lost from memory'],
    ['batch', 'lost with its batch'],
    ['skipped offsets', 'offsets skipped']
  ] as const)('names the place where a promise broke: %s', (place, note) => {
    const causes = { lost: { [place]: 4 }, receipt: {}, output: {} };
    expect(squareOf(row('no data loss', 'contradicts', { lost: 4 }, { causes })).note).toBe(note);
  });

  test('wears the contradiction of another promise that was broken in the same run', () => {
    const promises = [promise('no data loss', 'agrees'), promise('exactly-once', 'contradicts')];
    const square = squareOf(row('no data loss', 'contradicts', { twice: 8 }, { promises }));
    expect([square.page, square.verdict, square.note]).toEqual(['no data loss', 'contradicts', '8 twice']);
  });

  test('hides a prediction that differs in counts alone', () => {
    const same = { lost: 17, duplicated: 0, verdict: 'agrees' } as const;
    expect(squareOf(row('data loss', 'agrees', { lost: 30 }, { predicted: same })).predicted).toBeNull();
    const other = { lost: 0, duplicated: 0, verdict: 'not shown' } as const;
    expect(squareOf(row('data loss', 'agrees', { lost: 30 }, { predicted: other })).predicted).toBe(
      '0 lost, not shown'
    );
  });

  test('has reasons that fit behind its verdict', () => {
    for (const square of hardTable.rows.map(squareOf)) {
      const right = 10 + noteAt(square.verdict) + textWidth(square.note, { size: 12 });
      expect(right).toBeLessThan(246);
    }
  });
});
