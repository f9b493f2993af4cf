/** The grid of a run's picture: names at the left, time in the middle, tallies at the right. */
import { sheetWidth } from './sheet.js';
import type { Window } from './run-window.js';

const nameWidth = 174;
const tallyWidth = 160;
const gap = 12;

export const frame = {
  left: nameWidth,
  right: sheetWidth - tallyWidth,
  tallyAt: sheetWidth - tallyWidth + gap,
  tallyWidth: tallyWidth - gap,
  nameWidth: nameWidth - 8
} as const;

/** Where a moment stands, in pixels; times outside the window stand at its edge. */
export function xOf(window: Window, ms: number): number {
  const share = (ms - window.fromMs) / (window.untilMs - window.fromMs);
  return frame.left + Math.min(1, Math.max(0, share)) * (frame.right - frame.left);
}
