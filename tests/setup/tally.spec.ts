import { describe, expect, test } from '@jest/globals';
import { closing, count } from '../../setup/tally.mjs';

describe("a runner's closing lines", () => {
  test('are found among all it printed, without colours', () => {
    const output = 'x\n\u001b[1mTests:       \u001b[22m\u001b[31m1 failed\u001b[39m, 5 total\r\nTime: 3 s\n';
    expect(closing(output, /^Tests: .*/gm)).toEqual(['Tests:       1 failed, 5 total']);
  });

  test.each([
    ['Tests:       1 failed, 2 skipped, 3 todo, 5 passed, 11 total', 1, { passed: 5, failed: 1, skipped: 5 }],
    ['Test Suites: 7 passed, 7 total', 1, { passed: 0, failed: 1, skipped: 0 }],
    ['===== 1 failed, 15 passed, 2 errors in 8.10s =====', 1, { passed: 15, failed: 3, skipped: 0 }],
    ['==== 15 passed, 1 skipped in 8.10s ====', 0, { passed: 15, failed: 0, skipped: 1 }],
    ['1 failed', 1, { passed: 0, failed: 1, skipped: 0 }],
    ['2 did not run', 1, { passed: 0, failed: 2, skipped: 0 }],
    ['3 passed (23.1s)', 0, { passed: 3, failed: 0, skipped: 0 }]
  ])('are added up: %s', (line, status, sum) => {
    expect(count([line], status, true)).toEqual(sum);
  });
});

describe('a stage fails', () => {
  test('where its runner failed, whatever it counted', () => {
    expect(count(['Tests: 5 passed, 5 total'], 1, true)).toEqual({ passed: 5, failed: 1, skipped: 0 });
  });

  test('where its runner ran no test', () => {
    expect(count([], 0, true)).toEqual({ passed: 0, failed: 1, skipped: 0 });
    expect(count(['=== 3 skipped in 0.1s ==='], 0, true)).toEqual({ passed: 0, failed: 1, skipped: 3 });
  });

  test('where it does not count, by its exit status', () => {
    expect(count([], 0, false)).toEqual({ passed: 1, failed: 0, skipped: 0 });
    expect(count([], 2, false)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});
