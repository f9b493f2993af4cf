import { describe, expect, test } from '@jest/globals';
import { changesTable } from '../../src/chart/changes-table.js';
import { tableText } from '../../src/chart/table-text.js';
import type { ChangeResult } from '../../src/terms/result.js';
import { expectGoldenText } from './golden.js';

const price = [
  { what: 'durable writes a record', before: 0, after: 3.42 },
  { what: 'ms from sent to written', before: 76.61, after: 86.2 }
];
const found: ChangeResult = {
  against: 'output duplicated',
  settings: ['sink: idempotent'],
  bound: 'none in any of 3,977 crashes, one failure each, under seed 1 and seed 2',
  price
};
const missing: ChangeResult = {
  against: 'lost',
  settings: null,
  bound: 'no one or two of the settings that were tried mend it',
  price: []
};
const nearly: ChangeResult = {
  ...missing,
  price,
  nearest: { settings: ['checkpoint: true', 'writeAheadLog: true'], bad: 6, of: 7449 }
};

describe('a table of the nearest safe changes', () => {
  test('reads as it was read', () => {
    expectGoldenText('changes-table', tableText(changesTable([nearly, found])));
  });

  test('says what each is for, and where none was found says so', () => {
    const { rows } = changesTable([missing, found]);
    expect(rows.map(row => row.slice(0, 2))).toEqual([
      ['nothing lost', 'none found'],
      ['nothing twice in the sink', 'sink: idempotent']
    ]);
    expect(rows[0]?.slice(2)).toEqual(['', '', missing.bound]);
  });

  test('does not call safe what leaves a few', () => {
    const [row] = changesTable([nearly]).rows;
    expect(row?.[1]).toBe('none; nearest: checkpoint: true and writeAheadLog: true');
    expect(row?.at(-1)).toMatch(/^no one or two .* mend it; this one leaves 6.of.7,449 crashes that do$/);
  });
});
