/** JupyterLab renders with Vega-Lite 5.6.1, the kernel with 6: what is drawn must be the same to both. */
import { createRequire } from 'node:module';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import type { AnySchema } from 'ajv';
import * as vega from 'vega';
import { compile } from 'vega-lite';
import { biographyPicture } from '../../src/chart/biography.js';
import { comparisonPicture } from '../../src/chart/comparison.js';
import { crashMapPicture } from '../../src/chart/crash-map.js';
import { crashMatrixPicture } from '../../src/chart/crash-matrix.js';
import { guaranteeTable } from '../../src/chart/guarantee-table.js';
import { manyRunsPicture } from '../../src/chart/many-runs.js';
import type { Spec } from '../../src/chart/picture.js';
import { runPicture } from '../../src/chart/run.js';
import { comparisonOfThree } from './fixtures/comparisons.js';
import { losingMap, losingMatrix, severalMap } from './fixtures/crashes.js';
import { endings, lived } from './fixtures/lives.js';
import { losingRuns } from './fixtures/many.js';
import { stories, told } from './fixtures/runs.js';
import { agreeingTable, hardTable } from './fixtures/tables.js';

const schema = createRequire(import.meta.url)('vega-lite-v5/build/vega-lite-schema.json') as AnySchema;
const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);

function complaints(spec: Spec): readonly unknown[] {
  return validate(JSON.parse(JSON.stringify(spec))) === true ? [] : (validate.errors ?? []);
}

const specs: readonly (readonly [string, Spec])[] = [
  ['the guarantee table', guaranteeTable(agreeingTable).spec],
  ['the guarantee table with every verdict', guaranteeTable(hardTable).spec],
  ['several runs', manyRunsPicture(losingRuns).spec],
  ['a crash map', crashMapPicture(losingMap).spec],
  ['a crash map of several jobs', crashMapPicture(severalMap).spec],
  ['a crash matrix', crashMatrixPicture(losingMatrix).spec],
  ['a comparison', comparisonPicture(comparisonOfThree).spec],
  ...Object.entries(stories).map(([name, story]) => [`a run: ${name}`, runPicture(told(story)).spec] as const),
  ...Object.entries(endings).map(
    ([name, ending]) => [`a biography: ${name}`, biographyPicture(lived(ending)).spec] as const
  )
];

test('the schema refuses a layer that is none, so passing it means something', () => {
  const broken = JSON.stringify(guaranteeTable(agreeingTable).spec).replace('"type":"text"', '"type":"sentence"');
  expect(validate(JSON.parse(broken))).toBe(false);
});

describe.each(specs)('%s', (_, spec) => {
  test('is a specification of Vega-Lite 5.6.1', () => {
    expect(complaints(spec)).toEqual([]);
  });

  test('is compiled by Vega-Lite 6 without a warning', () => {
    const warnings: unknown[] = [];
    const logger = vega.logger(vega.Warn, undefined, (_method, _level, input) => warnings.push(input));
    expect(compile(spec, { logger }).spec.marks?.length).toBeGreaterThan(0);
    expect(warnings).toEqual([]);
  });

  test('has its words in the colour of those around it, but on pills, and no background: so a theme decides, whenever it changes', () => {
    const json = JSON.stringify(spec);
    expect(spec.background).toBe('transparent');
    expect(spec.title).toMatchObject({ color: 'currentColor' });
    expect(json).not.toMatch(/#000|black/);
    for (const { mark } of spec.layer.filter(layer => 'mark' in layer)) {
      if (typeof mark !== 'object' || mark.type !== 'text') continue;
      expect(['currentColor', '#ffffff']).toContain(mark.fill);
    }
  });

  test('has no words below 12 pixels and no blanks in a row, which SVG would collapse', () => {
    for (const size of JSON.stringify(spec).matchAll(/"(?:labelF|f)ontSize":(\d+)/g)) {
      expect(Number(size[1])).toBeGreaterThanOrEqual(12);
    }
    expect(JSON.stringify(spec)).not.toMatch(/"text":"[^"]* {2}/);
  });
});
