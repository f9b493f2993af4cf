/** The crash map and its matrix as tables: how many crashes of whom came to what. */
import type { Letter } from '../explore/point-outcome.js';
import { count, counted } from '../guarantee/words.js';
import { pairRows, type CrashMatrix } from './crash-pairs.js';
import type { CrashMap, Square } from './crash-squares.js';
import { breakingIn, crashesIn, together, victims } from './crash-squares.js';
import { mapStepTitle } from './crash-steps.js';
import { mapFinePrint } from './crash-words.js';
import type { Column, Table } from './table.js';

const numbers: readonly (readonly [head: string, of: (square: Square) => number])[] = [
  ['tried', square => crashesIn([square])],
  ['lost', counting('L', 'B')],
  ['processed twice', counting('D', 'B')],
  ['twice in the sink only', counting('d')],
  ['stopped or aborted', counting('S', 'A')],
  ['none of these', counting('·')],
  ['no end', counting('?')],
  ['break a promise', square => breakingIn([square])]
];

function counting(...letters: readonly Letter[]): (square: Square) => number {
  return square => crashesIn([square], letters);
}

/** One row for each job and each who was struck. The picture says it too, so it is folded. */
export function crashMapTable(map: CrashMap): Table {
  const squares = map.rows.flatMap(row => row.squares);
  const isOne = map.rows.length === 1;
  const rows = map.rows.flatMap(({ job, squares: of }) =>
    victims.flatMap(victim => {
      const struck = of.filter(square => square.victim === victim);
      return struck.length === 0 ? [] : [{ names: [...(isOne ? [] : [job]), victim], square: together(struck) }];
    })
  );
  return {
    title: `${counted(crashesIn(squares), 'crash', 'crashes')}, by who was struck`,
    isFolded: true,
    ...numbered([...(isOne ? [] : ['job']), 'struck'], rows),
    notes: mapFinePrint(squares, map, ['A crash that lost and doubled records counts under both.']),
    next: null
  };
}

/** One row for each first crash, those without an effect too. The picture says most of it, so it is folded. */
export function crashMatrixTable(matrix: CrashMatrix): Table {
  const { shown, dropped, quiet } = pairRows(matrix.squares);
  const rows = [...shown, ...dropped, ...quiet].map(({ first, squares }) => ({
    names: [first.victim, mapStepTitle(first.step)],
    square: together(squares)
  }));
  return {
    title: `${counted(crashesIn(matrix.squares), 'pair')} of crashes, by the first of them`,
    isFolded: true,
    ...numbered(['first struck', 'right after'], rows),
    notes: mapFinePrint(matrix.squares, matrix, []),
    next: null
  };
}

interface NumberedRow {
  readonly names: readonly string[];
  readonly square: Square;
}

/** Columns that are zero throughout say nothing, but for those of what was lost and what breaks a promise. */
function numbered(heads: readonly string[], rows: readonly NumberedRow[]): Pick<Table, 'columns' | 'rows'> {
  const always = ['tried', 'lost', 'processed twice', 'break a promise'];
  const kept = numbers.filter(([head, of]) => always.includes(head) || rows.some(({ square }) => of(square) > 0));
  const columns: readonly Column[] = [
    ...heads.map(head => ({ head })),
    ...kept.map(([head]) => ({ head, align: 'right' as const }))
  ];
  return { columns, rows: rows.map(({ names, square }) => [...names, ...kept.map(([, of]) => count(of(square)))]) };
}
