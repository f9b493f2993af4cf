import { describe, expect, test } from '@jest/globals';
import { examples, verdictExample } from './results-page.js';
import { wrongIn, wrongOrUndescribedIn } from './result-schema.js';

describe('the schema of results', () => {
  test.each(examples)('takes the example of kind $kind, and describes every key of it', example => {
    expect(wrongIn(example)).toEqual([]);
    expect(wrongOrUndescribedIn(example)).toEqual([]);
  });

  test('welcomes an addition, and a closed reading finds it', () => {
    const addition = { ...verdictExample, colour: 'blue' };
    expect(wrongIn(addition)).toEqual([]);
    expect(wrongOrUndescribedIn(addition)).not.toEqual([]);
  });

  test.each([
    ['another schema', { schema: 'spillway/2' }],
    ['a kind that there is not', { kind: 'opinion' }],
    ['a word that is no verdict', { verdict: 'fine' }],
    ['a configuration that is no row', { configuration: 'kafka' }],
    ['a negative count', { receipt: { distinct: -1, lost: 0, duplicated: 0, extra: 0 } }],
    ['a cause that there is not', { causes: { lost: {}, receipt: { gremlins: 6 }, output: {} } }],
    ['a place that there is not', { causes: { lost: { elsewhere: 1 }, receipt: {}, output: {} } }],
    [
      'a failure of two kinds',
      { failures: [{ kill: 'driver', drop: 'acknowledgement', fired: false, atMs: null, stake: null }] }
    ],
    ['a failure that does not say whether it fired', { failures: [{ kill: 'driver', atMs: null, stake: null }] }],
    ['no promises', { promises: undefined }]
  ])('refuses %s', (_, change) => {
    expect(wrongIn({ ...verdictExample, ...change })).not.toEqual([]);
  });
});
