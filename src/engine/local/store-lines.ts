/** The lines of the store's files. One that does not parse is what a kill left of one. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { Observation } from '../../protocol/effect.js';
import type { ProcessId } from '../../terms/trace.js';

/** A line: the entry, and what was seen of it, with the count of its writer's seen entries. */
export interface Line {
  readonly entry: unknown;
  readonly seen?: Observation;
  readonly by?: ProcessId;
  readonly serial?: number;
}
/** An entry that the world saw, its writer, and its place among the writer's, from 1. */
export interface SeenEntry {
  readonly seen: Observation;
  readonly by: ProcessId;
  readonly serial: number;
}

const newline = 10;
const readLength = 65_536;
/** Of a file that many write, the newest entry of a process that dies now lies within its last megabyte. */
const tailLength = 1_048_576;

/** Without its newlines. */
export function lineOf(entry: unknown, seen: Observation | null, { by, serial }: Omit<SeenEntry, 'seen'>): string {
  return JSON.stringify(seen === null ? { entry } : { entry, seen, by, serial });
}

export const seenIn = ({ seen, by, serial }: Line): readonly SeenEntry[] =>
  seen && by !== undefined && serial !== undefined ? [{ seen, by, serial }] : [];

export function wholeLines(bytes: Buffer): readonly Line[] {
  const lines: Line[] = [];
  for (let from = 0; from < bytes.length;) {
    const newlineAt = bytes.indexOf(newline, from);
    const end = newlineAt < 0 ? bytes.length : newlineAt;
    const line = end > from ? whole(bytes.toString('utf8', from, end)) : null;
    if (line !== null) {
      lines.push(line);
    }
    from = end + 1;
  }
  return lines;
}

function whole(text: string): Line | null {
  try {
    return JSON.parse(text) as Line; // only this room writes in the run's own folder
  } catch {
    return null;
  }
}

/** The line that begins at that byte; null where none does. */
export function lineAt(file: number, position: number): Line | null {
  const parts: Buffer[] = [];
  for (let at = position; ; at += readLength) {
    const buffer = Buffer.allocUnsafe(readLength);
    const length = readSync(file, buffer, 0, readLength, at);
    const end = buffer.subarray(0, length).indexOf(newline);
    parts.push(buffer.subarray(0, end < 0 ? length : end));
    if (end >= 0 || length < readLength) {
      return whole(Buffer.concat(parts).toString('utf8'));
    }
  }
}

/** The whole lines among a file's last bytes. */
export function tailOf(place: string): readonly Line[] {
  const file = openSync(place, 'r');
  try {
    const from = Math.max(0, fstatSync(file).size - tailLength);
    const buffer = Buffer.allocUnsafe(tailLength);
    return wholeLines(buffer.subarray(0, readSync(file, buffer, 0, tailLength, from)));
  } finally {
    closeSync(file);
  }
}
