/** Picture 1: the page's table, each square with what the page says, what was measured, and the verdict. */
import { grouped } from '../explore/grouped.js';
import type { TableResult, TableRowResult } from '../terms/result.js';
import { whatHappened } from './failure-words.js';
import { squareOf } from './guarantee-square.js';
import type { Square } from './guarantee-square.js';
import { tableFinding, tableFinePrint } from './guarantee-words.js';
import { guaranteeText } from './guarantee-rows.js';
import { hatch } from './hatch.js';
import type { Box, Words } from './marks.js';
import { boxes, lines, words } from './marks.js';
import type { Layer, Picture } from './picture.js';
import { sheet, sheetWidth } from './sheet.js';
import { colour, fade, type } from './tokens.js';
import { verdictMarks } from './verdict-mark.js';

const nameWidth = 180;
const squareWidth = (sheetWidth - nameWidth) / 2;
const rowHeight = 72;
/** Baselines in a row, from its upper edge, and what a row with a differing prediction grows by. */
const baseline = { first: 20, second: 39, third: 60, extra: 19 } as const;
const headHeight = 28;
const semanticsHeadHeight = 44;
const labelAt = 10;
const valueAt = labelAt + 68;

type PlacedSquare = Square & Box;

interface Row {
  readonly number: string;
  readonly name: string;
  /** The name's second line. */
  readonly more: string;
  readonly y: number;
  readonly height: number;
  readonly squares: readonly PlacedSquare[];
}

export function guaranteeTable(result: TableResult): Picture {
  const { rows, bottom, semanticsHeadAt } = placed(result);
  const finding = tableFinding(result);
  const text = guaranteeText(result, finding);
  const spec = sheet({
    finding,
    description: text,
    height: bottom,
    layers: [
      ...rules(rows, bottom),
      ...frames(rows),
      ...heads(semanticsHeadAt),
      ...names(rows),
      ...contents(rows.flatMap(row => row.squares))
    ],
    finePrint: tableFinePrint(result)
  });
  return { spec, text };
}

/** Rows from top to bottom: the twelve cells two by two, then, under a head of their own, the semantics rows. */
function placed(result: TableResult): { rows: readonly Row[]; bottom: number; semanticsHeadAt: number | null } {
  const rows: Row[] = [];
  let y = headHeight;
  let semanticsHeadAt: number | null = null;
  for (const cells of rowsOf(result.rows)) {
    const isSemantics = cells[0]?.cell === 'semantics';
    if (isSemantics && semanticsHeadAt === null) {
      semanticsHeadAt = y;
      y += semanticsHeadHeight;
    }
    const squares = cells.map(squareOf);
    const height = rowHeight + (squares.some(square => square.predicted !== null) ? baseline.extra : 0);
    const [name, more] = twoLines(cells[0]);
    const number = isSemantics ? '' : String(rows.length + 1);
    const box = (square: Square): PlacedSquare => {
      const x = nameWidth + (square.cell === 'driver failure' ? squareWidth : 0);
      return { ...square, x, x2: square.cell === 'executor failure' ? x + squareWidth : sheetWidth, y, y2: y + height };
    };
    rows.push({ number, name, more, y, height, squares: squares.map(box) });
    y += height;
  }
  return { rows, bottom: y, semanticsHeadAt };
}

/** Cells of one row of the page stand together; a semantics row is a row by itself. */
function rowsOf(cells: readonly TableRowResult[]): readonly (readonly TableRowResult[])[] {
  const keyed = cells.map((cell, i) => ({ cell, key: cell.cell === 'semantics' ? `semantics ${i}` : cell.row }));
  return [...grouped(keyed, ({ key }) => key).values()].map(group => group.map(({ cell }) => cell));
}

function twoLines(cell: TableRowResult | undefined): readonly [string, string] {
  if (cell === undefined) return ['', ''];
  const struck = cell.failures[0];
  if (cell.cell === 'semantics') return [cell.row, struck === undefined ? 'undisturbed' : whatHappened(struck)];
  const comma = cell.row.indexOf(', ');
  return comma < 0 ? [cell.row, ''] : [cell.row.slice(0, comma + 1), cell.row.slice(comma + 2)];
}

function rules(rows: readonly Row[], bottom: number): readonly Layer[] {
  const at = [...rows.map(row => row.y), bottom];
  return lines(
    at.map(y => ({ x: 0, y, x2: sheetWidth, y2: y })),
    { stroke: colour.quiet, opacity: fade.rule }
  );
}

function frames(rows: readonly Row[]): readonly Layer[] {
  const squares = rows.flatMap(row => row.squares);
  const box = ({ x, y, x2, y2 }: Box): Box => ({ x, y, x2, y2 });
  const unexercised = squares.filter(square => square.verdict === 'not exercised').map(box);
  const broken = squares.filter(square => square.verdict === 'contradicts').map(box);
  return [
    ...lines(
      unexercised.flatMap(square => hatch(square, 9)),
      { stroke: colour.quiet, opacity: fade.faintHatch, width: 1.2 }
    ),
    ...boxes(unexercised, { stroke: colour.quiet, strokeWidth: 2, dash: [6, 4] }),
    ...boxes(broken, { fill: colour.breaks, fillOpacity: fade.tint, stroke: colour.breaks, strokeWidth: 2.5 })
  ];
}

function heads(semanticsHeadAt: number | null): readonly Layer[] {
  const x = nameWidth + labelAt;
  const semantics =
    semanticsHeadAt === null ? [] : [{ x, y: semanticsHeadAt + 33, text: 'How often a record is processed' }];
  return words(
    [
      { x, y: headHeight - 9, text: 'An executor fails' },
      { x: x + squareWidth, y: headHeight - 9, text: 'The driver fails' },
      ...semantics
    ],
    { size: type.head, bold: true }
  );
}

function names(rows: readonly Row[]): readonly Layer[] {
  const indent = rows.some(row => row.number !== '') ? 15 : 0;
  return [
    ...words(
      rows.filter(row => row.number !== '').map(row => ({ x: 0, y: row.y + baseline.first, text: row.number })),
      { muted: true }
    ),
    ...words(rows.map(row => ({ x: indent, y: row.y + baseline.first, text: row.name }))),
    ...words(
      rows.filter(row => row.more !== '').map(row => ({ x: indent, y: row.y + baseline.first + 17, text: row.more })),
      { size: type.small }
    )
  ];
}

function contents(squares: readonly PlacedSquare[]): readonly Layer[] {
  const promises = squares.filter(square => square.isPromise);
  const warnings = squares.filter(square => !square.isPromise);
  const surprising = squares.filter(square => square.predicted !== null);
  const third = baseline.second + baseline.extra;
  const label = (y: number, text: string) => ({ x: labelAt, y, text: () => text });
  return [
    ...words(
      [
        ...put(squares, label(baseline.first, 'page')),
        ...put(squares, label(baseline.second, 'measured')),
        ...put(surprising, label(third, 'predicted'))
      ],
      { size: type.small, muted: true }
    ),
    ...words(put(promises, { x: valueAt, y: baseline.first, text: quoted }), { bold: true }),
    ...words(put(warnings, { x: valueAt, y: baseline.first, text: quoted })),
    ...words(put(squares, { x: valueAt, y: baseline.second, text: square => square.measured })),
    ...words(put(surprising, { x: valueAt, y: third, text: square => square.predicted ?? '' })),
    ...verdictMarks(
      squares.map(({ x, y, verdict, note, predicted }) => ({
        x: x + labelAt,
        y: y + baseline.third + (predicted === null ? 0 : baseline.extra),
        verdict,
        note,
        noteSize: type.small
      }))
    )
  ];
}

/** The same word or figure in many squares, at one place of each. */
interface Put {
  readonly x: number;
  readonly y: number;
  readonly text: (square: Square) => string;
}

function put(squares: readonly PlacedSquare[], { x, y, text }: Put): readonly Words[] {
  return squares.map(square => ({ x: square.x + x, y: square.y + y, text: text(square) }));
}

function quoted(square: Square): string {
  return `“${square.page}”`;
}
