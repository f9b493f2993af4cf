import { describe, expect, test } from '@jest/globals';
import { boundOfNone, boundWords } from '../../src/guarantee/bound.js';
import { atStakeSentence } from '../../src/guarantee/stake-words.js';
import { capital, count, counted, durationWords, listed, ofTotal } from '../../src/guarantee/words.js';

describe('numbers', () => {
  test.each([
    [0, '0'],
    [999, '999'],
    [1990, '1,990'],
    [1234567, '1,234,567']
  ])('%d is written %s', (n, words) => {
    expect(count(n)).toBe(words);
  });

  test('are always so many of so many', () => {
    expect(ofTotal(30, 1990)).toBe('30 of 1,990');
    expect(counted(1, 'run')).toBe('1 run');
    expect(counted(1200, 'run')).toBe('1,200 runs');
  });
});

test.each([
  [500, '500ms'],
  [2000, '2s'],
  [1500, '1500ms'],
  [60_000, '1min'],
  [7_200_000, '2h'],
  [0, '0ms'],
  [0.25, '0.25ms']
])('a duration of %d ms is written %s', (ms, words) => {
  expect(durationWords(ms)).toBe(words);
});

test('words are joined, and sentences begin', () => {
  expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(listed)).toEqual(['', 'a', 'a and b', 'a, b and c']);
  expect(capital('the driver')).toBe('The driver');
});

describe('what sampled runs exclude', () => {
  test.each([
    [1, '1 of 1 runs'],
    [3, 'at most 63 %'],
    [5, 'at most 45 %'],
    [50, 'at most 6 %']
  ])('%d runs: %s', (runs, words) => {
    expect(boundWords(runs)).toBe(words);
  });

  test('with that share of bad runs, seeing none has a chance of 5 %', () => {
    for (const runs of [2, 5, 50, 1000]) {
      expect((1 - boundOfNone(runs)) ** runs).toBeCloseTo(0.05, 10);
    }
  });
});

describe('what was at stake', () => {
  const nothing = { processed: 0, log: 0, twoMemories: 0, oneMemory: 0, nowhere: 0, source: 0 };

  test('is told place by place, and empty places are left out', () => {
    const stake = { processed: 1180, log: 30, twoMemories: 2, oneMemory: 24, nowhere: 1, source: 14 };
    expect(atStakeSentence({ stake, onTheWay: 71 })).toBe(
      '1,180 processed · 30 in the log · 2 in two memories · 24 in one memory · 1 acknowledged and nowhere durable · 14 only at the source'
    );
    expect(atStakeSentence({ stake: { ...nothing, source: 3 }, onTheWay: 3 })).toBe('3 only at the source');
  });

  test('may be nothing', () => {
    expect(atStakeSentence({ stake: nothing, onTheWay: 0 })).toBe('nothing was sent yet');
  });
});
