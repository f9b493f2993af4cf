import { describe, expect, test } from '@jest/globals';
import { BooksDoNotClose, closeBooks } from '../../src/ledger/books.js';
import { tally } from '../../src/ledger/count.js';
import type { Tally } from '../../src/ledger/tally.js';
import { PlantedHistory, records } from './history.js';

describe('the books', () => {
  const good = tally(new PlantedHistory().send(records(0, 10)).write(records(0, 9), 'block-1').drained().trace());

  test('close on what the ledger counts', () => {
    expect(closeBooks(good)).toBe(good);
  });

  test.each<readonly [what: string, bad: Partial<Tally>]>([
    ['sent', { records: { ...good.records, sent: 11 } }],
    ['receipt: delivered', { receipt: { ...good.receipt, lost: 0 } }],
    ['output: delivered', { output: { ...good.output, distinct: 10 } }],
    ['receipt: duplicated records', { receipt: { ...good.receipt, duplicated: 10, extra: 10 } }],
    ['output: a duplicated record', { output: { ...good.output, duplicated: 1 } }],
    ['places of loss', { causes: { ...good.causes, lost: {} } }],
    ['causes of receipt', { causes: { ...good.causes, receipt: { 'source re-send': 1 } } }],
    ['causes of output', { causes: { ...good.causes, output: { 'task retry': 2 } } }]
  ])('do not close where %s does not add up', (what, bad) => {
    expect(() => closeBooks({ ...good, ...bad })).toThrow(BooksDoNotClose);
    expect(() => closeBooks({ ...good, ...bad })).toThrow(what);
  });
});
