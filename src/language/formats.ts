/** The kinds of text that the schema names: durations, rates, names of jobs and so on. */
import { isSize, parseDuration, parseRate } from './quantity.js';

/** Names of jobs: a letter, then letters, digits, `-`, `_` or `.`; 64 at most. */
function isName(text: string): boolean {
  return /^\p{L}[\p{L}\p{N}_.-]{0,63}$/u.test(text);
}

/** Names of parameters: a letter or `_`, then letters, digits or `_`. */
function isParameterName(text: string): boolean {
  return /^[A-Za-z_]\w{0,63}$/.test(text);
}

/** Offsets by partition as one text: `0: 1200, 1: 1180`. */
export const formats: Readonly<Record<string, (text: string) => boolean>> = {
  duration: text => parseDuration(text) !== null,
  rate: text => parseRate(text) !== null,
  size: isSize,
  'new-job-name': isName,
  'job-name': isName,
  'parameter-name': isParameterName,
  topic: text => /^[\w.-]{1,249}$/.test(text) && text !== '.' && text !== '..',
  servers: text => /^[^\s,:]+:\d{1,5}(?:,\s?[^\s,:]+:\d{1,5})*$/.test(text),
  partition: text => /^\d{1,9}$/.test(text),
  // Offsets are read as big integers: a topic may hold more records than a number can count.
  offset: text => /^\d{1,19}$/.test(text) && BigInt(text) <= 9_223_372_036_854_775_807n,
  begin: text => text === 'earliest' || text === 'latest' || isTime(text),
  end: text => text === 'now' || /^[1-9]\d{0,6} records?$/.test(text) || parseDuration(text) !== null
};

/** A day, or a time of one, as ISO 8601 writes it. */
function isTime(text: string): boolean {
  return (
    /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?$/.test(text) &&
    !Number.isNaN(Date.parse(text))
  );
}
