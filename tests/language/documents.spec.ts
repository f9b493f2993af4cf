import { describe, expect, test } from '@jest/globals';
import { splitDocuments } from '../../src/language/documents.js';

const parts = (text: string) => splitDocuments(text).map(({ from, to }) => text.slice(from, to).trim());

describe('documents', () => {
  test.each([
    ['a: 1', ['a: 1']],
    ['a: 1\n---\nb: 2', ['a: 1', 'b: 2']],
    ['---\na: 1', ['a: 1']],
    ['a: 1\r\n---\r\nb: 2\r\n', ['a: 1', 'b: 2']],
    ['a: 1\n...\n---\nb: 2', ['a: 1', 'b: 2']],
    ['a: x --- y\n----\n', ['a: x --- y\n----']],
    ['a: |\n  ---\n', ['a: |\n  ---']]
  ])('%j', (text, documents) => {
    expect(parts(text)).toEqual(documents);
  });
  test('a text with nothing in it is one', () => {
    expect(splitDocuments('')).toHaveLength(1);
  });
});
