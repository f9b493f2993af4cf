import { describe, expect, test } from '@jest/globals';
import { crashMatrixPicture } from '../../src/chart/crash-matrix.js';
import { pairRows } from '../../src/chart/crash-pairs.js';
import { crashMatrixTable } from '../../src/chart/crash-table.js';
import { tableText } from '../../src/chart/table-text.js';
import { stepTitles } from '../../src/chart/step-titles.js';
import type { PairSquare } from '../../src/chart/crash-pairs.js';
import type { Step } from '../../src/terms/failure.js';
import { losingMatrix } from './fixtures/crashes.js';
import { wordsOn } from './fixtures/layers.js';
import { expectGoldenSpec, expectGoldenText } from './golden.js';

/** Every step as first and as second crash, of two victims: more rows than there is room for. */
const steps = Object.keys(stepTitles).filter((step): step is Step => step in stepTitles);
const crowded: readonly PairSquare[] = (['driver', 'receiver executor'] as const).flatMap(victim =>
  steps.flatMap((first, i) =>
    steps.map(step => ({ first: { step: first, victim }, step, counts: { D: 1 + i, '·': 40 }, breaking: {} }))
  )
);

describe('a crash matrix', () => {
  test('looks as it was looked at', () => {
    const { spec, text } = crashMatrixPicture(losingMatrix);
    expectGoldenSpec('crash-matrix', spec);
    expectGoldenText('crash-matrix', text);
    expectGoldenText('crash-matrix-table', tableText(crashMatrixTable(losingMatrix)));
  });

  test('has the broken promise as its finding', () => {
    expect(wordsOn(crashMatrixPicture(losingMatrix).spec)[0]).toBe(
      '“safer” breaks a promise of the page at 1\u00a0of\u00a0261 pairs of crashes: records were lost'
    );
  });

  test('leaves out first crashes after which nothing happened, and counts them', () => {
    const words = wordsOn(crashMatrixPicture(losingMatrix).spec);
    expect(pairRows(losingMatrix.squares).quiet.map(({ first }) => first.step)).toEqual(['recv']);
    expect(words.join(' ')).toContain('Not drawn: 1 first crash after which nothing ever happened (151 pairs).');
  });

  test('draws the worst where there is no room for all, says how many it leaves out, and stays small', () => {
    const matrix = { ...losingMatrix, squares: crowded };
    const { spec } = crashMatrixPicture(matrix);
    const { shown, dropped } = pairRows(crowded);
    expect(shown).toHaveLength(20);
    expect(dropped).toHaveLength(16);
    expect(wordsOn(spec).join(' ')).toContain('No room for 16 first crashes');
    const least = Math.min(...shown.map(({ squares }) => squares[0]?.counts.D ?? 0));
    expect(dropped.every(({ squares }) => (squares[0]?.counts.D ?? 0) <= least)).toBe(true);
    expect(JSON.stringify(spec).length).toBeLessThan(100_000);
  });
});
