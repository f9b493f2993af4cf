/** Opens what a job's source names: a data set, a file of the user's, generated records, or a topic. */
import { existsSync } from 'node:fs';
import { basename, extname, join, resolve } from 'node:path';
import type { SourceContent } from '../terms/job.js';
import { Breath } from './breath.js';
import { csvInput } from './csv-input.js';
import { datasetOfOwnTopic, datasets, type Dataset } from './datasets.js';
import { generatedInput } from './generated.js';
import { InputError } from './input-error.js';
import type { Input } from './input.js';
import { firstCharacter, jsonInput, knownJsonInput } from './json-input.js';
import { topicInput } from './topic-input.js';
import { readWholeFile, type FileBytes } from './whole-file.js';

export interface InputPlaces {
  /** What a relative path counts from: the notebook's folder. */
  readonly baseFolder: string;
  /** Where data sets are looked for, in this order (`dataFolders` finds them). */
  readonly dataFolders: readonly string[];
  /** Of generated records; the job's own. 1 where it is not given. */
  readonly seed?: number;
  /** Ends the reading of a large file with an `AbortError`. */
  readonly signal?: AbortSignal;
}

/** @throws InputError with a sentence that says what the user can do */
export async function openInput(content: SourceContent, places: InputPlaces): Promise<Input> {
  switch (content.from) {
    case 'dataset':
      return openDataset(content.dataset, places);
    case 'file':
      return openFile(content.path, places);
    case 'generated':
      return generatedInput(places.seed ?? 1);
    case 'kafka':
      return content.bootstrap === null
        ? openDataset(datasetOfOwnTopic, places)
        : topicInput({ title: `topic ${content.topic ?? ''} at ${content.bootstrap}` });
  }
}

async function openDataset(name: string, places: InputPlaces): Promise<Input> {
  const dataset = Object.hasOwn(datasets, name) ? datasets[name] : undefined;
  if (dataset === undefined) {
    throw new InputError(
      'no such data set',
      `there is no data set ${name}: choose ${Object.keys(datasets).join(', ')}, or name a file of yours with file:`
    );
  }
  const path = places.dataFolders.map(folder => join(folder, dataset.file)).find(file => existsSync(file));
  if (path === undefined) throw missing(name, dataset, places.dataFolders);
  const file = await readWholeFile(path, dataset.file, places.signal);
  const described = { ...dataset, name: basename(dataset.file, extname(dataset.file)) };
  const breath = new Breath(places.signal);
  return described.format === 'csv' ? csvInput(file, described, breath) : knownJsonInput(file, described, breath);
}

function missing(name: string, dataset: Dataset, folders: readonly string[]): InputError {
  const looked = folders.length === 0 ? 'no data folder was found' : `it is not in ${folders.join(', ')}`;
  return new InputError(
    'not found',
    `the data set ${name} needs ${dataset.file}, and ${looked}: install Spillway again, or name a file of yours with file:`
  );
}

async function openFile(path: string, places: InputPlaces): Promise<Input> {
  const file = await readWholeFile(resolve(places.baseFolder, path), path, places.signal);
  const breath = new Breath(places.signal);
  return formatOf(path, file) === 'json'
    ? jsonInput(file, path, breath)
    : csvInput(file, { name: path, noun: 'record', columns: null, aggregate: null }, breath);
}

/** By the file's ending; for any other ending by how the text begins. */
function formatOf(path: string, file: FileBytes): 'json' | 'csv' {
  switch (extname(path).toLowerCase()) {
    case '.json':
    case '.jsonl':
    case '.ndjson':
      return 'json';
    case '.csv':
    case '.tsv':
      return 'csv';
    default:
      return '[{'.includes(firstCharacter(file)) ? 'json' : 'csv';
  }
}
