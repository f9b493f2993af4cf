/** What a key takes, in words, for the remedy of a sentence and for help. */
import { anyOfWords } from './problem.js';
import { alternatives, has, resolved } from './schema.js';
import type { SchemaNode } from './schema.js';

const formatWords: Readonly<Record<string, string>> = {
  duration: 'a duration such as 500ms or 2s',
  rate: 'a rate such as 500/s',
  size: 'a size such as 512m or 1g',
  'new-job-name': 'a name such as clicks',
  'job-name': "a job's name",
  'parameter-name': 'a name such as rate',
  topic: 'a topic such as clicks',
  servers: 'an address such as broker:9092',
  partition: "a partition's number",
  offset: 'an offset such as 1200',
  begin: 'earliest, latest or a time such as 2026-01-31T12:00:00Z',
  end: 'now or a duration such as 30s'
};

/** `driver, executor or a list such as [driver, receiver executor]`. */
export function expectedOf(node: SchemaNode): string {
  const whole = resolved(node);
  const parts = alternatives(whole).flatMap(each => partsOf(each, whole));
  return anyOfWords([...new Set(parts)]);
}

function partsOf(each: SchemaNode, whole: SchemaNode): readonly string[] {
  if (each.enum !== undefined) return each.enum;
  if (each.const !== undefined) return [String(each.const)];
  if (has(each, 'boolean') && has(each, 'number')) return ['a text, a number, true or false'];
  if (has(each, 'boolean')) return ['true', 'false'];
  if (has(each, 'array') || has(each, 'object')) {
    const examples = [...(whole.examples ?? []), ...(each.examples ?? [])];
    const opening = has(each, 'array') ? '[' : '{';
    const example = examples.find(text => text.startsWith(opening));
    if (example !== undefined) return [example];
    return [has(each, 'array') ? `a list such as [${firstExample(each)}]` : 'a mapping {key: value}'];
  }
  if (has(each, 'integer')) {
    const { minimum = 0, maximum } = each;
    return [
      maximum === undefined ? `a whole number, ${minimum} or more` : `a whole number from ${minimum} to ${maximum}`
    ];
  }
  return [formatWords[each.format ?? ''] ?? 'a text'];
}

function firstExample(list: SchemaNode): string {
  const item = list.items === undefined ? undefined : resolved(list.items);
  const [example] = item === undefined ? [] : [...(item.examples ?? []), ...(item.enum ?? [])];
  return example ?? '{kill: driver, after: ack}';
}
