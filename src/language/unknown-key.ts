/** A key that a place does not have: misspelt, called by another word, or at home elsewhere. */
import type { Problem, Verb } from './cell.js';
import { near } from './nearest.js';
import { anyOfWords, onlyOne, problem, quoted, withFix } from './problem.js';
import { definition, keysOf, verbs } from './schema.js';
import type { SchemaNode } from './schema.js';
import type { EntryNode, Path } from './tree.js';

interface Surroundings {
  readonly verb: Verb;
  /** The verb or key whose mapping it stands in. */
  readonly place: string;
  readonly schema: SchemaNode;
  readonly path: Path;
}

export function unknownKey({ key, keyAt }: EntryNode, where: Surroundings): Problem {
  const keys = [...keysOf(where.schema).keys()];
  const home = homeOf(key, where);
  const exact = exactWord(key, where.schema);
  const meant = exact !== null ? [exact] : home === null ? near(key, keys) : [];
  if (meant.length > 0) {
    const words = anyOfWords(meant.map(word => `"${word}"`));
    const message = `${quoted(key)} is no key of "${where.place}"; write ${words}`;
    return withFix(problem('unknown key', keyAt, message), onlyOne(meant, keyAt));
  }
  const remedy = home ?? (keys.length === 0 ? 'it has none, so leave this out' : `write ${anyOfWords(keys)}`);
  return problem('unknown key', keyAt, `${quoted(key)} is no key of "${where.place}"; ${remedy}`);
}

/** The key that goes by this word but for case and separators, or that people also call so. */
export function exactWord(word: string, schema: SchemaNode): string | null {
  const plain = plainForm(word);
  for (const [key, node] of keysOf(schema)) {
    const last = key.split('.').at(-1) ?? key;
    if ([key, last, ...(node.alsoCalled ?? [])].some(each => plainForm(each) === plain)) return key;
  }
  return null;
}

function plainForm(word: string): string {
  return word.toLowerCase().replace(/[\s\-_.]/g, '');
}

/** Where the key is at home instead: inside a key of this cell, beside it, or in a cell of another verb. */
function homeOf(key: string, { verb, schema, path }: Surroundings): string | null {
  for (const [outer, node] of keysOf(schema)) {
    if (outer !== 'failures' && keysOf(node).has(key))
      return `it belongs into "${outer}": write "${outer}: {${key}: …}"`;
  }
  if (/^spark\./.test(key) && keysOf(schema).has('conf')) return `it is a Spark property: write "conf: {${key}: …}"`;
  if (path.length > 0 && keysOf(definition(verb)).has(key))
    return `it is a key of the cell: write it at the line's start`;
  if (keysOf(definition('fail')).has(key) && keysOf(schema).has('failures')) {
    return `a failure goes into a list: write "failures: [{kill: driver, after: ack}]", or a cell "fail: NAME"`;
  }
  const other = verbs.find(each => each !== verb && keysOf(definition(each)).has(key));
  return other === undefined || path.length > 0 ? null : `it belongs to the verb "${other}"`;
}
