/** Splits the bytes of a JSON array of objects into its elements, without building the objects. */
import type { Breath } from './breath.js';
import { InputError } from './input-error.js';
import { lineNumber } from './lines.js';
import { Slices } from './slices.js';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
/** What may stand between elements: blank, tab, line feed, carriage return, comma. */
const BETWEEN: ReadonlySet<number | undefined> = new Set([0x20, 0x09, 0x0a, 0x0d, 0x2c]);

/**
 * The elements of the array that opens at or after `from`, each an object's text. It only finds where objects begin and end;
 * whether each is well-formed shows when it is parsed.
 * @throws InputError `array not closed` for a file that was cut off, `no record` for an element that is no object.
 */
export async function arrayElementSlices(bytes: Buffer, from: number, breath: Breath): Promise<Slices> {
  const elements = new Slices(bytes);
  let at = bytes.indexOf(OPEN_BRACKET, from) + 1;
  for (; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === CLOSE_BRACKET) return elements;
    if (BETWEEN.has(byte)) continue;
    const end = byte === OPEN_BRACE ? objectEnd(bytes, at) : null;
    if (end === null) throw notAnObject(bytes, at, elements.count);
    if (end === -1) break;
    elements.add(at, end);
    at = end - 1;
    if (breath.due()) await breath.take();
  }
  throw new InputError(
    'array not closed',
    `the JSON array never ends: after ${elements.count} whole records the file breaks off; is it only partly copied?`
  );
}

function notAnObject(bytes: Buffer, at: number, before: number): InputError {
  return new InputError(
    'no record',
    `line ${lineNumber(bytes, at)}: element ${before + 1} of the array is not an object; each record must be one, like {"key": "a", "value": 1}`
  );
}

/** Where the object that opens at `open` ends (exclusive); -1: not in these bytes. */
function objectEnd(bytes: Buffer, open: number): number {
  let depth = 0;
  for (let at = open; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE) {
      at = stringEnd(bytes, at);
      if (at === -1) return -1;
    } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      depth += 1;
    } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return -1;
}

/** Where the string that opens at `open` has its closing quote; -1: not in these bytes. */
function stringEnd(bytes: Buffer, open: number): number {
  for (let at = open + 1; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === BACKSLASH) at += 1;
    else if (byte === QUOTE) return at;
  }
  return -1;
}
