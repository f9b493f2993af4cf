import { describe, expect, test } from '@jest/globals';
import { crashMapPicture } from '../../src/chart/crash-map.js';
import { crashMapTable } from '../../src/chart/crash-table.js';
import { tableText } from '../../src/chart/table-text.js';
import { keepingMap, losingMap, severalMap, unnamedMap } from './fixtures/crashes.js';
import { marksWith, valuesOf, wordsOn } from './fixtures/layers.js';
import { expectGoldenSpec, expectGoldenText } from './golden.js';

const titleOf = (map: typeof losingMap) => wordsOn(crashMapPicture(map).spec)[0];

describe('a crash map', () => {
  test.each([
    ['crash-map', losingMap],
    ['crash-map-kept', keepingMap],
    ['crash-map-several', severalMap],
    ['crash-map-no-row', unnamedMap]
  ] as const)('looks as it was looked at: %s', (name, map) => {
    const { spec, text } = crashMapPicture(map);
    expectGoldenSpec(name, spec);
    expectGoldenText(name, text);
    expectGoldenText(`${name}-table`, tableText(crashMapTable(map)));
  });

  test('has the steps of its jobs alone as columns, in the order of a record’s way', () => {
    const words = wordsOn(crashMapPicture(keepingMap).spec);
    expect(words.filter(word => ['receive', 'store', 'replicate', 'log', 'launch'].includes(word))).toEqual([
      'receive',
      'log'
    ]);
  });

  test('says “at any of” only where every crash point was tried and came to an end', () => {
    expect(titleOf(keepingMap)).toContain('lost nothing at any of 164 crashes, one failure each');
    expect(titleOf({ ...keepingMap, complete: false })).toContain('lost nothing at the 164 crashes that were tried');
    const open = keepingMap.rows.map(rows => ({
      ...rows,
      squares: [...rows.squares, { step: 'meta', victim: 'driver', counts: { '?': 1 }, breaking: {} } as const]
    }));
    expect(titleOf({ ...keepingMap, rows: open })).not.toContain('at any of');
  });

  test('draws what breaks a promise in orange and says where; a loss that the page warns of is blue', () => {
    const { spec } = crashMapPicture(severalMap);
    const [broken] = marksWith(spec, { type: 'rect', fill: '#c94a05' });
    expect(broken?.['hint']).toContain(
      'reader: driver right after plan the range: 1,204 tried; lost: 1, processed twice: 2'
    );
    expect(wordsOn(spec)).toContain('at 2\u00a0of\u00a01,419 crashes: records were processed twice');
    expect(marksWith(crashMapPicture(losingMap).spec, { fill: '#c94a05' })).toEqual([]);
    expect(marksWith(crashMapPicture(losingMap).spec, { type: 'rect', fill: '#2880c0' }).length).toBeGreaterThan(1);
  });

  test('shows the letter of the worst, of a broken promise first, and how many crashes stand behind it', () => {
    const words = wordsOn(crashMapPicture({ ...severalMap, rows: severalMap.rows.slice(2) }).spec);
    expect(words).toContain('1,204');
    expect(words.filter(word => word === 'D')).toHaveLength(2); // the square and the legend
    expect(words).not.toContain('L');
  });

  test('does not call a square without an end safe', () => {
    const words = wordsOn(crashMapPicture(losingMap).spec);
    expect(words).toContain('not tried, or no end: not safe');
    expect(words.filter(word => word === '?').length).toBe(2);
  });

  test('keeps every mark on its sheet, in less than 100 kB', () => {
    for (const map of [losingMap, severalMap, keepingMap, unnamedMap]) {
      const { spec } = crashMapPicture(map);
      const outside = spec.layer.flatMap(valuesOf).filter(({ x, x2 }) => Number(x) < -1 || Number(x2 ?? x) > 673);
      expect(outside).toEqual([]);
      expect(JSON.stringify(spec).length).toBeLessThan(100_000);
    }
  });
});
