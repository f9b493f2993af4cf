/** `help: TOPIC`: a verb, a key, a value, a step, a job by its name; nothing: an overview. */
import type { Context, Verb } from './cell.js';
import { asHelp, describeKey, describeValue, describeVerb, together } from './describe.js';
import type { Help } from './describe.js';
import { describeJob } from './explain.js';
import { nearest } from './nearest.js';
import { definition, everyKey, keysOf, valuesOf, verbs } from './schema.js';
import type { SchemaNode } from './schema.js';
import { printJob } from './print.js';
import { snippets } from './snippets.js';
import { programLines, sparkConf, sparkSubmit } from './spark-submit.js';

export function helpFor(topic: string | null, context: Context): Help {
  if (topic === null) return overview();
  const word = topic.trim();
  const parts = [...helpForJob(word, context), ...helpForWord(word)];
  return parts.length > 0 ? together(parts) : unknownTopic(word, context);
}

function overview(): Help {
  const lines = verbs.map(verb => `  * ${verb}: ${definition(verb).description ?? ''}`);
  return asHelp('help', 'a cell is one verb with its keys', [
    ...lines,
    'Write "help: after" for a key, "help: ack" for a value.'
  ]);
}

function helpForJob(name: string, context: Context): readonly Help[] {
  const job = context.jobs.get(name)?.job;
  const described = describeJob(name, context);
  if (job === undefined || described === null) return [];
  const spark = asHelp(name, 'for Spark', [
    'In the program:',
    ...programLines(job).map(code),
    'Its SparkConf:',
    ...sparkConf(job).map(([property, value]) => code(`${property}=${value}`)),
    'Its command line:',
    ...sparkSubmit(job).split('\n').map(code)
  ]);
  const cell = asHelp(name, 'as one cell', printJob(job).trimEnd().split('\n').map(code));
  return [described, cell, spark];
}

function code(line: string): string {
  return `    ${line}`;
}

function helpForWord(word: string): readonly Help[] {
  const verb = verbs.find(each => each === word);
  if (verb !== undefined) return [describeVerb(verb, definition(verb)), exampleOf(verb)];
  const keys = everyPlace().filter(({ key }) => key === word);
  const [key] = keys;
  if (key !== undefined) return [describeKey(word, key.node)];
  for (const place of everyPlace()) {
    const value = valuesOf(place.node).get(word);
    if (value !== undefined && value.help !== '') return [describeValue(word, place.key, value)];
  }
  return [];
}

/** A cell to begin with. */
function exampleOf(verb: Verb): Help {
  const lines = snippets.filter(snippet => snippet.verb === verb).flatMap(({ text }) => text.trimEnd().split('\n'));
  return asHelp(verb, 'an example', lines.map(code));
}

/** Every key with its node, the cells' own before those inside them. */
function everyPlace(): readonly { readonly key: string; readonly node: SchemaNode }[] {
  const outer = verbs.flatMap(verb => [...keysOf(definition(verb))].map(([key, node]) => ({ key, node })));
  const named = ['source', 'kafka', 'conf'].flatMap(name => [...keysOf(definition(name))]);
  const inside = outer.flatMap(({ node }) => [...keysOf(node)]);
  return [...outer, ...[...named, ...inside].map(([key, node]) => ({ key, node }))];
}

function unknownTopic(word: string, { jobs }: Context): Help {
  const values = everyPlace().flatMap(({ node }) => [...valuesOf(node).keys()]);
  const meant = nearest(word, [...jobs.keys(), ...everyKey, ...values]);
  const remedy = meant === null ? `The verbs are ${verbs.join(', ')}.` : `Did you mean "help: ${meant}"?`;
  return asHelp(word, 'nothing is known by this name', [remedy]);
}
