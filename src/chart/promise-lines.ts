/** The verdicts under a picture: each promise of the page with its sign, its word and the reason. */
import type { Judgement, PromiseVerdict, VerdictResult } from '../terms/result.js';
import { words } from './marks.js';
import type { Layer } from './picture.js';
import { sheetWidth } from './sheet.js';
import { colour, line, type } from './tokens.js';
import { noteAt, verdictMarks } from './verdict-mark.js';
import { wrapEvenly } from './wrap.js';
import { boundCounts } from './writing.js';

export interface PromiseLines {
  readonly entries: readonly {
    readonly verdict: Judgement | null;
    readonly note: readonly string[];
    readonly y: number;
  }[];
  /** Pixels, from the first line's top to the last line's end. */
  readonly height: number;
}

const order: readonly Judgement[] = ['contradicts', 'inconclusive', 'not exercised', 'not shown', 'agrees'];
/** Room above the first baseline, and between the entries, so that pills do not touch. */
const first = 24;
const apart = 24;

/** Worst first. A job that is no row of the page, and of which none of its promises speaks, gets one line that says so. */
export function promiseLines({ promises }: VerdictResult): PromiseLines {
  const worstFirst = [...promises].sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
  const said = worstFirst.length === 0 ? [unspoken] : worstFirst.map(spoken);
  let y = first;
  const entries = said.map(({ verdict, sentence }) => {
    const note = wrapEvenly(boundCounts(sentence), { width: sheetWidth - noteAt(verdict), face: { size: type.body } });
    const entry = { verdict, note, y };
    y += apart + (note.length - 1) * line.body;
    return entry;
  });
  return { entries, height: y - apart + 8 };
}

const unspoken = { verdict: null, sentence: 'these settings are no row of the page' } as const;

function spoken(promise: PromiseVerdict): { verdict: Judgement; sentence: string } {
  return { verdict: promise.verdict, sentence: `${promiseWords(promise)}: ${promise.why}` };
}

/** `driver failure, “data loss”`; a promise on how often a record is processed needs no failure: `“at least once”`. */
export function promiseWords({ promise, failure }: PromiseVerdict): string {
  return failure === undefined ? `“${promise}”` : `${failure}, “${promise}”`;
}

export function promiseMarks({ entries }: PromiseLines, top: number): readonly Layer[] {
  return [
    ...verdictMarks(entries.map(({ verdict, note, y }) => ({ x: 0, y: top + y, verdict, note: note[0] ?? '' }))),
    ...words(
      entries.flatMap(({ verdict, note, y }) =>
        note.slice(1).map((text, i) => ({ x: noteAt(verdict), y: top + y + (i + 1) * line.body, text }))
      )
    )
  ];
}

/** Colour marks the verdict, never the count: what bears a promise out, what breaks one, and what no promise speaks of. */
export function badColours({ promises }: VerdictResult): { readonly lostColour: string; readonly twiceColour: string } {
  const isLoss = ({ promise }: PromiseVerdict) => promise === 'data loss' || promise === 'no data loss';
  return { lostColour: colourOf(promises.filter(isLoss)), twiceColour: colourOf(promises.filter(p => !isLoss(p))) };
}

function colourOf(promises: readonly PromiseVerdict[]): string {
  if (promises.length === 0) return colour.unjudged;
  return promises.some(({ verdict }) => verdict === 'contradicts') ? colour.breaks : colour.holds;
}
