/** Writes what a user asked for beside the notebook, and never over a file that is not an earlier export. */
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { CellError } from './cell-error.js';

const firstLine = (text: string): string => text.slice(0, Math.max(0, text.indexOf('\n')));

/**
 * Whole or not at all: written beside the place and renamed.
 * @param name the path as the user wrote it, for messages. @throws CellError when it cannot be written, or holds something else.
 */
export async function writeExport(place: string, text: string, name: string): Promise<void> {
  const there = await readFile(place, 'utf8').catch(() => null);
  if (there !== null && firstLine(there) !== firstLine(text)) {
    throw cannotWrite(`${name} is there already and is no export of a run`);
  }
  const draft = `${place}.part`;
  try {
    await writeFile(draft, text);
    await rename(draft, place);
  } catch (error) {
    await rm(draft, { force: true });
    throw cannotWrite(`${name} cannot be written (${error instanceof Error ? error.message : String(error)})`);
  }
}

const cannotWrite = (what: string): CellError =>
  new CellError({ kind: 'wrong input', name: 'CannotWrite', message: `${what}; choose another "to:"` });
