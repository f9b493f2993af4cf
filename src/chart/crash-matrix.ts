/** Picture 3 for two failures: down the first crash, across the step right after which the second came. */
import type { MapStep } from '../explore/crash-points.js';
import { pageConfiguration } from '../guarantee/page.js';
import { count, counted } from '../guarantee/words.js';
import { countsWords, crashLegend } from './crash-legend.js';
import { gridHead, gridOf, gridSquares, type Grid, type GridSquare } from './crash-grid.js';
import { pairRows, type CrashMatrix, type PairRow, type PairRows } from './crash-pairs.js';
import { breakingIn, crashesIn, together } from './crash-squares.js';
import { crashColumns, mapStepTitle, titleLength } from './crash-steps.js';
import { jobFinding, mapFinePrint } from './crash-words.js';
import type { Words } from './marks.js';
import { lines, words } from './marks.js';
import type { Layer, Picture } from './picture.js';
import { sheet, sheetWidth } from './sheet.js';
import { colour, fade, type } from './tokens.js';
import { plain } from './writing.js';

const headHeight = 26;
const indent = 10;

interface PlacedRow extends PairRow {
  readonly y: number;
}
/** First crashes that struck the same victim, under one heading. */
interface Block {
  readonly victim: string;
  readonly y: number;
  readonly rows: readonly PlacedRow[];
}

export function crashMatrixPicture(matrix: CrashMatrix): Picture {
  const rows = pairRows(matrix.squares);
  const squares = rows.shown.flatMap(row => row.squares);
  const columns = crashColumns(squares.map(({ step }) => step));
  const names = rows.shown.flatMap(({ first }) => crashColumns([first.step]).map(titleLength));
  const grid = gridOf(columns, squares, indent + 8 + Math.max(120, ...names));
  const { blocks, bottom } = placed(rows.shown, grid);
  const legend = crashLegend(squares, bottom + 12, matrix.configuration !== null);
  const finding = jobFinding(`“${matrix.job}”`, matrix.squares, { ...matrix, depth: 2 });
  const text = matrixText(matrix, rows, finding);
  const steps = columns.map(({ step }) => step);
  const spec = sheet({
    crowded: true,
    finding,
    description: text,
    height: bottom + 12 + legend.height,
    layers: [
      ...(rows.shown.length === 0
        ? []
        : gridHead(grid, ['number: pairs tried', 'down: first crash', 'across: second, after'])),
      ...gridSquares(
        grid,
        blocks.flatMap(block => block.rows.flatMap(row => rowSquares(row, steps)))
      ),
      ...blockWords(blocks, grid),
      ...legend.layers
    ],
    finePrint: mapFinePrint(matrix.squares, matrix, leftOut(rows))
  });
  return { spec, text };
}

function placed(rows: readonly PairRow[], grid: Grid) {
  let y = rows.length === 0 ? 0 : grid.head;
  const victims = [...new Set(rows.map(({ first }) => first.victim))];
  const blocks = victims.map((victim): Block => {
    const from = y;
    y += headHeight;
    const of = rows.filter(({ first }) => first.victim === victim).map((row, i) => ({ ...row, y: y + i * grid.row }));
    y += of.length * grid.row + 6;
    return { victim, y: from, rows: of };
  });
  return { blocks, bottom: y };
}

function rowSquares({ squares, y }: PlacedRow, steps: readonly string[]): readonly GridSquare[] {
  return squares.map(square => ({
    counts: square.counts,
    breaking: square.breaking,
    column: steps.indexOf(square.step),
    y
  }));
}

function blockWords(blocks: readonly Block[], grid: Grid): readonly Layer[] {
  return [
    ...words(
      blocks.map(({ victim, y }) => ({ x: 0, y: y + 18, text: `first: ${victim}, right after …` })),
      { bold: true }
    ),
    ...words(
      blocks.flatMap(({ rows }) => rows.flatMap(({ first, y }) => rowName(first.step, y + grid.row / 2 + 4.5))),
      { size: type.small }
    ),
    ...lines(
      blocks.slice(1).map(({ y }) => ({ x: 0, y, x2: sheetWidth, y2: y })),
      {
        stroke: colour.quiet,
        opacity: fade.rule
      }
    )
  ];
}

/** In two lines where the step's title over a column has two. */
function rowName(step: MapStep, middle: number): readonly Words[] {
  const title = crashColumns([step])[0]?.title ?? [];
  return title.map((text, i) => ({ x: indent, y: middle + (i - (title.length - 1) / 2) * 14, text }));
}

function leftOut({ shown, quiet, dropped }: PairRows): readonly string[] {
  const pairs = (rows: readonly PairRow[]) => count(crashesIn(rows.flatMap(({ squares }) => squares)));
  return [
    ...(shown.length === 0
      ? []
      : [
          'Letter: the worst of the pairs there, whomever the second struck. Number: pairs tried. Blank: no such step.'
        ]),
    ...(quiet.length === 0
      ? []
      : [
          `Not drawn: ${counted(quiet.length, 'first crash', 'first crashes')} after which nothing ever happened (${pairs(quiet)} pairs).`
        ]),
    ...(dropped.length === 0
      ? []
      : [
          `No room for ${counted(dropped.length, 'first crash', 'first crashes')} less bad than these (${pairs(dropped)} pairs).`
        ])
  ];
}

function matrixText(matrix: CrashMatrix, { shown }: PairRows, finding: string): string {
  const name = matrix.configuration === null ? 'no row of the page' : pageConfiguration(matrix.configuration).title;
  const broken = breakingIn(matrix.squares);
  const sentences = shown.map(
    ({ first, squares }) =>
      `First ${first.victim} after ${mapStepTitle(first.step)}: ${countsWords(together(squares))}.`
  );
  return plain(
    [`${finding}.`, `${name}: ${count(broken)} pairs break a promise of the page.`, ...sentences].join('\n')
  );
}
