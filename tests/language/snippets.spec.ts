import { expect, test } from '@jest/globals';
import { verbs } from '../../src/language/schema.js';
import { snippets } from '../../src/language/snippets.js';
import { after, problemsOf } from './notebook.js';

test('there is one for every verb, and each is a right cell', () => {
  const context = after('job: clicks\nconfiguration: reliable-replicated', 'job: safer\nconfiguration: reliable-wal');
  expect(new Set(snippets.map(({ text }) => text.split(':')[0]))).toEqual(new Set(verbs));
  for (const { name, help, text } of snippets) {
    expect(name).toMatch(/\S/);
    expect(help).toMatch(/\.$/);
    expect({ text, problems: problemsOf(text, context) }).toEqual({ text, problems: [] });
  }
});
