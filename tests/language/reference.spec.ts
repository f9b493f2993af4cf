import { expect, test } from '@jest/globals';
import { referencePage } from '../../src/language/reference.js';
import { definition, keysOf, valuesOf, verbs } from '../../src/language/schema.js';
import { expectFile } from './golden.js';

test('the reference page is what the schema prints', () => {
  expectFile('docs/reference.md', referencePage());
});

test('it has every verb, every key and every value', () => {
  const page = referencePage();
  for (const verb of verbs) {
    for (const [key, node] of keysOf(definition(verb))) {
      expect(page).toContain(key);
      for (const word of valuesOf(node).keys()) expect(page).toContain(word);
    }
  }
});
