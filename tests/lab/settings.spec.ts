import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { readFileSync } from 'node:fs';
import { definition, keysOf, valuesOf } from '../../src/language/schema.js';

interface Choice {
  readonly const: string;
}
interface Settings {
  readonly properties: Readonly<Record<string, { readonly default: unknown; readonly oneOf?: readonly Choice[] }>>;
  readonly 'jupyter.lab.toolbars': Readonly<Record<string, readonly { readonly name: string }[]>>;
}

const schema = JSON.parse(
  readFileSync(new URL('../../schema/plugin.json', import.meta.url), 'utf8')
) as unknown as Settings;
const validate = new Ajv({ strict: false }).compile(schema);

const wordsOf = (key: string): readonly string[] => schema.properties[key]?.oneOf?.map(choice => choice.const) ?? [];

describe('the settings', () => {
  test('stand at defaults that their schema takes', () => {
    const defaults = Object.fromEntries(
      Object.entries(schema.properties).map(([key, { default: usual }]) => [key, usual])
    );
    expect(validate(defaults)).toBe(true);
  });

  test.each([
    ['an engine that there is not', { engine: 'flink' }],
    ['a data set that there is not', { dataset: 'clicks' }],
    ['more updates than four a second', { updateEvery: 100 }],
    ['no run kept', { runsKept: 0 }],
    ['half a run', { runsKept: 1.5 }],
    ['a setting that there is not', { seed: 2 }]
  ])('refuse %s', (_, settings) => {
    expect(validate(settings)).toBe(false);
  });

  test('offer the engines and data sets of the cell language, and none', () => {
    const job = keysOf(definition('job'));
    const source = job.get('source');
    const datasets = source && keysOf(source).get('dataset');
    const engine = job.get('engine');
    if (datasets === undefined || engine === undefined) throw new Error('the language has neither');
    expect(wordsOf('dataset')).toEqual(['', ...valuesOf(datasets).keys()]);
    expect(wordsOf('engine')).toEqual(['', ...valuesOf(engine).keys()]);
  });
});
