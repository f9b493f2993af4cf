/** A tree as the schema wants to see it: empty values that may be empty filled in, texts that look like something else as they are written. Other empty values are problems. */
import type { Problem } from './cell.js';
import { problem, withFix } from './problem.js';
import { alternatives, below, valuesOf } from './schema.js';
import type { SchemaNode } from './schema.js';
import type { EntryNode, ScalarNode, TreeNode } from './tree.js';

/** The text that a tree was read from, and where its problems go. */
export interface Reading {
  readonly text: string;
  readonly problems: Problem[];
}

/** @param schema the schema's node for this place; null where it has none: such a key is another's problem. */
export function normalForm(node: TreeNode, schema: SchemaNode | null, reading: Reading): TreeNode {
  if (node.kind === 'scalar') return asWritten(node, schema);
  if (node.kind === 'list') {
    return {
      ...node,
      items: node.items.map((item, index) => {
        if (isEmpty(item)) {
          reading.problems.push(
            problem('no value', item, 'this dash has nothing behind it; write a value, or take it out')
          );
        }
        return normalForm(item, schema && below(schema, index), reading);
      })
    };
  }
  const entries = node.entries.map(entry => {
    const inner = schema && below(schema, entry.key);
    if (!isEmpty(entry.value)) return { ...entry, value: normalForm(entry.value, inner, reading) };
    return inner === null ? entry : { ...entry, value: whereEmpty(entry, entry.value, { schema: inner, reading }) };
  });
  return { ...node, entries };
}

function isEmpty(node: TreeNode): node is ScalarNode {
  return node.kind === 'scalar' && node.value === null;
}

interface Emptiness {
  readonly schema: SchemaNode;
  readonly reading: Reading;
}

function whereEmpty({ key, keyAt }: EntryNode, value: ScalarNode, { schema, reading }: Emptiness): TreeNode {
  if (schema.mayBeEmpty === true) return { ...value, value: schema.enum?.[0] ?? '' };
  const rest = /^[^\n]*/.exec(reading.text.slice(value.to))?.[0] ?? '';
  const comment = /^\s*#\s*(.*?)\s*$/.exec(rest);
  const suggestion = exampleOf(schema);
  const such = suggestion === null ? '' : `, such as "${key}: ${suggestion}"`;
  if (value.source === '' && comment !== null) {
    const eaten = comment[1] ?? '';
    const message = `everything after # is a comment, so "${key}" has no value; write the value before the #${such}`;
    const at = { from: value.to + rest.indexOf('#'), to: value.to + rest.trimEnd().length };
    const fix = { from: value.to, to: at.to, title: `write "${key}: ${eaten}"`, text: ` ${eaten}` };
    reading.problems.push(
      withFix(problem('comment ate value', at, message), /^[\w/.-]+$/.test(eaten) ? fix : undefined)
    );
  } else {
    reading.problems.push(problem('no value', keyAt, `"${key}" has no value; write one after the colon${such}`));
  }
  return value;
}

/** A value to show for a key: an example, its default or the first of its words. */
function exampleOf(schema: SchemaNode): string | null {
  const [example] = schema.examples ?? alternatives(schema).flatMap(each => each.examples ?? []);
  if (example !== undefined) return example.startsWith('\n') ? '[…]' : example;
  if (schema.default !== undefined) return String(schema.default);
  const [word] = valuesOf(schema).keys();
  return word ?? null;
}

function asWritten(node: ScalarNode, schema: SchemaNode | null): ScalarNode {
  if (schema === null || node.value === null) return node;
  if (alternatives(schema).some(each => each.asWritten === true)) return { ...node, value: node.source };
  const word = wordFor(node.source, schema);
  return word === null ? node : { ...node, value: word };
}

/** A step by what it does, which is how results print it: `acknowledge` for `ack`. Its help begins with it. */
function wordFor(text: string, schema: SchemaNode): string | null {
  const values = valuesOf(schema);
  if (text === '' || values.has(text)) return null;
  const title = text.toLowerCase();
  const [only, ...others] = [...values].filter(([, { help }]) =>
    [`${title}: `, `${title} (`].some(beginning => help.toLowerCase().startsWith(beginning))
  );
  return only === undefined || others.length > 0 ? null : only[0];
}
