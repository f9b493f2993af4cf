/** What a key offers for its value, in this notebook and for the job at hand. */
import { steps } from '../terms/failure.js';
import type { Job } from '../terms/job.js';
import type { Context, Verb } from './cell.js';
import { jobDefinition } from './job-definition.js';
import { whyNotPaused, whyNoVictim, whyUnreachable } from './reachable.js';
import { alternatives, valuesOf } from './schema.js';
import type { SchemaNode } from './schema.js';
import { entryOf, plainMap } from './tree.js';
import type { MapNode } from './tree.js';
import { configurationIds, victims } from './words.js';

export interface Offer {
  readonly text: string;
  readonly help: string;
}

/** The cell around the value. */
export interface Surroundings {
  readonly verb: Verb;
  readonly root: MapNode;
  readonly context: Context;
}

export function offersFor(key: string, schema: SchemaNode, around: Surroundings): readonly Offer[] {
  const job = jobOf(around);
  const words = [...valuesOf(schema)]
    .filter(([word]) => job === null || isPossible(word, key, job))
    .map(([word, { help }]) => ({ text: word, help }));
  const formats = alternatives(schema).map(({ format }) => format);
  const names = formats.includes('job-name') ? nameOffers(around) : [];
  const plain = schema.default;
  const usual = plain === undefined || words.length > 0 ? [] : [{ text: String(plain), help: 'The default.' }];
  return [...words, ...names, ...usual, ...exampleOffers(schema)];
}

/** Mappings that a key takes beside words, as the schema shows them. */
function exampleOffers(schema: SchemaNode): readonly Offer[] {
  const examples = (schema.examples ?? []).filter(example => example.startsWith('{'));
  return examples.map(text => ({ text, help: schema.description ?? '' }));
}

function nameOffers({ verb, context }: Surroundings): readonly Offer[] {
  const jobs = [...context.jobs].map(([text, { configuration }]) => ({
    text,
    help: configuration === null ? 'A job of this notebook.' : `A job of this notebook: ${configuration}.`
  }));
  if (verb === 'stop') return [...jobs, { text: 'all', help: 'Every job that runs.' }];
  if (verb === 'remove') return [...jobs, { text: 'all', help: 'What runs of any job have left.' }];
  if (verb !== 'explore') return jobs;
  const rows = configurationIds.map(text => ({ text, help: 'A row of the page.' }));
  return [...jobs, ...rows, { text: 'table', help: 'Every row of the page.' }];
}

function isPossible(word: string, key: string, job: Job): boolean {
  const step = steps.find(each => each === word);
  const victim = victims.find(each => each === word);
  if (key === 'after' && step !== undefined) return whyUnreachable(job, step) === null;
  if (victim === undefined || !(key === 'kill' || key === 'pause')) return true;
  return (key === 'kill' ? whyNoVictim(job, victim) : whyNotPaused(job, victim)) === null;
}

/** The job that the cell is about, as far as it is written. */
function jobOf({ verb, root, context }: Surroundings): Job | null {
  const named = entryOf(root, verb)?.value;
  const name = named?.kind === 'scalar' ? named.source : '';
  if (verb === 'fail') return context.jobs.get(name)?.job ?? null;
  if (verb !== 'job') return null;
  const like = entryOf(root, 'like')?.value;
  const base = like?.kind === 'scalar' ? (context.jobs.get(like.source) ?? null) : null;
  return jobDefinition({ name, own: plainMap(root), base }, context).job;
}
