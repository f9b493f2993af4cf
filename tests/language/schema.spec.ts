import { describe, expect, test } from '@jest/globals';
import Ajv2020 from 'ajv/dist/2020.js';
import { cellValidators } from '../../src/language/cell-validators.js';
import { formats } from '../../src/language/formats.js';
import { definition, keysOf, valuesOf, verbs, wholeSchema, type SchemaNode } from '../../src/language/schema.js';
import { parseQuantity } from './quantities.js';

/** Every key of every cell, with the way to it. */
function everyKey(): readonly (readonly [string, SchemaNode])[] {
  const visit = (way: string, node: SchemaNode): readonly (readonly [string, SchemaNode])[] =>
    [...keysOf(node)].flatMap(([key, value]) => [
      [`${way}.${key}`, value] as const,
      ...visit(`${way}.${key}`, value),
      ...(value.items ? visit(`${way}.${key}[]`, value.items) : [])
    ]);
  return verbs.flatMap(verb => visit(verb, definition(verb)));
}

test('it is a JSON Schema', () => {
  expect(new Ajv2020({ strict: false }).validateSchema(wholeSchema)).toBe(true);
});

test('every format that it names is one that the language can tell', () => {
  const named = [...JSON.stringify(wholeSchema).matchAll(/"format":"([^"]+)"/g)].map(match => match[1]);
  expect(named).toContain('duration');
  expect(new Set(named)).toEqual(new Set(Object.keys(formats)));
});

test('a validator is made for every verb', () => {
  const compiled = cellValidators({ formats, compare: () => 0 });
  expect(Object.keys(compiled).sort()).toEqual([...verbs].sort());
});

describe('every verb', () => {
  test.each(verbs)('%s has a sentence, a title and a snippet', verb => {
    const node = definition(verb);
    expect(node.description).toMatch(/^[A-Z][^\n]*\.$/);
    expect(node.title).toMatch(/\S/);
    expect(node.snippet).toMatch(new RegExp(`^${verb}:\\s`));
  });
});

describe('every key', () => {
  test.each(everyKey())('%s has a sentence and a title', (_, node) => {
    expect(node.description).toMatch(/^[A-Z][^\n]*\.$/);
    expect(node.title).toMatch(/\S/);
  });
  test('every word that a key can be has help', () => {
    for (const [way, node] of everyKey()) {
      if (node.type === 'boolean') continue;
      for (const [word, { help }] of valuesOf(node))
        expect({ way, word, help }).toMatchObject({ help: expect.stringMatching(/\.$/) });
    }
  });
  test('defaults and bounds are values of the key', () => {
    for (const [way, node] of everyKey()) {
      if (node.format !== 'duration' && node.format !== 'rate') continue;
      const [least, most] = [parseQuantity(node.format, node.least), parseQuantity(node.format, node.most)];
      const usual = node.default === undefined ? least : parseQuantity(node.format, String(node.default));
      expect({
        way,
        fits: least !== null && most !== null && usual !== null && least <= usual && usual <= most
      }).toEqual({ way, fits: true });
    }
  });
});
