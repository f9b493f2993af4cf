/** The grid that the crash map and its matrix share: slanted titles of steps, heads of groups, squares with a letter and a number. */
import { count } from '../guarantee/words.js';
import type { CrashColumn } from './crash-steps.js';
import { titleLength } from './crash-steps.js';
import type { Square } from './crash-squares.js';
import { crashesIn } from './crash-squares.js';
import { squareLayers } from './crash-square-layers.js';
import { textWidth } from './letter-widths.js';
import type { Words } from './marks.js';
import { lines, words } from './marks.js';
import type { Layer } from './picture.js';
import { sheetWidth } from './sheet.js';
import { colour, line, type } from './tokens.js';

export interface Grid {
  readonly columns: readonly CrashColumn[];
  /** Pixels left of the first column. */
  readonly left: number;
  readonly pitch: number;
  /** Height of a row of squares. */
  readonly row: number;
  /** The letter over the number, where a square is too narrow for both side by side. */
  readonly stacked: boolean;
  /** Pixels of the titles and the heads of groups, above the first row. */
  readonly head: number;
}

/** A square at its place. */
export interface GridSquare extends Square {
  readonly column: number;
  /** Upper edge of its row. */
  readonly y: number;
  /** What is read by whoever points at it: victim, step, counts. */
  readonly hint?: string;
}

const groupsHeight = 22;
const slant = Math.SQRT1_2;
const widest = 46;
const sideBySide = 42;

/** @param left pixels that the rows' names need. */
export function gridOf(columns: readonly CrashColumn[], squares: readonly Square[], left: number): Grid {
  const pitches = columns.map((column, i) => (sheetWidth - left - overhang(column)) / (i + 0.5));
  const pitch = Math.floor(Math.min(widest, (sheetWidth - left) / Math.max(1, columns.length), ...pitches));
  const most = Math.max(0, ...squares.map(square => crashesIn([square])));
  const stacked = pitch < sideBySide || most > 99;
  const tallest = Math.max(0, ...columns.map(column => titleLength(column) * slant + column.title.length * 9));
  return { columns, left, pitch, row: stacked ? 34 : 26, stacked, head: Math.ceil(tallest) + groupsHeight + 6 };
}

/** How far a slanted title reaches to the right of its column's middle. */
function overhang(column: CrashColumn): number {
  return titleLength(column) * slant + column.title.length * 5;
}

/** Titles over the columns, heads over groups of them, and in the corner what rows and columns are. */
export function gridHead(grid: Grid, corner: readonly string[]): readonly Layer[] {
  return [
    ...words(
      grid.columns.flatMap((_, i) => titleWords(grid, i)),
      { size: type.small, angle: 315 }
    ),
    ...groupHeads(grid),
    ...words(
      corner.map((text, i) => ({ x: 0, y: grid.head - 8 - (corner.length - 1 - i) * line.small, text })),
      { size: type.small, muted: true }
    )
  ];
}

/** The lines of a title lie beside each other along the slant, so the second one begins to the right and below. */
function titleWords(grid: Grid, i: number): readonly Words[] {
  const title = grid.columns[i]?.title ?? [];
  const middle = grid.left + (i + 0.5) * grid.pitch + 3 - ((title.length - 1) * 9) / 2;
  const y = grid.head - groupsHeight - 6 - ((title.length - 1) * 9) / 2;
  return title.map((text, k) => ({ x: middle + k * 9, y: y + k * 9, text }));
}

function groupHeads({ columns, left, pitch, head }: Grid): readonly Layer[] {
  const named = columns.flatMap(({ group }, i) =>
    group === '' || columns[i - 1]?.group === group
      ? []
      : [{ group, from: i, until: i + columns.filter(column => column.group === group).length }]
  );
  const x = (column: number) => left + column * pitch;
  return [
    ...words(
      named.map(({ group, from, until }) => ({ x: (x(from) + x(until)) / 2, y: head - 10, text: group })),
      { size: type.small, align: 'center' }
    ),
    ...lines(
      named.map(({ from, until }) => ({ x: x(from) + 2, y: head - 4, x2: x(until) - 2, y2: head - 4 })),
      { stroke: colour.quiet, width: 1.5 }
    )
  ];
}

/** All squares of a picture. */
export function gridSquares(grid: Grid, squares: readonly GridSquare[]): readonly Layer[] {
  return squareLayers(
    squares.map(square => ({
      ...square,
      x: grid.left + square.column * grid.pitch + 1.5,
      x2: grid.left + (square.column + 1) * grid.pitch - 1.5,
      y: square.y + 1.5,
      y2: square.y + grid.row - 1.5,
      number: numberOf(crashesIn([square]), grid.pitch - 4)
    })),
    grid.stacked
  );
}

/** `83`, `1,204` where it fits, else `1.2k` or `12k`; nothing for none. */
function numberOf(n: number, room: number): string {
  if (n === 0) return '';
  if (n < 1000) return count(n);
  const ways = [count(n), `${Math.round(n / 100) / 10}k`, `${Math.round(n / 1000)}k`];
  return ways.find(way => textWidth(way, { size: type.small }) <= room) ?? ways[2] ?? '';
}
