/** A CSV file as an input: the first record is the header. */
import type { Breath } from './breath.js';
import { aggregateInWords, chooseColumns, SAMPLE, type Columns } from './columns.js';
import { csvFields, csvRow, csvSlices, delimiterOf } from './csv.js';
import { InputError } from './input-error.js';
import type { Input } from './input.js';
import { computeByColumns } from './records.js';
import { counted, sizeInWords } from './words.js';
import type { FileBytes } from './whole-file.js';

export interface CsvDescription {
  readonly name: string;
  readonly noun: string;
  /** Null: chosen from the first records. */
  readonly columns: Columns | null;
  /** Null: said by the columns. */
  readonly aggregate: string | null;
}

/** @throws InputError `quote not closed`, `no columns` when it is no CSV, or `empty` when there is a header and nothing behind it */
export async function csvInput(file: FileBytes, described: CsvDescription, breath: Breath): Promise<Input> {
  refuseJson(file, described.name);
  const delimiter = delimiterOf(file);
  const slices = await csvSlices(file, delimiter, breath);
  const length = slices.count - 1;
  if (length < 1) {
    throw new InputError('empty', `${described.name} has a header and no record: the first line names the columns`);
  }
  const header = csvRow(slices.text(0), delimiter).map(name => name.trim());
  refuseProse(header, described.name);
  const parse = (text: string) => csvFields(header, csvRow(text, delimiter));
  const columns =
    described.columns ??
    chooseColumns(
      sampleOf(length, index => parse(slices.text(index + 1))),
      'numbers in text'
    );
  return {
    title: `${described.name} (${counted(length, described.noun)}, ${sizeInWords(file.bytes.length)})`,
    aggregate: described.aggregate ?? aggregateInWords(columns),
    length,
    text: id => slices.text(1 + (id % length)),
    compute: text => computeByColumns(parse(text), columns)
  };
}

function refuseJson(file: FileBytes, name: string): void {
  const beginning = file.bytes.toString('utf8', file.start, file.start + 64).trimStart();
  if (/^(?:\{\s*["}]|\[\s*[{[\]])/.test(beginning)) {
    throw new InputError('no columns', `${name} holds JSON: give it the ending .json, or .jsonl for one object a line`);
  }
}

/** A list of values under one name is CSV too; a sentence, or another delimiter, is not. */
function refuseProse(header: readonly string[], name: string): void {
  const [only = '', ...others] = header;
  if (others.length > 0 || /^[\p{L}\p{N}_ .()%-]{1,40}$/u.test(only)) return;
  const shown = only.length > 40 ? `${only.slice(0, 40)}…` : only;
  throw new InputError(
    'no columns',
    `${name} is no CSV: its first line (${shown}) names no columns, as no comma, semicolon or tab is in it; save it with commas and a header, or as one JSON object a line (.jsonl)`
  );
}

function sampleOf<T>(length: number, at: (index: number) => T): readonly T[] {
  return Array.from({ length: Math.min(length, SAMPLE) }, (_, index) => at(index));
}
