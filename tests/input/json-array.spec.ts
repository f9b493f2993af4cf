import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Breath } from '../../src/input/breath.js';
import { arrayElementSlices } from '../../src/input/json-array.js';

async function elementsOf(text: string): Promise<readonly string[]> {
  const slices = await arrayElementSlices(Buffer.from(text), 0, new Breath(undefined));
  return Array.from({ length: slices.count }, (_, index) => slices.text(index));
}

describe('splitting a JSON array into its objects', () => {
  test('equals parsing it whole, whatever the objects hold and however it is indented', async () => {
    const object = fc.dictionary(fc.string(), fc.jsonValue());
    await fc.assert(
      fc.asyncProperty(fc.array(object), fc.constantFrom(0, 2), async (objects, indent) => {
        const text = JSON.stringify(objects, null, indent);
        const parsed = (await elementsOf(text)).map((element): unknown => JSON.parse(element));
        expect(parsed).toEqual(JSON.parse(text));
      })
    );
  });

  test('braces and quotes inside strings do not end an object', async () => {
    expect(await elementsOf('[{"a":"}],{\\"\\\\"},{"b":[{}]}]')).toEqual(['{"a":"}],{\\"\\\\"}', '{"b":[{}]}']);
  });

  test.each(['[{"a":1},{"b":', '[{"a":1}', '[{"a":"never closed'])('%s: cut off', async text => {
    await expect(elementsOf(text)).rejects.toMatchObject({ code: 'array not closed' });
  });

  test('an element that is no object is named with its line and its place', async () => {
    await expect(elementsOf('[\n{"a":1},\n7]')).rejects.toMatchObject({
      code: 'no record',
      message: expect.stringContaining('line 3: element 2 of the array is not an object')
    });
  });
});
