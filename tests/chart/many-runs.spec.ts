import { describe, expect, test } from '@jest/globals';
import { manyRunsPicture } from '../../src/chart/many-runs.js';
import { runTable } from '../../src/chart/run-table.js';
import { tableText } from '../../src/chart/table-text.js';
import { marksWith, wordsOn } from './fixtures/layers.js';
import { keepingRuns, losingRuns } from './fixtures/many.js';
import { expectGoldenSpec, expectGoldenText } from './golden.js';

describe('several runs', () => {
  test.each([
    ['many-runs', losingRuns],
    ['many-runs-none', keepingRuns]
  ] as const)('look as they were looked at: %s', (name, runs) => {
    const { spec, text } = manyRunsPicture(runs);
    expectGoldenSpec(name, spec);
    expectGoldenText(name, text);
    expectGoldenText(`${name}-table`, tableText(runTable(runs.verdict)));
  });

  test('are counted as n of those judged, and the runs that did not end are hatched', () => {
    const { spec } = manyRunsPicture(losingRuns);
    expect(wordsOn(spec)).toContain('13\u00a0of\u00a049 runs');
    expect(wordsOn(spec)).toContain('50 runs, those that lost most first; hatched: 1 did not end');
    expect(marksWith(spec, { type: 'rule', opacity: 0.75 }).length).toBeGreaterThan(0);
  });

  test('have a bar for each run that lost, the longest first', () => {
    const bars = marksWith(manyRunsPicture(losingRuns).spec, { type: 'rect', fill: '#2880c0' });
    const lost = bars.slice(0, 13).map(({ y, y2 }) => Number(y2) - Number(y));
    expect(lost).toEqual([...lost].sort((a, b) => b - a));
    expect(bars).toHaveLength(13 + 17);
  });

  test('that lost nothing show the bound that this leaves', () => {
    expect(wordsOn(manyRunsPicture(keepingRuns).spec)).toContain('at most 14 % lose any');
  });
});
