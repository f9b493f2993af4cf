/** What the crash matrix is drawn from: pairs of crashes, gathered by the first one and by the step right after which the second struck. */
import type { Struck } from '../explore/crash.js';
import type { MapStep } from '../explore/crash-points.js';
import { fromWorst } from '../explore/point-outcome.js';
import type { Covered, Square, TriedCrash } from './crash-squares.js';
import { crashesIn, shownOf, together, triedLetters, victims, withCrash } from './crash-squares.js';
import { placeOfStep } from './crash-steps.js';
import type { ConfigurationId } from '../terms/result.js';

export interface FirstCrash {
  readonly step: MapStep;
  readonly victim: Struck;
}

/** All pairs of one first crash and one step of the second, whomever it struck. */
export interface PairSquare extends Square {
  readonly first: FirstCrash;
  readonly step: MapStep;
}

export interface CrashMatrix extends Covered {
  readonly job: string;
  readonly configuration: ConfigurationId | null;
  readonly squares: readonly PairSquare[];
}

/** One square for each first crash and step of the second. Crashes with one failure are left out. */
export function pairSquares<Crash extends TriedCrash>(
  crashes: Iterable<Crash>,
  breaks: (crash: Crash) => boolean
): readonly PairSquare[] {
  const squares = new Map<string, PairSquare>();
  for (const crash of crashes) {
    const [one, two] = crash.places;
    if (one === undefined || two === undefined) continue;
    const first = { step: one.point.step, victim: one.victim.struck };
    const { step } = two.point;
    const key = `${first.step} ${first.victim} ${step}`;
    const square = squares.get(key) ?? { first, step, counts: {}, breaking: {} };
    squares.set(key, withCrash(square, crash.letter, breaks(crash)));
  }
  return [...squares.values()];
}

/** A row of the matrix: one first crash. */
export interface PairRow {
  readonly first: FirstCrash;
  readonly squares: readonly PairSquare[];
}
export interface PairRows {
  /** By victim, then in the order of a record's way. */
  readonly shown: readonly PairRow[];
  /** First crashes after which nothing ever happened. */
  readonly quiet: readonly PairRow[];
  /** First crashes that found no room, less bad than those shown. */
  readonly dropped: readonly PairRow[];
}

const rowsMax = 20;

export function pairRows(squares: readonly PairSquare[]): PairRows {
  const rows = new Map<string, PairSquare[]>();
  for (const square of squares) {
    const key = `${square.first.step} ${square.first.victim}`;
    rows.set(key, [...(rows.get(key) ?? []), square]);
  }
  const all = [...rows.values()].flatMap((of): PairRow[] => {
    const first = of[0]?.first;
    return first === undefined ? [] : [{ first, squares: of }];
  });
  const quiet = all.filter(row => isQuiet(row));
  const worst = all.filter(row => !isQuiet(row)).sort((a, b) => badness(b) - badness(a));
  const shown = worst
    .slice(0, rowsMax)
    .sort(
      (a, b) =>
        victims.indexOf(a.first.victim) - victims.indexOf(b.first.victim) ||
        placeOfStep(a.first.step) - placeOfStep(b.first.step)
    );
  return { shown, quiet, dropped: worst.slice(rowsMax) };
}

function isQuiet({ squares }: PairRow): boolean {
  return crashesIn(squares, ['·']) === crashesIn(squares, [...triedLetters, '?']);
}

/** What breaks a promise first, then the worse letter, then how often it came. */
function badness({ squares }: PairRow): number {
  const all = together(squares);
  const { letter, breaks } = shownOf(all);
  return (breaks ? 1e8 : 0) + (fromWorst.length - fromWorst.indexOf(letter)) * 1e6 + (all.counts[letter] ?? 0);
}
