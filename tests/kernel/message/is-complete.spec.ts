import { describe, expect, test } from '@jest/globals';
import { bench } from '../bench.js';

describe('is_complete', () => {
  test.each([
    ['print a', { status: 'complete' }],
    ['print a\\', { status: 'incomplete', indent: '  ' }],
    ['what', { status: 'invalid' }]
  ])('%j', async (code, reply) => {
    expect(await bench().ask('is_complete_request', { code })).toEqual(reply);
  });
});
