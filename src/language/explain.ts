/** Help for what stands at a place of a cell: a key, a value, a job's name, a parameter. */
import type { Context } from './cell.js';
import { contextAt, documentAt, isInComment, spotAt, verbIn } from './cursor.js';
import type { Spot } from './cursor.js';
import { asHelp, describeKey, describeValue, describeVerb } from './describe.js';
import type { Help } from './describe.js';
import { parseLoosely } from './parse.js';
import { largestText } from './read.js';
import { alternatives, below, definition, nodeAt, valuesOf, verbs } from './schema.js';
import type { TreeNode } from './tree.js';

export interface Explanation extends Help {
  /** The word that is explained, in UTF-16 offsets. */
  readonly from: number;
  readonly to: number;
}

export function explainAt(text: string, at: number, context: Context): Explanation | null {
  const span = documentAt(text, at);
  if (text.length > largestText || isInComment(text, span, at)) return null;
  const root = parseLoosely(text, span);
  const spot = root && spotAt(root, at);
  if (root === null || spot === null) return null;
  const help = helpAt(root, spot, contextAt(text, span, context));
  return help && { ...help, from: spot.at.from, to: spot.at.to };
}

function helpAt(root: TreeNode, spot: Spot, context: Context): Help | null {
  const verb = verbIn(root);
  if (spot.role === 'key') {
    const { key } = spot.entry;
    const own = verbs.find(each => each === key);
    if (own !== undefined && spot.path.length === 0) return describeVerb(own, definition(own));
    const schema = verb && nodeAt(verb, spot.path);
    const node = schema && below(schema, key);
    return node && describeKey(key, node);
  }
  const schema = verb && nodeAt(verb, spot.path);
  if (verb === null || schema === null) return null;
  const { source } = spot.scalar;
  const parameter = /^\$\(?(\w+)\)?$/.exec(source)?.[1];
  if (parameter !== undefined) return describeParameter(parameter, context);
  const value = valuesOf(schema).get(source);
  const key = spot.path.filter(step => typeof step === 'string').at(-1) ?? verb;
  if (value !== undefined && value.help !== '') return describeValue(source, key, value);
  if (alternatives(schema).some(({ format }) => format?.endsWith('job-name'))) return describeJob(source, context);
  return describeKey(String(key), schema); // a value without words of its own: its key has them
}

function describeParameter(name: string, { parameters }: Context): Help | null {
  const value = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  return value === undefined ? null : asHelp(`$${name}`, 'a parameter', [`It is ${String(value)}.`]);
}

/** A job of the notebook: its row, and what is not a default of its settings. */
export function describeJob(name: string, { jobs }: Context): Help | null {
  const definition = jobs.get(name);
  if (definition === undefined) return null;
  const { configuration, settings, job } = definition;
  const said = settings.filter(({ origin }) => origin !== 'default').map(({ key, value }) => `${key}: ${value}`);
  const row =
    configuration === null ? 'Its settings are no row of the page.' : `Its row of the page: ${configuration}.`;
  const changed = said.length === 0 ? 'Every setting is at its default.' : `Settings: ${said.join(', ')}.`;
  return asHelp(name, `a job on ${job.engine}`, [row, changed]);
}
