import { describe, expect, test } from '@jest/globals';
import { aggregateFinding, aggregateTable } from '../../src/chart/aggregate.js';
import type { AggregateRow } from '../../src/chart/aggregate.js';
import { tableText } from '../../src/chart/table-text.js';
import { expectGoldenText } from './golden.js';

const about = 'minutes of delay by airport';

function row(key: string, truth: number, sink: number, bad: Partial<AggregateRow> = {}): AggregateRow {
  return { key, truth, sink, lost: 0, twice: 0, ...bad };
}

const rows: readonly AggregateRow[] = [
  row('ATL', 900, 900),
  row('ORD', 500, 500, { lost: 2, twice: 3 }),
  row('DFW', 400, 360.5, { lost: 4 }),
  row('LAX', -20, 4, { twice: 1 })
];

describe('the aggregate', () => {
  test('leads with the rule, and finds the totals that are right by chance while their records are wrong', () => {
    expect(aggregateFinding({ about, rows })).toBe(
      `2\u00a0of\u00a04 totals (${about}) come out right, 2 wrong; 1 of the right ones by chance alone, with records lost or doubled`
    );
    const text = tableText(aggregateTable({ about, rows }));
    expectGoldenText('aggregate', text);
    expect(text.indexOf('DFW')).toBeLessThan(text.indexOf('LAX'));
    expect(text.indexOf('LAX')).toBeLessThan(text.indexOf('ATL'));
    expect(text).toMatch(/ORD .* looks right/);
  });

  test('adds all keys up in its last row, where a loss and a double may cancel', () => {
    const last = aggregateTable({
      about,
      rows: [row('A', 10, 4, { lost: 1 }), row('B', 10, 16, { twice: 1 })]
    }).rows.at(-1);
    expect(last).toEqual(['all', '20', '20', '0', '1', '1', 'looks right']);
  });

  test('shows the twelve that say most, and counts the rest', () => {
    const many = Array.from({ length: 40 }, (_, i) => row(`K${i}`, i, i === 39 ? 0 : i, i === 39 ? { lost: 1 } : {}));
    const table = aggregateTable({ about, rows: many });
    expect(table.rows).toHaveLength(13);
    expect(table.rows[0]?.[0]).toBe('K39');
    expect(table.isFolded).toBe(true);
    expect(table.notes).toEqual(['28 more keys not shown; “all” counts them too.']);
  });

  test('does not take the noise of adding in another order for a difference', () => {
    expect(aggregateFinding({ about, rows: [row('A', 0.1 + 0.2, 0.3)] })).toBe(`Every total (${about}) is right`);
  });
});
