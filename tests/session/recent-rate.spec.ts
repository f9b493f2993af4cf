import { expect, test } from '@jest/globals';
import { RecentRate } from '../../src/session/recent-rate.js';

test('a rate is that of the last two seconds', () => {
  const rate = new RecentRate();
  expect(rate.see(0, 0)).toBeNull();
  expect(rate.see(1000, 100)).toBe(100);
  expect(rate.see(2000, 200)).toBe(100);
  expect(rate.see(4000, 1200)).toBe(500);
});

test('where the clock stands, the rate stays', () => {
  const rate = new RecentRate();
  rate.see(0, 0);
  rate.see(1000, 100);
  expect(rate.see(1000, 100)).toBe(100);
});
