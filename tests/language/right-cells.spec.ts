import { describe, expect, test } from '@jest/globals';
import { newContext, readCell } from '../../src/language/read.js';
import { everything, tenTasks } from './right-cells.js';

describe('the cells of a first lesson work as typed', () => {
  test.each(Object.entries(tenTasks))('%s', (_, text) => {
    const documents = readCell(text, newContext());
    expect(documents.filter(document => document.kind === 'problems')).toEqual([]);
    expect(documents).toHaveLength(text.split(/^---$/m).length);
  });
});

test('every verb and every key can be written', () => {
  const documents = readCell(everything, newContext());
  expect(documents.filter(document => document.kind !== 'cell')).toEqual([]);
  const verbs = documents.map(document => (document.kind === 'cell' ? document.cell.verb : null));
  expect(verbs).toEqual(
    [
      ['job', 'job', 'job', 'job', 'job', 'job', 'explore', 'explore', 'biography', 'biography', 'stop', 'stop'],
      ['jobs', 'export', 'remove', 'remove', 'help', 'help', 'batch', 'service', 'agent', 'table']
    ].flat()
  );
});
