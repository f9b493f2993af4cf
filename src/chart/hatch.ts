/** Vega has no patterns, so hatching is a family of slanted lines, each cut to its box. */
import type { Box, Line } from './marks.js';

/** Lines at 45°, `apart` pixels from each other along the box's upper edge. */
export function hatch(box: Box, apart: number): readonly Line[] {
  const width = box.x2 - box.x;
  const height = box.y2 - box.y;
  const strokes: Line[] = [];
  for (let k = apart - 1; k < width + height; k += apart) {
    const right = Math.min(width, k);
    const left = Math.max(0, k - height);
    strokes.push({ x: box.x + left, y: box.y + (k - left), x2: box.x + right, y2: box.y + (k - right) });
  }
  return strokes;
}
