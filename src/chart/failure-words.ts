/** A failure of a result in words: what was done to whom, when it was to happen, how it ended. */
import { capital, listed } from '../guarantee/words.js';
import type { FailureResult, VerdictResult } from '../terms/result.js';
import { stepTitle } from './step-titles.js';
import { ordinal, seconds, sentence } from './writing.js';

/** `driver killed`, `acknowledgement dropped`; one that did not fire: `driver not killed`. */
export function whatHappened(failure: FailureResult): string {
  const not = failure.fired ? '' : 'not ';
  const down = failure.fired && failure.for !== undefined ? ` and kept down for ${failure.for}` : '';
  if (failure.kill !== undefined) return `${victims(failure.kill)} ${not}killed${down}`;
  if (failure.drop !== undefined) return `${failure.drop} ${not}dropped`;
  if (failure.delay !== undefined) return `${failure.delay} ${not}delayed`;
  return `${failure.pause ?? 'process'} ${not}paused`;
}

/** What a cell says of a failure, in the order in which it says it: what is done, and when. */
const faultKeys = ['kill', 'drop', 'delay', 'by', 'pause', 'for'] as const;
const placeKeys = ['after', 'occurrence', 'record', 'phase', 'at', 'within', 'during'] as const;

/** The failure as one entry of a cell's list: `{kill: driver, after: ack}`; what was observed is left out. */
export function failureAsFlow(failure: FailureResult): string {
  return `{${written(failure, [...faultKeys, ...placeKeys]).join(', ')}}`;
}

/** The same, at a moment that the seed chooses: `{kill: driver, at: random}`. */
export function atRandomAsFlow(failure: FailureResult): string {
  return `{${[...written(failure, faultKeys), 'at: random'].join(', ')}}`;
}

type Key = (typeof faultKeys | typeof placeKeys)[number];

function written(failure: FailureResult, keys: readonly Key[]): readonly string[] {
  return keys.flatMap(key => {
    const value = failure[key];
    if (value === undefined || (key === 'occurrence' && value === 1)) return [];
    return [`${key}: ${typeof value === 'object' ? `[${value.join(', ')}]` : value}`];
  });
}

function victims(kill: string | readonly string[]): string {
  return typeof kill === 'string' ? kill : listed(kill);
}

const whileWords = { recovery: ', during recovery', start: ', before the job is steady' } as const;

/** Where it was placed: `after acknowledge`, `after the 3rd receive`, `at 2s`, `at random`; empty for "now". */
export function placeWords(failure: FailureResult): string {
  const during = failure.during === undefined ? '' : whileWords[failure.during];
  if (failure.after !== undefined) {
    const nth = failure.occurrence ?? 1;
    const step = stepTitle(failure.after);
    const record = failure.record === undefined ? '' : ` of record ${failure.record}`;
    return `after ${nth === 1 ? '' : `the ${ordinal(nth)} `}${step}${record}${during}`;
  }
  if (failure.at !== undefined) return `at ${failure.at}${during}`;
  return during.slice(2);
}

/** When it happened and where: `2.24 s, after acknowledge`; one that did not fire: `waited for the 900th acknowledge`. */
export function whenWords(failure: FailureResult): string {
  const place = placeWords(failure);
  if (!failure.fired || failure.atMs === null)
    return place === '' ? '' : place.replace(/^after (the )?/, 'waited for $1');
  return place === '' ? seconds(failure.atMs) : `${seconds(failure.atMs)}, ${place}`;
}

/** How it ended: `back after 1.80 s`, `never came back`, `did not fire`; a lost or late message has no such end: empty. */
export function endWords(failure: FailureResult): string {
  if (!failure.fired || failure.atMs === null) return 'did not fire';
  if (failure.kill === undefined && failure.pause === undefined) {
    return failure.backAtMs === null ? '' : `settled after ${seconds(failure.backAtMs - failure.atMs)}`;
  }
  return failure.backAtMs === null ? 'never came back' : `back after ${seconds(failure.backAtMs - failure.atMs)}`;
}

/** One failure in one sentence. */
export function failureSentence(failure: FailureResult): string {
  const end = endWords(failure);
  const why = failure.why === undefined ? '' : ` (${failure.why})`;
  return sentence(
    [capital(whatHappened(failure)), whenWords(failure), end].filter(part => part !== '').join(', ') + why
  );
}

/** The failures of a judged job; of several runs only what was done to each, for they differ in when. */
export function failureSentences({ failures, runs }: VerdictResult): readonly string[] {
  if (runs === undefined) return failures.map(failureSentence);
  return failures.map(failure => {
    const what = [whatHappened({ ...failure, fired: true }), placeWords(failure)].filter(part => part !== '').join(' ');
    return `In each run: ${what}.`;
  });
}
