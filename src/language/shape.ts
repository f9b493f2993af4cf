/** A cell's shape: a mapping with one verb, each key once. */
import type { Problem, Verb } from './cell.js';
import { faultKeys } from './failure.js';
import { nearest } from './nearest.js';
import { anyOfWords, problem, quoted, withFix } from './problem.js';
import type { Fix } from './problem.js';
import { everyKey, verbs } from './schema.js';
import type { EntryNode, MapNode, TreeNode } from './tree.js';

export interface Shaped {
  readonly verb: Verb;
  readonly root: MapNode;
  /** The verb's own entry. */
  readonly entry: EntryNode;
}

/** The cell's verb and mapping; null where it has none or several, and then the problems say so. */
export function shapeOf(root: TreeNode, text: string, problems: Problem[]): Shaped | null {
  if (root.kind !== 'map') {
    problems.push(notFilledIn(root, text));
    return null;
  }
  problems.push(...twice(root, text, true));
  const [first, second] = root.entries.flatMap(entry => {
    const verb = verbs.find(each => each === entry.key);
    return verb === undefined ? [] : [{ verb, entry }];
  });
  if (first === undefined) problems.push(noVerb(root));
  if (first === undefined) return null;
  if (second !== undefined && second.verb !== first.verb) {
    problems.push(twoVerbs(first.verb, second.entry, text));
    return null;
  }
  return { verb: first.verb, root, entry: first.entry };
}

const verbWords = anyOfWords(verbs.slice(0, -3));

function notFilledIn(root: TreeNode, text: string): Problem {
  const written = text.slice(root.from, root.to);
  const word = root.kind === 'scalar' ? verbs.find(verb => verb === root.source) : undefined;
  const remedy = word === undefined ? 'a cell is a verb and a name, such as "job: clicks"' : `write "${word}: …"`;
  const at = { from: root.from, to: root.from + (written.split('\n')[0] ?? '').trimEnd().length };
  return problem('not a mapping', at, `not filled in yet: ${remedy}; the verbs are ${verbWords}`);
}

function noVerb({ entries, from, to }: MapNode): Problem {
  const [first] = entries;
  if (first === undefined)
    return problem('no verb', { from, to }, `not filled in yet: begin with a verb: ${verbWords}`);
  // A key of some cell is not a misspelt verb.
  const meant = everyKey.includes(first.key) ? null : nearest(first.key, verbs);
  if (meant === null) {
    return problem(
      'no verb',
      first.keyAt,
      `a cell begins with a verb; write ${verbWords}, and then ${quoted(first.key)}`
    );
  }
  const fix = { ...first.keyAt, title: `write "${meant}"`, text: meant };
  return withFix(problem('no verb', first.keyAt, `${quoted(first.key)} is no verb; write "${meant}"`), fix);
}

function twoVerbs(first: Verb, second: EntryNode, text: string): Problem {
  const { keyAt, key } = second;
  const startsLine = keyAt.from === 0 || text.charAt(keyAt.from - 1) === '\n';
  const fix = { from: keyAt.from, to: keyAt.from, title: `split before "${key}"`, text: '---\n' };
  const message = `a cell does one thing; split it: "${first}" in this cell, "${key}" in the next, or "---" between them`;
  return withFix(problem('two verbs', keyAt, message), startsLine ? fix : undefined);
}

/** Keys that are there twice, at every depth. */
function twice(node: TreeNode, text: string, isRoot: boolean): readonly Problem[] {
  if (node.kind === 'scalar') return [];
  if (node.kind === 'list') return node.items.flatMap(item => twice(item, text, false));
  const seen = new Set<string>();
  const problems: Problem[] = [];
  for (const entry of node.entries) {
    if (seen.has(entry.key)) {
      const isFault = faultKeys.some(key => key === entry.key);
      problems.push(isFault ? twoFailures(node, entry, isRoot ? text : null) : twiceTheSame(entry));
      if (isFault) break;
    }
    seen.add(entry.key);
    problems.push(...twice(entry.value, text, false));
  }
  return problems;
}

function twiceTheSame({ key, keyAt }: EntryNode): Problem {
  return problem('duplicate key', keyAt, `"${key}" is there twice, and only one can count; take one of them out`);
}

function twoFailures(node: MapNode, second: EntryNode, text: string | null): Problem {
  const message = 'two failures? write a list: "failures: [{kill: driver}, {kill: executor}]"';
  return withFix(
    problem('two failures', second.keyAt, message),
    text === null || node.flow ? undefined : asList(node, text)
  );
}

/** The failures of a cell as the list that they should be: each begins with what it does. */
function asList({ entries }: MapNode, text: string): Fix | undefined {
  const start = entries.findIndex(entry => faultKeys.some(key => key === entry.key));
  const keys = entries.slice(start);
  const [first, last] = [keys[0], keys.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const groups: string[][] = [];
  for (const { key, keyAt, value } of keys) {
    const written = text.slice(keyAt.from, value.to);
    if (written.includes('\n')) return undefined;
    if (faultKeys.some(fault => fault === key)) groups.push([written]);
    else groups.at(-1)?.push(written);
  }
  const lines = groups.map(group => `  - {${group.join(', ')}}`);
  return {
    from: first.keyAt.from,
    to: last.value.to,
    title: 'write a list',
    text: ['failures:', ...lines].join('\n')
  };
}
