/** JSON as an input: one object a line, or one array of objects. */
import type { Breath } from './breath.js';
import { aggregateInWords, chooseColumns, SAMPLE } from './columns.js';
import { parseFields, type Fields } from './fields.js';
import { InputError } from './input-error.js';
import type { Computed, Input } from './input.js';
import { arrayElementSlices } from './json-array.js';
import { lineNumber, lineSlices } from './lines.js';
import { computeByColumns } from './records.js';
import type { Slices } from './slices.js';
import { counted, sizeInWords } from './words.js';
import type { FileBytes } from './whole-file.js';

export interface JsonDescription {
  readonly name: string;
  readonly noun: string;
  readonly aggregate: string;
  readonly compute: (text: string) => Computed;
}

/** A data set whose records are known to be well-formed: none is parsed before it is streamed. */
export async function knownJsonInput(file: FileBytes, described: JsonDescription, breath: Breath): Promise<Input> {
  return inputOf(file, await arrayElementSlices(file.bytes, file.start, breath), described);
}

/**
 * A file of the user's: every record is parsed once here, so that a bad one is told before anything starts.
 * @throws InputError `no record` with the line, `array not closed`, `empty`
 */
export async function jsonInput(file: FileBytes, name: string, breath: Breath): Promise<Input> {
  const isArray = firstCharacter(file) === '[';
  const slices = await (isArray ? arrayElementSlices : lineSlices)(file.bytes, file.start, breath);
  const sample = await checkedSample(slices, file, breath);
  if (sample.length === 0) throw new InputError('empty', `${name} holds no record: it needs at least one JSON object`);
  const columns = chooseColumns(sample, 'typed');
  return inputOf(file, slices, {
    name,
    noun: 'record',
    aggregate: aggregateInWords(columns),
    compute: text => computeByColumns(parseFields(text) ?? {}, columns)
  });
}

/** The first character that is not blank. */
export function firstCharacter({ bytes, start }: FileBytes): string {
  let at = start;
  while (at < bytes.length && ' \t\r\n'.includes(String.fromCharCode(bytes[at] ?? 0))) at += 1;
  return String.fromCharCode(bytes[at] ?? 0);
}

function inputOf(file: FileBytes, slices: Slices, described: JsonDescription): Input {
  return {
    title: `${described.name} (${counted(slices.count, described.noun)}, ${sizeInWords(file.bytes.length)})`,
    aggregate: described.aggregate,
    length: slices.count,
    text: id => slices.text(id % slices.count),
    compute: described.compute
  };
}

async function checkedSample(slices: Slices, file: FileBytes, breath: Breath): Promise<readonly Fields[]> {
  const sample: Fields[] = [];
  for (let index = 0; index < slices.count; index += 1) {
    const fields = parseFields(slices.text(index));
    if (fields === null) throw badRecord(lineNumber(file.bytes, slices.from(index)), slices.text(index));
    if (sample.length < SAMPLE) sample.push(fields);
    if (breath.due()) await breath.take();
  }
  return sample;
}

function badRecord(line: number, text: string): InputError {
  const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  return new InputError(
    'no record',
    `line ${line} is not a JSON object: ${shown}; each line must be one, like {"key": "a", "value": 1}`
  );
}
