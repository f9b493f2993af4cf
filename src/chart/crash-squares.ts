/** What the crash map is drawn from: crashes, gathered by the step right after which they struck and by whom they struck. */
import type { Struck } from '../explore/crash.js';
import type { MapStep } from '../explore/crash-points.js';
import { fromWorst, type Letter } from '../explore/point-outcome.js';
import type { EngineName } from '../terms/job.js';
import type { ConfigurationId } from '../terms/result.js';

/** How many crashes came to each letter. */
export type Counts = Readonly<Partial<Record<Letter, number>>>;

export interface Square {
  readonly counts: Counts;
  /** Those among them that contradict a promise of the page. */
  readonly breaking: Counts;
}

/** All crashes of one victim right after one step. */
export interface CrashSquare extends Square {
  readonly step: MapStep;
  readonly victim: Struck;
}

/** One job's part of the map. */
export interface CrashRows {
  readonly job: string;
  readonly configuration: ConfigurationId | null;
  readonly squares: readonly CrashSquare[];
}

/** How a map came about. */
export interface Covered {
  readonly engine: EngineName;
  readonly seed: number;
  readonly runs: number;
  /** Every crash point within the bound was tried: only then anything is said of "any of n crashes". */
  readonly complete: boolean;
  /** What was covered and what was not: sentences, each on a line of its own. */
  readonly bound: readonly string[];
}
export interface CrashMap extends Covered {
  readonly rows: readonly CrashRows[];
}

/** A crash as `explore/` has it: where its last failure struck, and what it came to. */
export interface TriedCrash {
  readonly places: readonly {
    readonly point: { readonly step: MapStep };
    readonly victim: { readonly struck: Struck };
  }[];
  readonly letter: Letter;
}

/** One square for each step and victim, in the order in which they first come. @param breaks whether it contradicts a promise of the page. */
export function crashSquares<Crash extends TriedCrash>(
  crashes: Iterable<Crash>,
  breaks: (crash: Crash) => boolean
): readonly CrashSquare[] {
  const squares = new Map<string, { -readonly [K in keyof CrashSquare]: CrashSquare[K] }>();
  for (const crash of crashes) {
    const place = crash.places.at(-1);
    if (place === undefined) continue;
    const { step } = place.point;
    const victim = place.victim.struck;
    const key = `${step} ${victim}`;
    const square = squares.get(key) ?? { step, victim, counts: {}, breaking: {} };
    squares.set(key, withCrash(square, crash.letter, breaks(crash)));
  }
  return [...squares.values()];
}

/** The same square with one crash more. */
export function withCrash<S extends Square>(square: S, letter: Letter, breaks: boolean): S {
  const more = (counts: Counts): Counts => ({ ...counts, [letter]: (counts[letter] ?? 0) + 1 });
  return { ...square, counts: more(square.counts), breaking: breaks ? more(square.breaking) : square.breaking };
}

/** What a square shows: the worst of it; what breaks a promise is worse than what does not. */
export function shownOf({ counts, breaking }: Square): { readonly letter: Letter; readonly breaks: boolean } {
  const first = (of: Counts) => fromWorst.find(letter => (of[letter] ?? 0) > 0);
  const broken = first(breaking);
  return broken === undefined ? { letter: first(counts) ?? '?', breaks: false } : { letter: broken, breaks: true };
}

/** Letters of crashes that were tried and came to an end. */
export const triedLetters: readonly Letter[] = fromWorst.filter(letter => letter !== '?');
export const losing: readonly Letter[] = ['B', 'L'];
export const doubling: readonly Letter[] = ['B', 'D'];

/** How many crashes of these squares came to one of these letters. */
export function crashesIn(squares: readonly Square[], letters: readonly Letter[] = triedLetters): number {
  return squares.reduce((sum, { counts }) => sum + countOf(counts, letters), 0);
}

/** How many of them contradict a promise of the page. */
export function breakingIn(squares: readonly Square[], letters: readonly Letter[] = triedLetters): number {
  return squares.reduce((sum, { breaking }) => sum + countOf(breaking, letters), 0);
}

function countOf(counts: Counts, letters: readonly Letter[]): number {
  return letters.reduce((n, letter) => n + (counts[letter] ?? 0), 0);
}

/** All squares as one. */
export function together(squares: readonly Square[]): Square {
  const sum = (of: (square: Square) => Counts): Counts =>
    Object.fromEntries(
      fromWorst.flatMap(letter => {
        const n = squares.reduce((total, square) => total + (of(square)[letter] ?? 0), 0);
        return n === 0 ? [] : [[letter, n]];
      })
    );
  return { counts: sum(({ counts }) => counts), breaking: sum(({ breaking }) => breaking) };
}

/** Those who can be struck, in the order of a record's way. */
export const victims: readonly Struck[] = [
  'receiver executor',
  'replica executor',
  'task executor',
  'other executor',
  'driver',
  'acknowledgement'
];
