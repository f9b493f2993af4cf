/**
 * A verdict is a sign and a word, the same in every picture: what agrees is quiet (disc and check, plain word), what contradicts or was not
 * exercised wears a pill, what was not shown or stays open wears a ring and a bold word. The reason stands behind the word.
 */
import type { Judgement } from '../terms/result.js';
import { textWidth } from './letter-widths.js';
import { lines, signs, words } from './marks.js';
import type { Layer } from './picture.js';
import { sign } from './signs.js';
import { colour, measure, type } from './tokens.js';

export interface VerdictMark {
  /** Left edge and baseline of its word's line. */
  readonly x: number;
  readonly y: number;
  /** null: no promise of the page speaks of it. */
  readonly verdict: Judgement | null;
  readonly note: string;
  /** How the note is set; `body` unless given. */
  readonly noteSize?: number;
}

/** The word for a verdict, as it is read. */
export function verdictWord(verdict: Judgement | null): string {
  return verdict ?? 'no promise';
}

/** Sign to word, and word to what follows it, in pixels. */
const wordAt = 22;
const gap = 8;

/** Where the note begins, from the mark's left edge. */
export function noteAt(verdict: Judgement | null): number {
  const isBold = verdict !== 'agrees';
  const word = textWidth(verdictWord(verdict), { size: type.body, bold: isBold });
  return wordAt + word + (pillColour(verdict) === null ? gap : measure.pill / 2 + gap);
}

/** Layers for any number of verdicts. */
export function verdictMarks(marks: readonly VerdictMark[]): readonly Layer[] {
  const among = (...verdicts: readonly (Judgement | null)[]) => marks.filter(mark => verdicts.includes(mark.verdict));
  const at = (mark: VerdictMark) => ({ x: mark.x + measure.sign / 2 + 1, y: mark.y - 4.5 });
  const word = (mark: VerdictMark) => ({ x: mark.x + wordAt, y: mark.y, text: verdictWord(mark.verdict) });
  const open = among('not shown', 'inconclusive', null);
  return [
    ...pills(among('contradicts'), colour.breaks),
    ...pills(among('not exercised'), colour.chip),
    ...signs(among('agrees').map(at), { shape: sign.disc, size: 230, colour: colour.holds }),
    ...signs(among('agrees').map(at), { shape: sign.check, size: 230, colour: colour.onPill }),
    ...signs(among('contradicts').map(at), { shape: sign.cross, size: 230, colour: colour.onPill }),
    ...signs(among('not exercised').map(at), { shape: sign.bang, size: 230, colour: colour.onPill }),
    ...signs(open.map(at), { shape: sign.disc, size: 190, colour: colour.quiet, outline: 2 }),
    ...words(
      among('inconclusive').map(mark => ({ x: at(mark).x, y: mark.y, text: '?' })),
      { bold: true, align: 'center' }
    ),
    ...words(among('agrees').map(word)),
    ...words(open.map(word), { bold: true }),
    ...words(among('contradicts', 'not exercised').map(word), { bold: true, onPill: true }),
    ...notes(marks)
  ];
}

function pillColour(verdict: Judgement | null): string | null {
  return verdict === 'contradicts' ? colour.breaks : verdict === 'not exercised' ? colour.chip : null;
}

/** A pill is a thick line with round ends: Vega-Lite's own rounded boxes cannot be placed by a field. */
function pills(marks: readonly VerdictMark[], stroke: string): readonly Layer[] {
  return lines(
    marks.map(mark => {
      const y = mark.y - 4.5;
      const right = mark.x + noteAt(mark.verdict) - gap - measure.pill / 2;
      return { x: mark.x + measure.pill / 2 - 1, y, x2: right, y2: y };
    }),
    { stroke, width: measure.pill, round: true }
  );
}

function notes(marks: readonly VerdictMark[]): readonly Layer[] {
  const set = (size: number) =>
    words(
      marks
        .filter(mark => mark.note !== '' && (mark.noteSize ?? type.body) === size)
        .map(mark => ({ x: mark.x + noteAt(mark.verdict), y: mark.y, text: mark.note })),
      { size }
    );
  return [...set(type.body), ...set(type.small)];
}
