/** The rows on top of a run's picture: each failure with its line through all lanes, its outage hatched, and how it ended. */
import type { FailureResult } from '../terms/result.js';
import { endWords, whatHappened, whenWords } from './failure-words.js';
import { hatch } from './hatch.js';
import { inkLines, lines, signs, words } from './marks.js';
import type { Layer } from './picture.js';
import { frame, xOf } from './run-frame.js';
import type { FailureOutages } from './run-outages.js';
import type { Window } from './run-window.js';
import { sign } from './signs.js';
import { colour, fade, line, type } from './tokens.js';
import { wrap } from './wrap.js';

export interface FailureRow {
  readonly failure: FailureResult;
  readonly outages: FailureOutages | null;
  readonly y: number;
  readonly height: number;
  readonly what: readonly string[];
  readonly when: readonly string[];
  /** Where its line stands; null: it did not fire. */
  readonly x: number | null;
}

/** More rows than this would push the lanes out of sight. */
const rowsMax = 6;
const rowHeight = 46;

export function failureRows(
  failures: readonly FailureResult[],
  outages: readonly FailureOutages[],
  window: Window
): readonly FailureRow[] {
  let y = 0;
  return failures.slice(0, rowsMax).map((failure, i) => {
    const when = wrap(whenWords(failure), { width: frame.nameWidth, face: { size: type.small } });
    const what = wrap(whatHappened(failure), { width: frame.nameWidth, face: { size: type.body, bold: true } });
    const height = rowHeight + (what.length - 1) * line.small + Math.max(0, when.length - 1) * line.small;
    const x = failure.atMs === null ? null : xOf(window, failure.atMs);
    const row = { failure, outages: outages[i] ?? null, y, height, what, when, x };
    y += height;
    return row;
  });
}

/** How many failures found no row. */
export function failuresLeftOut(failures: readonly FailureResult[]): number {
  return Math.max(0, failures.length - rowsMax);
}

export function failureLayers(rows: readonly FailureRow[], window: Window, bottom: number): readonly Layer[] {
  const struck = rows.flatMap(row => (row.failure.atMs === null ? [] : [{ ...row, x: xOf(window, row.failure.atMs) }]));
  return [
    ...lines(
      rows.flatMap(row => hatchOf(row, window)),
      { stroke: colour.quiet, opacity: fade.hatch }
    ),
    ...inkLines(struck.map(({ x, y }) => ({ x: x - 1, x2: x + 1, y: y + 8, y2: bottom }))),
    ...signs(
      struck.map(({ x, y }) => ({ x: x + boltAt(x), y: y + 22 })),
      { shape: sign.bolt, size: 520, colour: colour.quiet }
    ),
    ...words(
      rows.flatMap(({ y, what }) => what.map((text, i) => ({ x: 0, y: y + 19 + i * line.small, text }))),
      { bold: true }
    ),
    ...words(
      rows.flatMap(({ y, what, when }) =>
        when.map((text, i) => ({ x: 0, y: y + 18 + (what.length + i) * line.small, text }))
      ),
      { size: type.small, muted: true }
    ),
    ...words(
      rows
        .filter(({ failure }) => endWords(failure) !== '')
        .map(({ y, failure }) => ({ x: frame.tallyAt, y: y + 26, text: endWords(failure) }))
    )
  ];
}

/** The bolt stands left of its line, where there is room. */
function boltAt(x: number): number {
  return x - 20 < frame.left ? 11 : -11;
}

function hatchOf(row: FailureRow, window: Window) {
  const outage = row.outages?.struck ?? null;
  if (outage === null) return [];
  const from = xOf(window, outage.fromMs);
  const x = from + Math.max(0, boltAt(from) * 2);
  const x2 = xOf(window, outage.untilMs ?? window.untilMs);
  return x2 <= x ? [] : hatch({ x, x2, y: row.y + 10, y2: row.y + 32 }, 7);
}
