/** The verdicts under a picture: each promise of the page with its sign, its word and the reason. */
import type { Judgement, PromiseVerdict, VerdictResult } from '../terms/result.js';
import { words } from './marks.js';
import type { Layer } from './picture.js';
import { sheetWidth } from './sheet.js';
import { colour, line, type } from './tokens.js';
import { noteAt, verdictMarks, verdictWord } from './verdict-mark.js';
import { wrapEvenly } from './wrap.js';
import { boundCounts, sentence } from './writing.js';

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

/** Data loss first, as other lines speak of it as judged above; of each kind the worst first. A job that is no row of the page, and of which none of its promises speaks, gets one line that says so. */
export function promiseLines({ promises }: VerdictResult): PromiseLines {
  const inOrder = [...promises].sort(
    (a, b) => Number(!isOnLoss(a)) - Number(!isOnLoss(b)) || order.indexOf(a.verdict) - order.indexOf(b.verdict)
  );
  const said =
    inOrder.length === 0
      ? [unspoken]
      : spoken(inOrder).map(({ verdict, promise, why }) => ({ verdict, said: `${promise}: ${why}` }));
  let y = first;
  const entries = said.map(({ verdict, said }) => {
    const note = wrapEvenly(boundCounts(said), { width: sheetWidth - noteAt(verdict), face: { size: type.body } });
    const entry = { verdict, note, y };
    y += apart + (note.length - 1) * line.body;
    return entry;
  });
  return { entries, height: y - apart + 8 };
}

const unspoken = { verdict: null, said: 'these settings are no row of the page' } as const;

interface Spoken {
  readonly verdict: Judgement;
  readonly promise: string;
  readonly why: string;
}

/** Each promise with its reason. What holds alike of receipt and of output is said once. */
function spoken(promises: readonly PromiseVerdict[]): readonly Spoken[] {
  return promises.flatMap((promise, i) => {
    const isTwin = (other: PromiseVerdict): boolean =>
      other.promise === promise.promise && ofTheSame(other, promise) && saysTheSame(other, promise);
    if (promises.slice(0, i).some(isTwin)) return [];
    const also = promises.slice(i + 1).some(isTwin) ? ', received and in the sink' : '';
    return [{ verdict: promise.verdict, promise: `${promiseWords(promise)}${also}`, why: promise.why }];
  });
}

function ofTheSame(one: PromiseVerdict, other: PromiseVerdict): boolean {
  return one.failure === other.failure && one.documented?.row === other.documented?.row;
}

function saysTheSame(one: PromiseVerdict, other: PromiseVerdict): boolean {
  return one.verdict === other.verdict && one.why === other.why;
}

/** `driver failure, “data loss”`; `Apache Kafka, appended output, “at least once”`; a promise on how often a record is processed needs no failure: `“at least once”`. */
function promiseWords({ promise, failure, oracle, documented }: PromiseVerdict): string {
  if (documented !== undefined) return `${documented.by}, ${documented.row}, “${promise}”`;
  const where = oracle === 'output' ? ' in the sink' : '';
  return failure === undefined ? `“${promise}”${where}` : `${failure}, “${promise}”`;
}

/** The promises in sentences, in the page's order: `driver failure, “data loss”: agrees: 30 of 1,990 records lost to it.` */
export function promiseSentences({ promises }: VerdictResult): readonly string[] {
  return spoken(promises).map(({ verdict, promise, why }) => sentence(`${promise}: ${verdictWord(verdict)}: ${why}`));
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
  return { lostColour: colourOf(promises.filter(isOnLoss)), twiceColour: colourOf(promises.filter(p => !isOnLoss(p))) };
}

function isOnLoss({ promise }: PromiseVerdict): boolean {
  return promise === 'data loss' || promise === 'no data loss';
}

function colourOf(promises: readonly PromiseVerdict[]): string {
  if (promises.length === 0) return colour.unjudged;
  return promises.some(({ verdict }) => verdict === 'contradicts') ? colour.breaks : colour.holds;
}
