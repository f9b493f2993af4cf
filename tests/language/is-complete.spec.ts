import { describe, expect, test } from '@jest/globals';
import { completeness } from '../../src/language/is-complete.js';

describe('is it complete', () => {
  test.each([
    ['job: clicks\nconfiguration: reliable-wal\n\n', 'complete'],
    ['chart: clicks\n', 'complete'],
    ['job: clicks\nsource: {dataset: flights', 'incomplete'],
    ['job: clicks\nsource:\n', 'incomplete'],
    ['failures:\n  - {kill: driver}\njob: a\n\n', 'complete'],
    ['job: clicks\nfailures:', 'incomplete'],
    ['job', 'incomplete'],
    ['job: clicks\n\tsource: x', 'invalid'],
    ['', 'complete']
  ])('%j is %s', (text, status) => {
    expect(completeness(text).status).toBe(status);
  });
  test('what belongs under a key is indented', () => {
    expect(completeness('job: clicks\nsource:').indent).toBe('  ');
  });
});
