import { describe, expect, test } from '@jest/globals';
import { guaranteeRows } from '../../src/chart/guarantee-rows.js';
import { guaranteeTable } from '../../src/chart/guarantee-table.js';
import { tableFinding } from '../../src/chart/guarantee-words.js';
import { tableText } from '../../src/chart/table-text.js';
import type { Judgement, TableResult } from '../../src/terms/result.js';
import { marksWith, wordsOn } from './fixtures/layers.js';
import { agreeingTable, hardTable } from './fixtures/tables.js';
import { expectGoldenSpec, expectGoldenText } from './golden.js';

/** The table with the verdict of some cells replaced. */
function withVerdicts(table: TableResult, verdicts: Readonly<Record<number, Judgement>>): TableResult {
  return {
    ...table,
    rows: table.rows.map((row, i) => {
      const verdict = verdicts[i];
      if (verdict === undefined) return row;
      return {
        ...row,
        verdict,
        promises: row.promises.map((promise, k) => (k === 0 ? { ...promise, verdict } : promise))
      };
    })
  };
}

describe('the guarantee table', () => {
  test.each([
    ['guarantee-table', agreeingTable],
    ['guarantee-table-hard', hardTable]
  ] as const)('looks as it was looked at: %s', (name, table) => {
    const { spec, text } = guaranteeTable(table);
    expectGoldenSpec(name, spec);
    expectGoldenText(name, text);
    expectGoldenText(`${name}-rows`, tableText(guaranteeRows(table)));
  });

  test('shows page, measured and verdict in each of the twelve squares and the semantics rows', () => {
    const words = wordsOn(guaranteeTable(agreeingTable).spec);
    const countOf = (word: string) => words.filter(each => each === word).length;
    expect([countOf('page'), countOf('measured'), countOf('agrees')]).toEqual([14, 14, 14]);
    expect(countOf('“no data loss”')).toBe(6);
    expect(countOf('“data loss”')).toBe(6);
    expect(words).toContain('“at least once”');
    expect(words).toContain('“exactly-once”');
  });

  test('sets promises in bold and warnings in regular type', () => {
    const { spec } = guaranteeTable(agreeingTable);
    const bold = marksWith(spec, { type: 'text', fontWeight: 'bold', fontSize: 13 }).map(({ text }) => text);
    expect(bold).toContain('“no data loss”');
    expect(bold).not.toContain('“data loss”');
  });

  test('gives a semantics row one square over both columns, and names what was done', () => {
    const words = wordsOn(guaranteeTable(agreeingTable).spec);
    expect(words).toContain('acknowledgement dropped');
    expect(words).toContain('6\u00a0of\u00a01,990 processed twice, 0 lost');
  });

  test('shows a prediction only where it differs', () => {
    expect(wordsOn(guaranteeTable(agreeingTable).spec)).not.toContain('predicted');
    expect(wordsOn(guaranteeTable(hardTable).spec)).toContain('0 lost, agrees');
  });

  test('draws numbers from the page’s order, not the alphabet’s', () => {
    const words = wordsOn(guaranteeTable(agreeingTable).spec);
    const names = words.filter(word => /^(Unreliable|Reliable|Direct) /.test(word));
    expect(names[0]).toBe('Unreliable receivers');
    expect(words.slice(words.indexOf('1'), words.indexOf('1') + 6)).toEqual(['1', '2', '3', '4', '5', '6']);
  });

  test('is the same text each time', () => {
    expect(JSON.stringify(guaranteeTable(hardTable))).toBe(JSON.stringify(guaranteeTable(hardTable)));
  });
});

describe('its finding', () => {
  test('is that the page holds, where all agrees', () => {
    expect(tableFinding(agreeingTable)).toBe(
      'The page holds in all 14 squares: every loss it warns of happened, none that it rules out did'
    );
  });

  test('begins with a contradiction, whatever else there is', () => {
    expect(tableFinding(hardTable)).toBe(
      '1\u00a0of\u00a014 promises contradicted: with the write-ahead log, 4\u00a0of\u00a0200,000 records were lost when the driver failed'
    );
  });

  test('counts what was not shown and not exercised, for neither refutes the page', () => {
    const table = withVerdicts(agreeingTable, { 1: 'not shown', 3: 'not exercised', 5: 'not exercised' });
    expect(tableFinding(table)).toBe(
      'The page holds in 11\u00a0of\u00a014 squares, and none contradicts it: 1 was not shown and 2 were not exercised'
    );
  });

  test('says so where exactly-once is broken', () => {
    const table = withVerdicts(agreeingTable, { 13: 'contradicts' });
    expect(tableFinding(table)).toContain('were processed twice');
  });
});
