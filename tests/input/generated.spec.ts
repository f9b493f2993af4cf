import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { generatedInput } from '../../src/input/generated.js';
import { openInput } from '../../src/input/open-input.js';

describe('generated records', () => {
  test('a record is a function of seed and id, asked for in any order', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (seed, id) => {
        const input = generatedInput(seed);
        const first = input.text(id);
        input.text(id + 1);
        expect(input.text(id)).toBe(first);
        expect(generatedInput(seed).text(id)).toBe(first);
      })
    );
  });

  test('they are endless, all different, and spread over every page', () => {
    const input = generatedInput(1);
    expect(input.length).toBeNull();
    const records = Array.from({ length: 6000 }, (_, id) => input.text(id));
    expect(new Set(records).size).toBe(6000);
    const pages = records.map(text => input.compute(text).key);
    for (const page of new Set(pages)) expect(pages.filter(each => each === page).length).toBeGreaterThan(800);
    expect(new Set(pages).size).toBe(6);
  });

  test('another seed gives other records', async () => {
    const places = { baseFolder: '.', dataFolders: [] };
    const one = await openInput({ from: 'generated' }, { ...places, seed: 1 });
    const two = await openInput({ from: 'generated' }, { ...places, seed: 2 });
    expect(one.text(0)).not.toBe(two.text(0));
  });

  test('the measure is the seconds, the key the page', () => {
    const { compute } = generatedInput(1);
    expect(compute('{"click":3,"user":"user-9","page":"help","seconds":61}')).toEqual({
      key: 'help',
      measure: 61,
      row: '{"click":3,"user":"user-9","page":"help","seconds":61,"long":true}'
    });
  });
});
