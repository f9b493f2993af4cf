import { expect, test } from '@jest/globals';
import { Presses, togetherMs } from '../../src/session/presses.js';

test('of presses of one button that come together the first acts, and later ones act again', () => {
  let nowMs = 5;
  const presses = new Presses(() => nowMs);
  expect(presses.press('stop clicks', 'ann')).toBe('ann');
  nowMs += togetherMs - 1;
  expect(presses.press('stop clicks', 'bob')).toBe('ann');
  nowMs += 1;
  expect(presses.press('stop clicks', 'bob')).toBe('bob');
});

test('each button has presses of its own', () => {
  const presses = new Presses(() => 0);
  expect(presses.press('stop clicks', 'ann')).toBe('ann');
  expect(presses.press('stop views', 'bob')).toBe('bob');
});
