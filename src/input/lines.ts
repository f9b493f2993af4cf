/** Splits bytes into lines. UTF-8 makes this safe: no part of a longer character is a line feed. */
import type { Breath } from './breath.js';
import { Slices } from './slices.js';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Every line that is not empty, without its line end (`\n` or `\r\n`); the last may lack one. `from`: the first byte to look at. */
export async function lineSlices(bytes: Buffer, from: number, breath: Breath): Promise<Slices> {
  const lines = new Slices(bytes);
  let start = from;
  while (start < bytes.length) {
    const found = bytes.indexOf(LINE_FEED, start);
    const end = found === -1 ? bytes.length : found;
    const withoutReturn = end > start && found !== -1 && bytes[end - 1] === CARRIAGE_RETURN ? end - 1 : end;
    if (withoutReturn > start) lines.add(start, withoutReturn);
    start = end + 1;
    if (breath.due()) await breath.take();
  }
  return lines;
}

/** The number, from 1, of the line in which the byte at `offset` stands: only for messages, so it counts anew. */
export function lineNumber(bytes: Buffer, offset: number): number {
  let line = 1;
  for (let at = bytes.indexOf(LINE_FEED); at !== -1 && at < offset; at = bytes.indexOf(LINE_FEED, at + 1)) line += 1;
  return line;
}
