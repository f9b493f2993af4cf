/** CSV as csv-parse reads it: where each record stands in the file's bytes, and one record's fields. */
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { CsvError, parse as csvParser, type Options } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import type { Breath } from './breath.js';
import type { Fields } from './fields.js';
import { InputError } from './input-error.js';
import { lineNumber, lineSlices } from './lines.js';
import { Slices } from './slices.js';
import type { FileBytes } from './whole-file.js';

export type Delimiter = ',' | ';' | '\t';
const DELIMITERS: readonly Delimiter[] = [',', ';', '\t'];
const QUOTE = 0x22;
const CHUNK_BYTES = 256 * 1024;

/** Real files have stray quotes and ragged rows; neither is a reason to refuse the file. */
function dialect(delimiter: Delimiter): Options {
  return {
    delimiter,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    record_delimiter: ['\r\n', '\n']
  };
}

/**
 * The header and every record, each as a slice. Without a single quote in the file, records are its lines (fifty times
 * quicker); with one, csv-parse says where each ends.
 * @throws InputError `quote not closed`
 */
export async function csvSlices({ bytes, start }: FileBytes, delimiter: Delimiter, breath: Breath): Promise<Slices> {
  if (bytes.indexOf(QUOTE, start) === -1) return lineSlices(bytes, start, breath);
  const slices = new Slices(bytes);
  let from = start;
  const parser = csvParser({
    ...dialect(delimiter),
    on_record: (_row: unknown, context) => {
      slices.add(...withoutLineEnds(bytes, from, start + context.bytes));
      from = start + context.bytes;
      return null;
    }
  });
  try {
    await pipeline(Readable.from(chunks(bytes, start, breath), { objectMode: false }), parser.resume());
  } catch (error) {
    if (error instanceof CsvError) throw unclosed(lineNumber(bytes, withoutLineEnds(bytes, from, bytes.length)[0]));
    throw error;
  }
  return slices;
}

async function* chunks(bytes: Buffer, start: number, breath: Breath): AsyncGenerator<Buffer> {
  for (let at = start; at < bytes.length; at += CHUNK_BYTES) {
    yield bytes.subarray(at, at + CHUNK_BYTES);
    await breath.take();
  }
}

function withoutLineEnds(bytes: Buffer, from: number, until: number): [number, number] {
  const isLineEnd = (at: number) => bytes[at] === 0x0a || bytes[at] === 0x0d;
  let [first, last] = [from, until];
  while (first < last && isLineEnd(first)) first += 1;
  while (last > first && isLineEnd(last - 1)) last -= 1;
  return [first, last];
}

/** With quotes and row lengths relaxed, the one thing csv-parse still refuses is a quoted field without an end. */
function unclosed(line: number): InputError {
  return new InputError(
    'quote not closed',
    `a quote in the record that begins on line ${line} is never closed: close it, or write a quote inside a field twice ("")`
  );
}

/** The delimiter that the first line has most of, outside quotes: comma, semicolon (spreadsheets in many countries) or tab. */
export function delimiterOf({ bytes, start }: FileBytes): Delimiter {
  const end = bytes.indexOf('\n', start);
  const bare = bytes.toString('utf8', start, end === -1 ? bytes.length : end).replace(/"[^"]*"/g, '');
  const counts = DELIMITERS.map(delimiter => bare.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}

/** The fields of one record's text. */
export function csvRow(text: string, delimiter: Delimiter): readonly string[] {
  if (!text.includes('"')) return text.split(delimiter);
  return parse(text, dialect(delimiter))[0] ?? [];
}

/** Fields by the header's names; a row that is too short lacks some, one that is too long is cut. */
export function csvFields(header: readonly string[], row: readonly string[]): Fields {
  return Object.fromEntries(header.flatMap((name, column) => (column < row.length ? [[name, row[column]]] : [])));
}
