/** The cells that define a job: `job`, and `explore` with a configuration or keys of its own. */
import type { Cell, JobDefinition, Problem } from './cell.js';
import type { Written } from './cell-reader.js';
import { numberField, textField, wordField } from './fields.js';
import { executorsToExplore, jobDefinition } from './job-definition.js';
import { knownJob } from './job-names.js';
import { jobProblems, ownKeys, ownProblems } from './job-problems.js';
import { near } from './nearest.js';
import { anyOfWords, onlyOne, problem, quoted, withFix } from './problem.js';
import { verbs } from './schema.js';
import { entryOf } from './tree.js';
import { configurationIds, engineNames } from './words.js';

const reserved: ReadonlySet<string> = new Set(['all', 'table', ...verbs]);

export function readJob(written: Written): Cell | null {
  const { root, entry, keys, context, problems } = written;
  const name = textField(keys, 'job') ?? '';
  if (reserved.has(name)) {
    const message = `"${name}" is a word of the language; give the job another name, such as ${name}-1`;
    problems.push(problem('bad name', entry.value, message));
  }
  const like = entryOf(root, 'like');
  const base = like === undefined ? null : knownJob(written, like.value);
  problems.push(...ownProblems({ root, at: entry.keyAt }));
  if (problems.some(isError)) return null;
  const definition = jobDefinition({ name, own: ownKeys(root, ['job', 'like']), base }, context);
  problems.push(...jobProblems({ root, at: entry.keyAt }, definition.job));
  return { verb: 'job', definition };
}

const keysOfExploring = ['explore', 'depth', 'replays'];
/** Some of each step, victim and outcome: about half a minute of real processes. */
const plainReplays = 12;

/** Exploring is done in virtual time, whatever the job runs on; `engine: local` in the cell itself replays what was found on real processes. */
export function readExplore(written: Written): Cell | null {
  const { root, keys, context } = written;
  const what = textField(keys, 'explore') ?? '';
  return {
    verb: 'explore',
    what,
    depth: numberField(keys, 'depth') === 2 ? 2 : 1,
    engine: context.overrides.engine ?? wordField(keys, 'engine', engineNames) ?? 'simulated',
    replays: numberField(keys, 'replays') ?? plainReplays,
    definition: exploredDefinition(written, what, root.entries.some(isOfJob) ? 'with keys' : 'alone')
  };
}

function isOfJob({ key }: { readonly key: string }): boolean {
  return ![...keysOfExploring, 'engine', 'seed'].includes(key);
}

/** A job that the cell itself describes; null where it names a job of the notebook as it is, or the whole table. */
function exploredDefinition(written: Written, what: string, how: 'with keys' | 'alone'): JobDefinition | null {
  const { root, entry, context, problems } = written;
  const base = context.jobs.get(what) ?? null;
  const id = configurationIds.find(each => each === what);
  if (what === 'table' || (how === 'alone' && base !== null)) return null;
  if (how === 'alone' && id === undefined) {
    problems.push(nothingToExplore(written, what));
    return null;
  }
  problems.push(...ownProblems({ root, at: entry.keyAt }));
  if (problems.some(isError)) return null;
  const own = {
    ...(id === undefined || base !== null ? {} : { configuration: id }),
    ...ownKeys(root, keysOfExploring)
  };
  const definition = jobDefinition(
    { name: what, own, base: base && simulated(base), executors: executorsToExplore(own) },
    { ...context, defaultEngine: 'simulated' }
  );
  problems.push(...jobProblems({ root, at: entry.keyAt }, definition.job));
  return definition;
}

const simulated = (base: JobDefinition): JobDefinition => ({ ...base, job: { ...base.job, engine: 'simulated' } });

function nothingToExplore({ entry, context }: Written, what: string): Problem {
  const known = [...context.jobs.keys(), ...configurationIds, 'table'];
  const meant = near(what, known);
  const remedy = anyOfWords(meant.length === 0 ? ['a job of this notebook', ...configurationIds, 'table'] : meant);
  const message = `${quoted(what)} is no job and no configuration; write ${remedy}`;
  return withFix(problem('unknown job', entry.value, message), onlyOne(meant, entry.value));
}

function isError({ severity }: Problem): boolean {
  return severity === 'error';
}
