/** The data sets that a cell can name, all of them files of the package vega-datasets (`docs/datasets.md` has sources and licenses). */
import type { SourceContent } from '../terms/job.js';
import type { Columns } from './columns.js';
import { computeFlight, computeFlightByDistance } from './flights.js';
import type { Computed } from './input.js';

interface Described {
  /** File name in a data folder. */
  readonly file: string;
  /** What one record is, in the singular. */
  readonly noun: string;
  readonly aggregate: string;
}

/** `json array`: computed by a function of its own. `csv`: by two of its columns. */
export type Dataset =
  | (Described & { readonly format: 'json array'; readonly compute: (text: string) => Computed })
  | (Described & { readonly format: 'csv'; readonly columns: Columns });

const flights: Dataset = {
  file: 'flights-20k.json',
  noun: 'flight',
  aggregate: 'minutes of delay by origin airport',
  format: 'json array',
  compute: computeFlight
};

export const datasets: Readonly<Record<string, Dataset>> = {
  flights,
  'flights-20k': flights,
  'flights-200k': {
    file: 'flights-200k.json',
    noun: 'flight',
    aggregate: 'minutes of delay by distance band',
    format: 'json array',
    compute: computeFlightByDistance
  },
  birdstrikes: {
    file: 'birdstrikes.csv',
    noun: 'bird strike',
    aggregate: 'dollars of damage by phase of flight',
    format: 'csv',
    columns: { key: 'Phase of flight', measure: 'Cost Total $' }
  },
  'seattle-weather': {
    file: 'seattle-weather.csv',
    noun: 'day',
    aggregate: 'mm of precipitation by kind of weather',
    format: 'csv',
    columns: { key: 'weather', measure: 'precipitation' }
  }
};

/** What is sent to a topic of the job's own. */
export const datasetOfOwnTopic = 'flights';

/** The data set that these records are of; null: of none. */
export function datasetOf(content: SourceContent): Dataset | null {
  const name =
    content.from === 'dataset'
      ? content.dataset
      : content.from === 'kafka' && content.bootstrap === null
        ? datasetOfOwnTopic
        : '';
  return (Object.hasOwn(datasets, name) ? datasets[name] : undefined) ?? null;
}
