/** What letters, colours and frames of a crash map mean: only those that occur. */
import type { Letter } from '../explore/point-outcome.js';
import { count } from '../guarantee/words.js';
import { textWidth } from './letter-widths.js';
import { lookBoxes, lookOf, type Look } from './crash-square-layers.js';
import type { Square } from './crash-squares.js';
import { crashesIn, shownOf } from './crash-squares.js';
import { words } from './marks.js';
import type { Layer } from './picture.js';
import { sheetWidth } from './sheet.js';
import { type } from './tokens.js';

export const letterWords: Readonly<Record<Letter, string>> = {
  L: 'lost',
  D: 'processed twice',
  B: 'lost and processed twice',
  S: 'stopped',
  A: 'aborted',
  d: 'twice in the sink only',
  '·': 'none of these',
  '?': 'not tried, or no end: not safe'
};
const letterOrder: readonly Letter[] = ['L', 'D', 'B', 'd', 'S', 'A', '·', '?'];

/** Only what bears on the page has a colour to explain; the letters explain the rest. */
const lookWords: Readonly<Partial<Record<Look, string>>> = {
  breaks: 'breaks a promise of the page',
  lost: 'lost, no promise broken',
  twice: 'processed twice, no promise broken'
};

interface Entry {
  readonly letter?: Letter;
  readonly look?: Look;
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

export interface Legend {
  readonly layers: readonly Layer[];
  /** Pixels. */
  readonly height: number;
}

const rowHeight = 20;
const signWidth = 20;
const apart = 20;

/** @param top where it begins. @param promised whether the page speaks of the jobs: then colours are verdicts. */
export function crashLegend(squares: readonly Square[], top: number, promised: boolean): Legend {
  const shown = squares.map(shownOf);
  const letters = letterOrder.filter(letter => shown.some(each => each.letter === letter));
  const looks = (['breaks', 'lost', 'twice'] as const).filter(look => squares.some(square => lookOf(square) === look));
  const entries: readonly Omit<Entry, 'x' | 'y'>[] = letters.map(letter => ({ letter, text: letterWords[letter] }));
  const colours = (promised ? looks : []).map(look => ({ look, text: lookWords[look] ?? '' }));
  const first = flowed(entries, top);
  const second = flowed(colours, first.bottom);
  const placed = [...first.placed, ...second.placed];
  return { layers: legendLayers(placed), height: second.bottom - top };
}

function flowed(entries: readonly Omit<Entry, 'x' | 'y'>[], top: number) {
  let x = 0;
  let y = top + 14;
  const placed = entries.map((entry): Entry => {
    const width = signWidth + textWidth(entry.text, { size: type.small }) + apart;
    if (x > 0 && x + width - apart > sheetWidth) {
      x = 0;
      y += rowHeight;
    }
    const at = { ...entry, x, y };
    x += width;
    return at;
  });
  return { placed, bottom: entries.length === 0 ? top : y - 14 + rowHeight };
}

function legendLayers(entries: readonly Entry[]): readonly Layer[] {
  const swatch = ({ x, y }: Entry) => ({ x: x + 1, y: y - 11, x2: x + 14, y2: y + 2 });
  const lettered = entries.flatMap(({ letter, x, y }) => (letter === undefined ? [] : [{ x: x + 7, y, text: letter }]));
  return [
    ...(['breaks', 'lost', 'twice'] as const).flatMap(look =>
      lookBoxes(entries.filter(entry => entry.look === look).map(swatch), look)
    ),
    ...words(lettered, { bold: true, align: 'center' }),
    ...words(
      entries.map(({ x, y, text }) => ({ x: x + signWidth, y, text })),
      { size: type.small }
    )
  ];
}

/** `L 3, D 12, · 68`: how many crashes came to what, for hints and tables. */
export function countsWords(square: Square): string {
  const said = letterOrder.flatMap(letter => {
    const n = square.counts[letter] ?? 0;
    return n === 0 ? [] : [`${letterWords[letter]}: ${count(n)}`];
  });
  return `${count(crashesIn([square]))} tried; ${said.join(', ')}`;
}
