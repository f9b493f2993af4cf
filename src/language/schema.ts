/** The cell schema as the rest of this room sees it: which keys a place has, which values a key takes, what helps. */
import cellSchema from './cell.schema.json' with { type: 'json' };
import type { Verb } from './cell.js';

/** A value that a key offers, with its help. */
export interface ValueHelp {
  readonly help: string;
  /** The page's sentence that bears on it, word for word. */
  readonly page?: string | undefined;
}

/** A node of `cell.schema.json`: JSON Schema's own keywords, and ours. */
export interface SchemaNode {
  readonly $ref?: string | undefined;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly type?: string | readonly string[] | undefined;
  readonly format?: string | undefined;
  readonly enum?: readonly string[] | undefined;
  readonly const?: string | number | boolean | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly minItems?: number | undefined;
  readonly maxItems?: number | undefined;
  readonly default?: string | number | boolean | undefined;
  readonly examples?: readonly string[] | undefined;
  readonly required?: readonly string[] | undefined;
  readonly properties?: Readonly<Record<string, SchemaNode>> | undefined;
  readonly additionalProperties?: boolean | SchemaNode | undefined;
  readonly items?: SchemaNode | undefined;
  readonly anyOf?: readonly SchemaNode[] | undefined;
  /** The value set with a sentence each. */
  readonly values?: Readonly<Record<string, ValueHelp>> | undefined;
  /** The Spark property, API argument or flag that the key stands for, and Spark's own default. */
  readonly spark?: Readonly<Record<string, string>> | undefined;
  /** Why the lab's default is not Spark's. */
  readonly lab?: string | undefined;
  /** The page's sentence that bears on it, word for word. */
  readonly page?: string | undefined;
  readonly snippet?: string | undefined;
  /** The unit that a bare number probably meant. */
  readonly bareUnit?: string | undefined;
  /** Bounds of a quantity, as cells write it. */
  readonly least?: string | undefined;
  readonly most?: string | undefined;
  /** Other words that people use for the key. */
  readonly alsoCalled?: readonly string[] | undefined;
  /** The key of a job that a property of `conf` is the same as. */
  readonly standsFor?: string | undefined;
  readonly mayBeEmpty?: boolean | undefined;
  /** The value is the text that stands there, whatever it looks like: `010`, or an offset beyond what a number can count. */
  readonly asWritten?: boolean | undefined;
}

/** The whole schema, for a validator. */
export const wholeSchema: object = cellSchema;

const definitions: Readonly<Record<string, SchemaNode>> = cellSchema.$defs;

export const verbs: readonly Verb[] = [
  'job',
  'fail',
  'chart',
  'compare',
  'expect',
  'table',
  'explore',
  'biography',
  'parameters',
  'stop',
  'jobs',
  'export',
  'remove',
  'help',
  'batch',
  'service',
  'agent'
];

/** A definition of the schema by its name. @throws Error for a name that the schema does not have: a mistake of ours. */
export function definition(name: string): SchemaNode {
  const node = definitions[name];
  if (node === undefined) throw new Error(`cell.schema.json defines no ${name}`);
  return resolved(node);
}

const resolvedNodes = new WeakMap<SchemaNode, SchemaNode>();

/** The node with what it refers to: its own words win, and keys of both are its keys. */
export function resolved(node: SchemaNode): SchemaNode {
  if (node.$ref === undefined) return node;
  const known = resolvedNodes.get(node);
  if (known !== undefined) return known;
  const { $ref, ...own } = node;
  const target = definition($ref.replace('#/$defs/', ''));
  const properties = { ...target.properties, ...own.properties };
  const whole = {
    ...target,
    ...own,
    ...(target.properties || own.properties ? { properties: ownFirst(own.properties ?? {}, properties) } : {})
  };
  resolvedNodes.set(node, whole);
  return whole;
}

function ownFirst(
  own: Readonly<Record<string, SchemaNode>>,
  all: Readonly<Record<string, SchemaNode>>
): Readonly<Record<string, SchemaNode>> {
  return { ...own, ...all };
}

/** The node itself, or the nodes that it is any of. */
export function alternatives(node: SchemaNode): readonly SchemaNode[] {
  const whole = resolved(node);
  return whole.anyOf === undefined ? [whole] : whole.anyOf.flatMap(alternatives);
}

/** The keys that a mapping takes here, with their nodes, in the schema's order. */
export function keysOf(node: SchemaNode): ReadonlyMap<string, SchemaNode> {
  const keys = new Map<string, SchemaNode>();
  for (const alternative of alternatives(node)) {
    for (const [key, value] of Object.entries(alternative.properties ?? {})) keys.set(key, resolved(value));
  }
  return keys;
}

/** The words that a key takes, with their help. */
export function valuesOf(node: SchemaNode): ReadonlyMap<string, ValueHelp> {
  const values = new Map<string, ValueHelp>();
  for (const alternative of alternatives(node)) {
    if (has(alternative, 'boolean') && alternative.values === undefined && alternative.const === undefined) {
      values.set('true', { help: '' });
      values.set('false', { help: '' });
    }
    for (const word of alternative.enum ?? []) values.set(word, alternative.values?.[word] ?? { help: '' });
    for (const [word, help] of Object.entries(alternative.values ?? {})) values.set(word, help);
  }
  return values;
}

/** The node below a place, for a key of a mapping or a place in a list; null where the schema has none. */
export function below(node: SchemaNode, step: string | number): SchemaNode | null {
  for (const alternative of alternatives(node)) {
    if (typeof step === 'number' && alternative.items !== undefined) return resolved(alternative.items);
    const properties = alternative.properties ?? {};
    const property = Object.hasOwn(properties, step) ? properties[String(step)] : undefined;
    if (property !== undefined) return resolved(property);
    if (typeof alternative.additionalProperties === 'object') return resolved(alternative.additionalProperties);
  }
  return null;
}

/** The node at a path from a verb's cell; null where the schema has none. */
export function nodeAt(verb: Verb, path: readonly (string | number)[]): SchemaNode | null {
  let node: SchemaNode | null = definition(verb);
  for (const step of path) node = node && below(node, step);
  return node;
}

/** Whether a node's type is, or includes, this one. */
export function has(node: SchemaNode, type: string): boolean {
  return node.type === type || (Array.isArray(node.type) && node.type.includes(type));
}

/** Every key that any cell knows, longest first: for finding keys in a text that is not yet YAML. */
export const everyKey: readonly string[] = collectKeys();

function collectKeys(): readonly string[] {
  const keys = new Set<string>(verbs);
  for (const node of Object.values(definitions)) {
    for (const alternative of alternatives(node)) {
      for (const [key, value] of Object.entries(alternative.properties ?? {})) {
        keys.add(key);
        for (const inner of keysOf(value).keys()) keys.add(inner);
      }
    }
  }
  return [...keys].sort((one, other) => other.length - one.length || (one < other ? -1 : 1));
}
