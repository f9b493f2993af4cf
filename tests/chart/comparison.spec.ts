import { describe, expect, test } from '@jest/globals';
import { comparisonFinding, comparisonPicture, comparisonTable } from '../../src/chart/comparison.js';
import { tableText } from '../../src/chart/table-text.js';
import { comparisonResult } from '../../src/guarantee/result.js';
import { comparisonOfThree, comparisonOfTwo, comparisonWithoutLoss } from './fixtures/comparisons.js';
import { marksWith, wordsOn } from './fixtures/layers.js';
import { expectGoldenSpec, expectGoldenText } from './golden.js';

describe('a comparison', () => {
  test.each([
    ['comparison', comparisonOfTwo],
    ['comparison-three', comparisonOfThree],
    ['comparison-without-loss', comparisonWithoutLoss]
  ] as const)('looks as it was looked at: %s', (name, result) => {
    const { spec, text } = comparisonPicture(result);
    expectGoldenSpec(name, spec);
    expectGoldenText(name, text);
    expectGoldenText(`${name}-table`, tableText(comparisonTable(result)));
  });

  test('finds who lost and who did not', () => {
    expect(comparisonFinding(comparisonOfTwo)).toBe('“clicks” lost 30\u00a0of\u00a01,990 records, “safer” none');
    expect(comparisonFinding(comparisonWithoutLoss)).toBe(
      'Neither lost a record: “safer” processed 6 twice and “safest” processed 6 twice'
    );
  });

  test('of many jobs counts them', () => {
    const [clicks, safer] = comparisonOfTwo.verdicts;
    const verdicts = [clicks, safer].flatMap(verdict => (verdict === undefined ? [] : [verdict, verdict]));
    expect(comparisonFinding(comparisonResult(verdicts))).toBe(
      '2\u00a0of\u00a04 jobs lost records; “safer” and “safer” lost none'
    );
  });

  test('has one scale, and never stacks lost upon doubled', () => {
    const { spec } = comparisonPicture(comparisonOfTwo);
    const width = (bar: Readonly<Record<string, unknown>>) => Number(bar['x2']) - Number(bar['x']);
    const lost = marksWith(spec, { type: 'rect', fill: '#2880c0' }).map(width);
    const twice = marksWith(spec, { type: 'rect', fill: null }).map(width);
    expect(lost).toEqual([150]);
    expect(twice).toEqual([30, 50]);
  });

  test('says what waits at the source of a job that stopped', () => {
    const words = wordsOn(comparisonPicture(comparisonOfThree).spec);
    expect(words).toContain('100 still waiting');
    expect(words).toContain('driver killed: stopped');
  });
});
