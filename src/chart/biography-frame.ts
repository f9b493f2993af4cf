/** The grid of a biography: times at the left, lifelines, sentences at the right. */
import type { LaneKind, Life } from './life.js';
import { sheetWidth } from './sheet.js';
import { type } from './tokens.js';
import { wrap } from './wrap.js';

const timeWidth = 66;
const wordsLeast = 196;
const widestPitch = 78;
const headHeight = 52;
const rowLeast = 32;
const firstBaseline = 4.5;
export const lineHeight = 15;

export interface BiographyFrame {
  readonly pitch: number;
  readonly wordsAt: number;
  /** Lines of each row's sentence. */
  readonly sentences: readonly (readonly string[])[];
  /** Of a row, also of a half one. */
  readonly y: (row: number) => number;
  readonly x: (lane: number) => number;
  readonly top: number;
  readonly bottom: number;
  readonly baseline: number;
}

export function frameOf({ lanes, rows }: Life): BiographyFrame {
  const pitch = Math.min(widestPitch, Math.floor((sheetWidth - timeWidth - wordsLeast) / Math.max(1, lanes.length)));
  const wordsAt = timeWidth + pitch * lanes.length + 12;
  const sentences = rows.map(({ text }) =>
    wrap(text, { width: sheetWidth - wordsAt, face: { size: type.small, bold: true } })
  );
  const ys: number[] = [];
  let y = headHeight + 14;
  for (const [i] of rows.entries()) {
    ys.push(y);
    y += Math.max(rowLeast, (sentences[i]?.length ?? 1) * lineHeight + 10);
  }
  const at = (row: number): number => {
    const below = Math.max(0, Math.min(ys.length - 1, Math.floor(row)));
    const from = ys[below] ?? headHeight;
    const next = ys[below + 1] ?? from + rowLeast;
    return Math.max(headHeight, from + (row - below) * (next - from));
  };
  return {
    pitch,
    wordsAt,
    sentences,
    y: at,
    x: lane => timeWidth + (lane + 0.5) * pitch,
    top: headHeight,
    bottom: at(rows.length - 0.4),
    baseline: firstBaseline
  };
}

export const laneTitles: Readonly<Record<LaneKind, readonly string[]>> = {
  source: ['source'],
  receiver: ['receiver’s', 'executor'],
  replica: ['replica’s', 'executor'],
  task: ['task’s', 'executor'],
  log: ['log', '(durable)'],
  driver: ['driver'],
  sink: ['sink']
};
