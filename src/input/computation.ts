/** What a process needs that computes records and never reads them: of a known data set the function alone, not its megabytes. */
import type { SourceContent } from '../terms/job.js';
import { datasetOf } from './datasets.js';
import type { Input } from './input.js';

import { openInput, type InputPlaces } from './open-input.js';
import { computeAnything } from './topic-input.js';

/** @throws InputError where the content must be read to know, and cannot be */
export async function openComputation(content: SourceContent, places: InputPlaces): Promise<Pick<Input, 'compute'>> {
  if (content.from === 'kafka' && content.bootstrap !== null) return { compute: computeAnything };
  const known = datasetOf(content);
  return known?.format === 'json array' ? { compute: known.compute } : openInput(content, places);
}
