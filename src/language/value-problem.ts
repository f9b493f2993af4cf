/** A value that its key does not take: what the key takes, and the edit that probably mends it. */
import type { Problem, ProblemCode } from './cell.js';
import { expectedOf } from './expected.js';
import { near, nearest } from './nearest.js';
import { anyOfWords, problem, quoted, withFix } from './problem.js';
import type { Fix } from './problem.js';
import { alternatives, below, has, keysOf, valuesOf } from './schema.js';
import type { SchemaNode } from './schema.js';
import { parseDuration, parseRate } from './quantity.js';
import type { Place, ScalarNode, TreeNode } from './tree.js';

export interface WrongValue {
  readonly node: TreeNode;
  readonly schema: SchemaNode;
  readonly key: string;
  readonly keyAt: Place;
}

export function valueProblem(wrong: WrongValue): Problem {
  const { node, schema, key } = wrong;
  if (node.kind === 'scalar') return scalarProblem(node, wrong);
  const takesLists = alternatives(schema).some(each => has(each, 'array'));
  if (node.kind === 'list' && takesLists) {
    const [list] = alternatives(schema).filter(each => has(each, 'array'));
    const [least, most] = [list?.minItems ?? 0, list?.maxItems ?? Infinity];
    if (node.items.length < least) {
      const message = `"${key}" needs at least ${least}; write ${expectedOf(schema)}`;
      return problem('out of bounds', node, message);
    }
    if (node.items.length > most)
      return problem('out of bounds', node, `"${key}" takes at most ${most}; leave some out`);
    return problem('unknown value', node, `"${key}" names the same one twice; name each once`);
  }
  const what = node.kind === 'list' ? 'a list' : 'a mapping';
  return problem('wrong kind of value', node, `"${key}" is ${what} here; write ${expectedOf(schema)}`);
}

function scalarProblem(node: ScalarNode, wrong: WrongValue): Problem {
  return (
    hashNumber(node, wrong) ??
    bareNumber(node, wrong) ??
    outOfBounds(node, wrong) ??
    yesOrNo(node, wrong) ??
    listWanted(node, wrong) ??
    mappingWanted(node, wrong) ??
    textWanted(node, wrong) ??
    badName(node, wrong) ??
    notBuilt(node, wrong) ??
    unknownWord(node, wrong)
  );
}

/** A fix in the cell's text: not where a parameter's value stands, which is written elsewhere. */
function replacing(node: ScalarNode, text: string): Fix | undefined {
  return node.parameter === undefined ? { from: node.from, to: node.to, title: `write ${text}`, text } : undefined;
}

function hashNumber(node: ScalarNode, { schema, key }: WrongValue): Problem | null {
  const parts = /^(.*?)\s*#(\d+)$/.exec(node.source);
  if (!parts || !valuesOf(schema).has(parts[1] ?? '')) return null;
  const message = `"#${parts[2]}" says nothing here; write "${key}: ${parts[1]}" and "occurrence: ${parts[2]}"`;
  return problem('hash number', node, message);
}

function bareNumber(node: ScalarNode, { schema, key }: WrongValue): Problem | null {
  const [quantity] = alternatives(schema).filter(each => each.bareUnit !== undefined);
  if (quantity?.bareUnit === undefined || !/^\d+(\.\d+)?$/.test(node.source)) return null;
  const meant = `${node.source}${unitFor(node.source, quantity)}`;
  const where = node.parameter === undefined ? '' : ` in the parameter "${node.parameter}"`;
  const message = `${node.source} has no unit; write ${meant} for "${key}"${where}, if that is what is meant`;
  return withFix(problem('bare number', node, message), replacing(node, meant));
}

/** The key's own unit, or the next one with which the number is within the key's bounds. */
function unitFor(source: string, { bareUnit = '', least = '', most = '' }: SchemaNode): string {
  const [leastMs, mostMs] = [parseDuration(least), parseDuration(most)];
  if (leastMs === null || mostMs === null) return bareUnit;
  const units = [bareUnit, 'ms', 's', 'min', 'h'];
  const fits = units.find(unit => {
    const ms = parseDuration(`${source}${unit}`);
    return ms !== null && ms >= leastMs && ms <= mostMs;
  });
  return fits ?? bareUnit;
}

function outOfBounds(node: ScalarNode, { schema, key }: WrongValue): Problem | null {
  for (const { minimum, maximum, least, most } of alternatives(schema)) {
    if (minimum !== undefined && typeof node.value === 'number' && Number.isInteger(node.value)) {
      const bounds = maximum === undefined ? `${minimum} or more` : `from ${minimum} to ${maximum}`;
      return problem('out of bounds', node, `"${key}" cannot be ${node.source}; write a whole number, ${bounds}`);
    }
    const isQuantity = parseDuration(node.source) !== null || parseRate(node.source) !== null;
    if (least !== undefined && most !== undefined && isQuantity && sameKind(node.source, least)) {
      return problem(
        'out of bounds',
        node,
        `"${key}" cannot be ${node.source}; write something from ${least} to ${most}`
      );
    }
  }
  return null;
}

function sameKind(text: string, bound: string): boolean {
  return (parseDuration(text) === null) === (parseDuration(bound) === null);
}

function yesOrNo(node: ScalarNode, { schema, key }: WrongValue): Problem | null {
  const meant = { yes: 'true', on: 'true', no: 'false', off: 'false' }[node.source.toLowerCase()];
  const [words] = alternatives(schema).filter(each => has(each, 'boolean'));
  if (meant === undefined || words === undefined) return null;
  return withFix(
    problem('wrong kind of value', node, `"${key}" is true or false; write ${meant}`),
    replacing(node, meant)
  );
}

/** `kill: driver and executor`, `compare: a, b`. */
function listWanted(node: ScalarNode, { schema, key }: WrongValue): Problem | null {
  const [list] = alternatives(schema).filter(each => has(each, 'array'));
  if (list === undefined || list.items === undefined || typeof node.value !== 'string') return null;
  const parts = node.value.split(/\s*(?:,|;|&|\+|\band\b)\s*/).filter(part => part !== '');
  const words = valuesOf(below(list, 0) ?? list);
  const meant = parts.map(part => (words.size === 0 ? part : nearest(part, words.keys())));
  if (parts.length < 2 || meant.includes(null)) {
    if (alternatives(schema).length > 1) return null;
    return problem('wrong kind of value', node, `"${key}" takes a list; write ${expectedOf(schema)}`);
  }
  const text = `[${meant.join(', ')}]`;
  return withFix(
    problem('wrong kind of value', node, `several are a list; write "${key}: ${text}"`),
    replacing(node, text)
  );
}

/** `source: flights` */
function mappingWanted(node: ScalarNode, { schema, key }: WrongValue): Problem | null {
  const kinds = alternatives(schema);
  if (!kinds.every(each => has(each, 'object'))) return null;
  for (const [inner, innerNode] of keysOf(schema)) {
    const word = nearest(node.source, valuesOf(innerNode).keys());
    if (word !== null && !has(innerNode, 'boolean')) {
      const text = `{${inner}: ${word}}`;
      return withFix(
        problem('wrong kind of value', node, `"${key}" takes keys of its own; write "${key}: ${text}"`),
        replacing(node, text)
      );
    }
  }
  return problem('wrong kind of value', node, `"${key}" takes keys of its own; write ${expectedOf(schema)}`);
}

function textWanted(node: ScalarNode, { schema, key }: WrongValue): Problem | null {
  const plain = alternatives(schema).every(each => each.type === 'string' && each.enum === undefined);
  if (!plain || typeof node.value === 'string' || node.value === null) return null;
  const named = alternatives(schema).some(each => each.format?.endsWith('-name'));
  if (named) return null;
  const text = `'${node.source}'`;
  return withFix(
    problem('wrong kind of value', node, `"${key}" is a text; write ${text}, in quotes`),
    replacing(node, text)
  );
}

function badName(node: ScalarNode, { schema }: WrongValue): Problem | null {
  if (!alternatives(schema).some(each => each.format?.endsWith('job-name'))) return null;
  const meant = node.source
    .trim()
    .replace(/[^\p{L}\p{N}_.-]+/gu, '-')
    .replace(/^[^\p{L}]+|-+$/gu, '')
    .slice(0, 64);
  const rule = 'a name begins with a letter and goes on with letters, digits, -, _ or ., 64 at most';
  const fits = meant !== '' && meant !== node.source;
  const remedy = fits ? `; write ${meant}` : '; choose another';
  const code = typeof node.value === 'string' ? 'bad name' : 'wrong kind of value';
  return withFix(
    problem(code, node, `${quoted(node.source)} cannot be a name: ${rule}${remedy}`),
    fits ? replacing(node, meant) : undefined
  );
}

/** Real Spark is a word of the field's, and no engine of this version. */
function notBuilt(node: ScalarNode, { schema, key }: WrongValue): Problem | null {
  if (key !== 'engine' || node.source.toLowerCase() !== 'spark') return null;
  const message = `real Spark is no part of this version; write ${anyOfWords([...valuesOf(schema).keys()])}`;
  return problem('unknown value', node, message);
}

function unknownWord(node: ScalarNode, { schema, key }: WrongValue): Problem {
  const words = [...valuesOf(schema).keys()];
  const meant = near(node.source, words);
  const wanted = meant.length === 0 ? expectedOf(schema) : anyOfWords(meant);
  const [only, ...others] = meant;
  const fix = only === undefined || others.length > 0 ? undefined : replacing(node, only);
  return withFix(
    problem(
      codeFor(node, schema, words),
      node,
      `${quoted(node.source)} is nothing that "${key}" takes; write ${wanted}`
    ),
    fix
  );
}

function codeFor(node: ScalarNode, schema: SchemaNode, words: readonly string[]): ProblemCode {
  const kinds = alternatives(schema);
  if (words.length > 0 && !kinds.some(each => has(each, 'boolean'))) return 'unknown value';
  if (kinds.some(each => each.bareUnit !== undefined)) return 'not a quantity';
  return typeof node.value === 'string' && kinds.some(each => has(each, 'string'))
    ? 'unknown value'
    : 'wrong kind of value';
}
