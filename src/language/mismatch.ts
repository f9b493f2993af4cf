/** What breaks the schema, said in a cell's own words: one problem for each place. */
import type { Problem, Verb } from './cell.js';
import { anyOfWords, problem, quoted } from './problem.js';
import { definition, has, alternatives, keysOf, nodeAt } from './schema.js';
import type { SchemaNode } from './schema.js';
import { entryAtPath, nodeAtPath } from './tree.js';
import type { MapNode, Path, TreeNode } from './tree.js';
import { unknownKey } from './unknown-key.js';
import { valueProblem } from './value-problem.js';
import type { Breach } from './validator.js';

const aboutKeys = new Set(['unevaluatedProperties', 'additionalProperties']);

/** The problems of a cell's mapping, in the order of the text. */
export function mismatches(verb: Verb, root: MapNode, breaches: readonly Breach[]): readonly Problem[] {
  const problems: Problem[] = [];
  const told = new Set<string>();
  for (const breach of breaches) {
    const place = breach.path.join('\n') + (breach.key === null ? '' : `\n${breach.key}`);
    const schema = nodeAt(verb, breach.path);
    const node = nodeAtPath(root, breach.path);
    if (schema === null || told.has(place) || !isTheReason(breach, schema, { node, breaches })) continue;
    told.add(place);
    problems.push(...problemOf(verb, root, breach));
  }
  return problems.sort((one, other) => one.from - other.from);
}

interface Surroundings {
  readonly node: TreeNode;
  readonly breaches: readonly Breach[];
}

/** Where a value may be one of several kinds, only what its own kind breaks is worth a word. */
function isTheReason(breach: Breach, schema: SchemaNode, { node, breaches }: Surroundings): boolean {
  if (aboutKeys.has(breach.keyword)) {
    return node.kind === 'map' && breach.key !== null && !keysOf(schema).has(breach.key);
  }
  const ofItsKind = alternatives(schema).filter(each => takes(each, node));
  if (breach.keyword === 'required') return ofItsKind.some(each => each.required?.includes(breach.key ?? ''));
  if (node.kind === 'scalar' || ofItsKind.length === 0) return true;
  if (breach.keyword === 'anyOf') return !breaches.some(other => other !== breach && isBelow(other.path, breach.path));
  return !['type', 'enum', 'const', 'format'].includes(breach.keyword);
}

function isBelow(path: Path, above: Path): boolean {
  return path.length >= above.length && above.every((step, index) => path[index] === step);
}

function takes(schema: SchemaNode, node: TreeNode): boolean {
  if (node.kind === 'scalar') return !has(schema, 'object') && !has(schema, 'array');
  return has(schema, node.kind === 'map' ? 'object' : 'array');
}

function problemOf(verb: Verb, root: MapNode, breach: Breach): readonly Problem[] {
  const schema = nodeAt(verb, breach.path) ?? definition(verb);
  const node = nodeAtPath(root, breach.path);
  const entry = entryAtPath(root, breach.path);
  if (node.kind === 'map' && breach.key !== null) {
    const inner = node.entries.find(each => each.key === breach.key);
    const named = keyFor(breach.path, verb);
    if (aboutKeys.has(breach.keyword)) {
      return inner === undefined ? [] : [unknownKey(inner, { verb, place: named, schema, path: breach.path })];
    }
    if (breach.keyword === 'required') return [missingKey(breach.key, named, entry?.keyAt ?? node)];
    return inner === undefined ? [] : [badKey(inner.key, inner.keyAt, named)];
  }
  return [valueProblem({ node, schema, key: keyFor(breach.path, verb), keyAt: entry?.keyAt ?? node })];
}

function keyFor(path: Path, verb: Verb): string {
  return path.filter(step => typeof step === 'string').at(-1) ?? verb;
}

function missingKey(key: string, place: string, at: { readonly from: number; readonly to: number }): Problem {
  return problem('missing key', at, `"${place}" needs the key "${key}"; write "${key}: …"`);
}

function badKey(key: string, at: { readonly from: number; readonly to: number }, place: string): Problem {
  const takesNames = place === 'parameters';
  const rule = takesNames ? 'a name of letters, digits and _, such as rate' : anyOfWords(['a number from 0']);
  return problem('bad name', at, `${quoted(key)} cannot be a key of "${place}"; write ${rule}`);
}
