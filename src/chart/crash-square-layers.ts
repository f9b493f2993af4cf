/**
 * A square's look. Colour is the verdict, as in every picture: orange breaks a promise of the page, blue is what the page warns of or allows.
 * What was lost is filled, what only came twice is framed, as their bars and signs are elsewhere; the letter says which it is.
 */
import type { Letter } from '../explore/point-outcome.js';
import type { Square } from './crash-squares.js';
import { shownOf } from './crash-squares.js';
import type { Box } from './marks.js';
import { boxes, words } from './marks.js';
import type { Layer } from './picture.js';
import { colour, fade, type } from './tokens.js';

export interface DrawnSquare extends Square, Box {
  readonly number: string;
}

export type Look = 'breaks' | 'lost' | 'ended' | 'twice' | 'in sink' | 'nothing' | 'not tried';

export function lookOf(square: Square): Look {
  const { letter, breaks } = shownOf(square);
  return breaks ? 'breaks' : looks[letter];
}

const looks: Readonly<Record<Letter, Look>> = {
  B: 'lost',
  L: 'lost',
  A: 'ended',
  S: 'ended',
  D: 'twice',
  d: 'in sink',
  '·': 'nothing',
  '?': 'not tried'
};

/** Boxes of one look; the legend draws the same. */
export function lookBoxes(items: readonly Box[], look: Look): readonly Layer[] {
  const plain = items.map(({ x, y, x2, y2, hint }) => ({ x, y, x2, y2, ...(hint === undefined ? {} : { hint }) }));
  switch (look) {
    case 'breaks':
      return boxes(plain, { fill: colour.breaks });
    case 'lost':
      return boxes(plain, { fill: colour.holds });
    case 'ended':
      return boxes(plain, { fill: colour.chip });
    case 'twice':
      return boxes(plain, { fill: colour.holds, fillOpacity: fade.tint, stroke: colour.holds, strokeWidth: 2 });
    case 'in sink':
      return boxes(plain, { ...seeThrough, stroke: colour.quiet, strokeWidth: 1.5 });
    case 'nothing':
      return boxes(plain, { fill: colour.quiet, fillOpacity: fade.faintTint });
    case 'not tried':
      return boxes(plain, { ...seeThrough, stroke: colour.quiet, strokeWidth: 1, dash: [3, 3] });
  }
}

/** A box without any fill could not be pointed at. */
const seeThrough = { fill: colour.quiet, fillOpacity: 0 } as const;
const order: readonly Look[] = ['nothing', 'not tried', 'in sink', 'ended', 'twice', 'lost', 'breaks'];
const isFilled = (look: Look): boolean => look === 'breaks' || look === 'lost' || look === 'ended';

export function squareLayers(squares: readonly DrawnSquare[], stacked: boolean): readonly Layer[] {
  const of = (look: Look) => squares.filter(square => lookOf(square) === look);
  const filled = squares.filter(square => isFilled(lookOf(square)));
  const open = squares.filter(square => !isFilled(lookOf(square)) && lookOf(square) !== 'nothing');
  return [
    ...order.flatMap(look => lookBoxes(of(look), look)),
    ...text(filled, stacked, { onPill: true }),
    ...text(open, stacked, {}),
    ...text(of('nothing'), stacked, { muted: true })
  ];
}

function text(
  squares: readonly DrawnSquare[],
  stacked: boolean,
  look: { readonly onPill?: boolean; readonly muted?: boolean }
): readonly Layer[] {
  const middle = ({ x, x2 }: Box) => (x + x2) / 2;
  const letters = squares.map(square => ({
    x: stacked || square.number === '' ? middle(square) : square.x + 10,
    y: square.y + (stacked && square.number !== '' ? 13 : (square.y2 - square.y) / 2 + 5),
    text: shownOf(square).letter
  }));
  const numbers = squares
    .filter(({ number }) => number !== '')
    .map(square => ({
      x: stacked ? middle(square) : square.x2 - 5,
      y: square.y + (stacked ? 26.5 : (square.y2 - square.y) / 2 + 4.5),
      text: square.number
    }));
  return [
    ...words(letters, { ...look, bold: true, align: 'center' }),
    ...words(numbers, { ...look, size: type.small, align: stacked ? 'center' : 'right' })
  ];
}
