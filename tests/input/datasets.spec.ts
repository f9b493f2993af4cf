import { describe, expect, test } from '@jest/globals';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { dataFolders } from '../../src/input/data-folders.js';
import { datasets } from '../../src/input/datasets.js';
import { distanceBand } from '../../src/input/flights.js';
import type { Input } from '../../src/input/input.js';
import { openInput } from '../../src/input/open-input.js';
import { withFolder } from './folder.js';

const places = { baseFolder: '.', dataFolders: dataFolders() };
const open = (dataset: string) => openInput({ from: 'dataset', dataset }, places);

/** The aggregate over all records, as a job would keep it. */
function totals(input: Input): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (let id = 0; id < (input.length ?? 0); id += 1) {
    const { key, measure } = input.compute(input.text(id));
    sums.set(key, (sums.get(key) ?? 0) + measure);
  }
  return sums;
}

describe('the data sets that ship', () => {
  test('flights are the 20,000 with airports', async () => {
    const input = await open('flights');
    expect(input.title).toBe('flights-20k (20,000 flights, 1.8 MB)');
    expect(input.aggregate).toBe('minutes of delay by origin airport');
    expect(input.text(0)).toBe(
      '{"date":"2001/01/01 00:47","delay":66,"distance":1750,"origin":"DTW","destination":"LAS"}'
    );
    expect(input.compute(input.text(0))).toEqual({
      key: 'DTW',
      measure: 66,
      row: '{"date":"2001/01/01 00:47","origin":"DTW","destination":"LAS","distance":1750,"delay":66,"late":true}'
    });
    expect(input.text(20_001)).toBe(input.text(1));
    expect(totals(input).size).toBe(220);
  });

  test('flights-200k are 200,000 in eleven distance bands, kept as bytes', async () => {
    const input = await open('flights-200k');
    expect(input.length).toBe(200_000);
    const sums = totals(input);
    expect(sums.size).toBe(11);
    expect([...sums.keys()]).toContain('1,250–1,499 miles');
  });

  test.each([
    ['birdstrikes', 'birdstrikes (10,000 bird strikes, 1.2 MB)', 7, 40_545_276],
    ['seattle-weather', 'seattle-weather (1,461 days, 48 kB)', 5, 4_426]
  ])('%s: key and measure make sense', async (name, title, keys, total) => {
    const input = await open(name);
    expect(input.title).toBe(title);
    const sums = totals(input);
    expect(sums.size).toBe(keys);
    expect([...sums.values()].reduce((sum, value) => sum + value, 0)).toBeCloseTo(total, 0);
  });

  test('opened twice, the same texts', async () => {
    const [one, two] = [await open('flights'), await open('flights-20k')];
    expect(Array.from({ length: 100 }, (_, id) => one.text(id * 211))).toEqual(
      Array.from({ length: 100 }, (_, id) => two.text(id * 211))
    );
  });

  test('an unknown name is answered with those there are', async () => {
    for (const name of ['flight', 'constructor']) {
      await expect(open(name)).rejects.toMatchObject({
        code: 'no such data set',
        message: expect.stringContaining(Object.keys(datasets).join(', '))
      });
    }
  });

  test('a data set that did not come along says where it was looked for', async () => {
    await withFolder({}, async folder => {
      await expect(
        openInput({ from: 'dataset', dataset: 'flights' }, { baseFolder: '.', dataFolders: [folder] })
      ).rejects.toMatchObject({ code: 'not found', message: expect.stringContaining(folder) });
    });
  });
});

test.each([
  [0, 'under 250 miles'],
  [249, 'under 250 miles'],
  [250, '250–499 miles'],
  [1000, '1,000–1,249 miles'],
  [2499, '2,250–2,499 miles'],
  [2500, '2,500 miles and more'],
  [4962, '2,500 miles and more']
])('%d miles: %s', (miles, band) => {
  expect(distanceBand(miles)).toBe(band);
});

describe('the folders data sets are looked for in', () => {
  test('the nearest package above the module; only those there are', async () => {
    await withFolder({}, async folder => {
      const chunk = pathToFileURL(join(folder, 'lab', 'kernelspec', 'chunks', 'input.mjs')).href;
      expect(dataFolders(chunk)).toEqual([]);
      const near = join(folder, 'lab', 'kernelspec', 'node_modules', 'vega-datasets', 'data');
      const far = join(folder, 'node_modules', 'vega-datasets', 'data');
      await mkdir(far, { recursive: true });
      await mkdir(near, { recursive: true });
      expect(dataFolders(chunk)).toEqual([near, far]);
    });
  });
});
