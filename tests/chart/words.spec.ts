import { describe, expect, test } from '@jest/globals';
import { failureAsFlow, failureSentence, failureSentences, whenWords } from '../../src/chart/failure-words.js';
import { finePrint } from '../../src/chart/fine-print.js';
import { hatch } from '../../src/chart/hatch.js';
import { textWidth } from '../../src/chart/letter-widths.js';
import { stepTitle, stepTitles } from '../../src/chart/step-titles.js';
import { wrap, wrapEvenly } from '../../src/chart/wrap.js';
import { boundCounts, ordinal, outOf, seconds, span } from '../../src/chart/writing.js';
import type { FailureResult } from '../../src/terms/result.js';
import { killed, unfired, verdictOf } from './fixtures/verdicts.js';

const measure = { width: 200, face: { size: 12 } };

describe('writing', () => {
  test.each([
    [1, '1st'],
    [2, '2nd'],
    [3, '3rd'],
    [11, '11th'],
    [12, '12th'],
    [22, '22nd'],
    [113, '113th']
  ])('%d is %s', (n, word) => expect(ordinal(n)).toBe(word));

  test('binds n of m, its own and that of others', () => {
    expect(outOf(114, 1990)).toBe('114\u00a0of\u00a01,990');
    expect(boundCounts('114 of 1,990 lost; one of them')).toBe('114\u00a0of\u00a01,990 lost; one of them');
  });

  test('writes times as they are read', () => {
    expect([seconds(2240), seconds(150_668.6), seconds(1_300_000)]).toEqual([
      '2.24\u00a0s',
      '150.67\u00a0s',
      '1,300\u00a0s'
    ]);
    expect([span(500), span(2000), span(150)]).toEqual(['0.5\u00a0s', '2\u00a0s', '150\u00a0ms']);
  });
});

describe('breaking lines', () => {
  test('never breaks at a hard blank, and never makes a line too wide', () => {
    const lines = wrap(`it lost ${outOf(114, 1990)} records: they were only in the executors’ memory`, measure);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.join(' ')).toContain('114\u00a0of\u00a01,990');
    expect(lines.every(line => textWidth(line, measure.face) <= measure.width)).toBe(true);
  });

  test('lets a word that is too wide stand alone', () => {
    expect(wrap('a donaudampfschifffahrtsgesellschaftskapitaen b', { ...measure, width: 50 })).toHaveLength(3);
  });

  test('leaves no word alone in the last line of a finding', () => {
    const text = 'one two three four five six seven eight nine ten eleven';
    const [first = '', last = ''] = wrapEvenly(text, { width: 300, face: { size: 13 } }).slice(-2);
    expect(textWidth(last, { size: 13 })).toBeGreaterThan(textWidth(first, { size: 13 }) / 2);
  });
});

describe('hatching', () => {
  test('stays in its box', () => {
    const box = { x: 10, x2: 90, y: 5, y2: 35 };
    for (const { x, y, x2, y2 } of hatch(box, 7)) {
      expect([x, x2].every(value => value >= box.x && value <= box.x2)).toBe(true);
      expect([y, y2].every(value => value >= box.y && value <= box.y2)).toBe(true);
      expect(x2 - x).toBeCloseTo(y - y2);
    }
  });
});

describe('a failure in words', () => {
  test('says who, when, and how it ended', () => {
    expect(failureSentence(killed('driver'))).toBe(
      'Driver killed, 2.24\u00a0s, after acknowledge, back after 1.80\u00a0s.'
    );
    expect(failureSentence(killed('driver', { backAtMs: null }))).toContain('never came back');
    expect(whenWords(unfired('driver'))).toBe('waited for the 900th acknowledge');
  });

  test('of several runs says what was done to each, not when it happened in one', () => {
    const runs = { wanted: 50, judged: 50, lost: 12, duplicated: 0 };
    const random: FailureResult = {
      kill: 'driver',
      at: 'random',
      fired: true,
      atMs: 900,
      backAtMs: 1200,
      victims: [],
      stake: null
    };
    expect(failureSentences(verdictOf({}, { runs, failures: [random] }))).toEqual([
      'In each run: driver killed at random.'
    ]);
  });

  test('names every step by its title', () => {
    expect(Object.keys(stepTitles)).toHaveLength(18);
    expect([stepTitle('ckpt1'), stepTitle('something else')]).toEqual(['checkpoint (batch made)', 'something else']);
  });

  test('is printed as one entry of a cell’s list, without what was observed', () => {
    expect(failureAsFlow(killed('receiver executor', { occurrence: 2 }))).toBe(
      '{kill: receiver executor, after: ack, occurrence: 2}'
    );
    const both = { ...killed('driver'), kill: ['driver', 'replica executor'] };
    expect(failureAsFlow(both)).toBe('{kill: [driver, replica executor], after: ack}');
  });
});

describe('the fine print', () => {
  test('says which engine, seed and runs', () => {
    expect(finePrint(verdictOf({}))).toEqual([
      'clicks · Reliable receivers, replicated storage level · local engine · seed 7 · 1 run'
    ]);
  });

  test('marks what comes from the archive, and what was set from outside the cell', () => {
    const print = finePrint(
      verdictOf({}, { archived: '2024-05-01T10:00:00Z', overrides: { seed: 9, engine: 'local' } })
    );
    expect(print).toContain('From the archive: finished 2024-05-01T10:00:00Z.');
    expect(print).toContain('Set from outside the cell: seed: 9, engine: local.');
  });
});
