/** A protocol as exploring sees it, and how one is worse than another. */
import { fromWorst, type Letter } from '../../src/explore/point-outcome.js';

export interface Portrait {
  /** The worst letter of each square of the crash maps, reduced. */
  readonly squares: Readonly<Record<string, Letter>>;
  /** The most that happened at one point. */
  readonly most: Readonly<Record<string, number>>;
}

/** Reads what a mutant printed. @throws TypeError when it is no portrait. */
export function portraitFrom(text: string): Portrait {
  const value: unknown = JSON.parse(text);
  if (!isPortrait(value)) {
    throw new TypeError(`no portrait: ${text.slice(0, 200)}`);
  }
  return value;
}

const isPortrait = (value: unknown): value is Portrait =>
  typeof value === 'object' && value !== null && 'squares' in value && 'most' in value;

/** In what the second is worse than the first, in words; null: in nothing. A protocol that only does other things than the first is no worse. */
export function worseIn(sound: Portrait, mutant: Portrait): string | null {
  for (const [square, letter] of Object.entries(mutant.squares)) {
    const before = sound.squares[square];
    if (before !== undefined && badness(letter) > badness(before)) {
      return `${square}: ${letter} instead of ${before}`;
    }
  }
  for (const [fact, n] of Object.entries(mutant.most)) {
    const before = sound.most[fact] ?? 0;
    if (n > 2 * before) {
      return `${fact}: ${n} instead of ${before}`;
    }
  }
  return null;
}

/** A run that comes to no end is worse than one that does. */
const badness = (letter: Letter): number =>
  letter === '?' ? fromWorst.length : fromWorst.length - 1 - fromWorst.indexOf(letter);
