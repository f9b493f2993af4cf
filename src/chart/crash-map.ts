/** Picture 3: every crash of one job or of several; across the steps after which it came, down who was struck, in the square what came of it. */
import { pageConfiguration } from '../guarantee/page.js';
import { counted } from '../guarantee/words.js';
import type { Struck } from '../explore/crash.js';
import { countsWords, crashLegend } from './crash-legend.js';
import { gridHead, gridOf, gridSquares, type GridSquare } from './crash-grid.js';
import { crashColumns, mapStepTitle } from './crash-steps.js';
import type { CrashMap, CrashRows } from './crash-squares.js';
import { breakingIn, crashesIn, together, victims } from './crash-squares.js';
import { brokenWords, mapFinding, mapFinePrint } from './crash-words.js';
import { textWidth } from './letter-widths.js';
import { lines, words } from './marks.js';
import type { Layer, Picture } from './picture.js';
import { sheet, sheetWidth } from './sheet.js';
import { colour, fade, type } from './tokens.js';
import { verdictMarks } from './verdict-mark.js';
import { outOf, plain } from './writing.js';

const headHeight = 26;
const markHeight = 26;
const indent = 10;

interface Part {
  readonly rows: CrashRows;
  readonly y: number;
  readonly victims: readonly { readonly victim: Struck; readonly y: number }[];
}

export function crashMapPicture(map: CrashMap): Picture {
  const squares = map.rows.flatMap(row => row.squares);
  const columns = crashColumns(squares.map(({ step }) => step));
  const names = victims.filter(victim => squares.some(square => square.victim === victim));
  const grid = gridOf(columns, squares, indent + 8 + Math.max(104, ...names.map(nameWidth)));
  const { parts, bottom } = placed(map.rows, grid.head, grid.row);
  const promised = map.rows.some(({ configuration }) => configuration !== null);
  const legend = crashLegend(squares, bottom + 12, promised);
  const finding = mapFinding(map);
  const drawn = parts.flatMap(part =>
    partSquares(
      part,
      columns.map(({ step }) => step)
    )
  );
  const text = mapText(map, finding);
  const spec = sheet({
    crowded: true,
    finding,
    description: text,
    height: bottom + 12 + legend.height,
    layers: [
      ...gridHead(grid, ['number: crashes tried', 'down: who was struck', 'across: right after']),
      ...gridSquares(grid, drawn),
      ...partWords(parts, grid.row),
      ...lines(parts.map(({ y }) => ({ x: 0, y, x2: sheetWidth, y2: y })).slice(1), {
        stroke: colour.quiet,
        opacity: fade.rule
      }),
      ...legend.layers
    ],
    finePrint: mapFinePrint(squares, map, [
      'Letter: the worst that came of the crashes there. Number: crashes tried, not records. Blank: no such step.'
    ])
  });
  return { spec, text };
}

function nameWidth(victim: Struck): number {
  return textWidth(victim, { size: type.small });
}

function placed(rows: readonly CrashRows[], top: number, rowHeight: number) {
  let y = top;
  const parts = rows.map((each): Part => {
    const from = y;
    const present = victims.filter(victim => each.squares.some(square => square.victim === victim));
    y += headHeight + (breakingIn(each.squares) === 0 ? 0 : markHeight);
    const lanes = present.map((victim, i) => ({ victim, y: y + i * rowHeight }));
    y += present.length * rowHeight + 6;
    return { rows: each, y: from, victims: lanes };
  });
  return { parts, bottom: y };
}

function partSquares({ rows, victims: lanes }: Part, steps: readonly string[]): readonly GridSquare[] {
  return lanes.flatMap(({ victim, y }) =>
    rows.squares
      .filter(square => square.victim === victim)
      .map(square => ({
        counts: square.counts,
        breaking: square.breaking,
        column: steps.indexOf(square.step),
        y,
        hint: `${rows.job}: ${victim} right after ${mapStepTitle(square.step)}: ${countsWords(square)}`
      }))
  );
}

function partWords(parts: readonly Part[], rowHeight: number): readonly Layer[] {
  const at = parts.map(part => ({ part, y: part.y + 18 }));
  const broken = at.filter(({ part }) => breakingIn(part.rows.squares) > 0);
  return [
    ...words(
      at.map(({ part, y }) => ({ x: 0, y, text: titleOf(part.rows) })),
      { bold: true }
    ),
    ...words(
      at.map(({ part, y }) => ({ x: sheetWidth, y, text: promiseOf(part.rows) })),
      { size: type.small, align: 'right' }
    ),
    ...verdictMarks(
      broken.map(({ part: { rows }, y }) => ({
        x: indent,
        y: y + markHeight,
        verdict: 'contradicts',
        note: `at ${outOf(breakingIn(rows.squares), crashesIn(rows.squares))} crashes: ${brokenWords(rows.squares)}`
      }))
    ),
    ...words(
      parts.flatMap(part =>
        part.victims.map(({ victim, y }) => ({ x: indent, y: y + rowHeight / 2 + 4.5, text: victim }))
      ),
      { size: type.small }
    )
  ];
}

function titleOf({ job, configuration }: CrashRows): string {
  return configuration === null ? job : pageConfiguration(configuration).title;
}

/** What the page says of the two failures. */
function promiseOf({ configuration }: CrashRows): string {
  if (configuration === null) return 'no row of the page';
  const { promises } = pageConfiguration(configuration);
  return `page: executor “${promises['executor failure'].promise}”, driver “${promises['driver failure'].promise}”`;
}

/** The finding, then a sentence a job. */
function mapText(map: CrashMap, finding: string): string {
  const sentences = map.rows.map(row => {
    const broken = breakingIn(row.squares);
    const breaks =
      broken === 0
        ? ''
        : ` ${counted(broken, 'crash', 'crashes')} among them ${broken === 1 ? 'breaks' : 'break'} a promise.`;
    return `${titleOf(row)} (${promiseOf(row)}): ${countsWords(together(row.squares))}.${breaks}`;
  });
  return plain([`${finding}.`, ...sentences].join('\n'));
}
