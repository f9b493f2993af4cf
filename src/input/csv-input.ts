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

/** @throws InputError `quote not closed`, or `empty` when there is a header and nothing behind it */
export async function csvInput(file: FileBytes, described: CsvDescription, breath: Breath): Promise<Input> {
  const delimiter = delimiterOf(file);
  const slices = await csvSlices(file, delimiter, breath);
  const length = slices.count - 1;
  if (length < 1) {
    throw new InputError('empty', `${described.name} has a header and no record: the first line names the columns`);
  }
  const header = csvRow(slices.text(0), delimiter).map(name => name.trim());
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

function sampleOf<T>(length: number, at: (index: number) => T): readonly T[] {
  return Array.from({ length: Math.min(length, SAMPLE) }, (_, index) => at(index));
}
