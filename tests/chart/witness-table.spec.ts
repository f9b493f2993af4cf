import { describe, expect, test } from '@jest/globals';
import { tableHtml } from '../../src/chart/table-html.js';
import { tableText } from '../../src/chart/table-text.js';
import { witnessTable, type WitnessRow } from '../../src/chart/witness-table.js';
import { expectGoldenText } from './golden.js';

const cell = 'job: clicks-loses\nconfiguration: reliable-replicated\nfailures: [{kill: driver, after: ack, record: 3}]';
const losing: WitnessRow = {
  witness: {
    shows: 'lost',
    cells: [cell, 'chart: clicks-loses'],
    result: { receipt: { lost: 1, duplicated: 0 }, output: { duplicated: 0 } },
    places: [{ point: { step: 'ack' }, victim: { struck: 'driver' } }]
  },
  condition: 'only in memory when the driver died',
  crashes: 339,
  page: 'driver failure => data loss',
  replay: 'the same on local'
};
const doubling: WitnessRow = {
  witness: {
    shows: 'duplicated',
    cells: ['job: clicks-doubles'],
    result: { receipt: { lost: 0, duplicated: 2 }, output: { duplicated: 2 } },
    places: [
      { point: { step: 'launch' }, victim: { struck: 'driver' } },
      { point: { step: 'ack' }, victim: { struck: 'acknowledgement' } }
    ]
  },
  condition: null,
  crashes: null,
  page: null,
  replay: null
};

describe('a table of witnesses', () => {
  test('reads as it was read', () => {
    expectGoldenText('witness-table', tableText(witnessTable([losing, doubling])));
  });

  test('keeps the lines of its cells, so that they can be pasted', () => {
    const table = witnessTable([losing]);
    expect(tableHtml(table)).toContain(`<pre>${cell.replace(/>/g, '&gt;')}\n---\nchart: clicks-loses</pre>`);
    expect(tableText(table)).toContain('failures: [{kill: driver, after: ack, record: 3}]');
  });

  test('has no column of which nothing is known', () => {
    expect(witnessTable([doubling]).columns.map(({ head }) => head)).toEqual([
      'shows',
      'crash',
      'cells to paste and run'
    ]);
  });

  test('names each crash by who was struck and after which step', () => {
    expect(witnessTable([losing, doubling]).rows.map(row => row[1])).toEqual([
      'driver killed right after acknowledge',
      'driver killed before any step, then acknowledgement dropped'
    ]);
  });

  test('of none says so', () => {
    expect(tableText(witnessTable([]))).toBe('No witness: nothing was lost and nothing came twice');
  });
});
