import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { CARRIED } from '../../setup/bundle.mjs';
import { datasets } from '../../src/input/datasets.js';

const shipped = fileURLToPath(new URL('../../node_modules/vega-datasets/data/', import.meta.url));

test.each(Object.values(datasets).map(dataset => dataset.file))('the wheel carries the data set %s', file => {
  expect(CARRIED['vega-datasets']?.test(`data/${file}`)).toBe(true);
  expect(existsSync(shipped + file)).toBe(true);
});
