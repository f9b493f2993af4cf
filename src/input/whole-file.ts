/** A file's bytes, read once and checked at the border: there, not too large, not empty, UTF-8. */
import { isUtf8 } from 'node:buffer';
import { open, readdir, type FileHandle } from 'node:fs/promises';
import { dirname, extname } from 'node:path';
import { InputError } from './input-error.js';
import { sizeInWords } from './words.js';

/** What a kernel among thirty on one server may hold in memory for one input. */
const LARGEST_BYTES = 256 * 1024 * 1024;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const RECORD_FILES: ReadonlySet<string> = new Set(['.csv', '.tsv', '.json', '.jsonl', '.ndjson']);

export interface FileBytes {
  readonly bytes: Buffer;
  /** The first byte behind a byte order mark. */
  readonly start: number;
}

/**
 * @param path where the file is; @param asWritten how the user named it, for messages
 * @throws InputError when it is not there, cannot be read, is a folder, larger than 256 MB, empty, or not UTF-8
 */
export async function readWholeFile(path: string, asWritten: string, signal?: AbortSignal): Promise<FileBytes> {
  const file = await openForReading(path, asWritten);
  try {
    const stats = await file.stat();
    if (stats.isDirectory()) throw new InputError('a folder', `${asWritten} is a folder: name one file in it`);
    if (stats.size > LARGEST_BYTES) {
      throw new InputError(
        'too large',
        `${asWritten} has ${sizeInWords(stats.size)}, more than the 256 MB that an input may have: cut a part of it, the data start again past their end`
      );
    }
    return checked(await file.readFile(signal === undefined ? {} : { signal }), asWritten);
  } finally {
    await file.close();
  }
}

function checked(bytes: Buffer, asWritten: string): FileBytes {
  if (bytes.includes(0)) {
    throw new InputError(
      'not text',
      `${asWritten} is a binary file: an input is text, CSV with a header or one JSON object a line; decompress or convert it first`
    );
  }
  if (!isUtf8(bytes)) {
    throw new InputError(
      'not UTF-8',
      `${asWritten} is not UTF-8 text: save it as UTF-8 (in a spreadsheet: "CSV UTF-8"), or decompress it first`
    );
  }
  const start = bytes.subarray(0, 3).equals(BYTE_ORDER_MARK) ? 3 : 0;
  if (bytes.subarray(start).every(isBlank)) {
    throw new InputError('empty', `${asWritten} is empty: it needs at least one record`);
  }
  return { bytes, start };
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}

async function openForReading(path: string, asWritten: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') {
      throw new InputError(
        'not found',
        `there is no file ${asWritten} in ${dirname(path)}${await others(dirname(path))}`
      );
    }
    if (codeOf(error) === 'EISDIR') throw new InputError('a folder', `${asWritten} is a folder: name one file in it`);
    throw new InputError('not readable', `${asWritten} cannot be read (${codeOf(error)}): check its permissions`);
  }
}

/** Names what the user may have meant: files of records in the same folder. */
async function others(folder: string): Promise<string> {
  const names = await readdir(folder).catch(() => null);
  if (names === null) return ' (there is no such folder): paths count from the folder of the notebook';
  const found = names.filter(name => RECORD_FILES.has(extname(name).toLowerCase())).sort();
  if (found.length === 0) return ': paths count from the folder of the notebook';
  const more = found.length > 5 ? ` and ${found.length - 5} more` : '';
  return `; the folder has ${found.slice(0, 5).join(', ')}${more}`;
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : 'unknown';
}
