/** Jupyter counts a cursor's place in Unicode code points (protocol 5.2), JavaScript in UTF-16 units; beyond the basic plane they differ. */

/** Code points → UTF-16 units. A place beyond the text is its end: JupyterLab asks for one when it looks up a completion. */
export function toUtf16(text: string, codePoints: number): number {
  let units = 0;
  let points = 0;
  for (const point of text) {
    if (points >= codePoints) break;
    units += point.length;
    points += 1;
  }
  return units;
}

/** UTF-16 units → code points. A place within a pair counts as before it, one beyond the text as its end. */
export function toCodePoints(text: string, units: number): number {
  let passed = 0;
  let points = 0;
  for (const point of text) {
    passed += point.length;
    if (passed > units) break;
    points += 1;
  }
  return points;
}
