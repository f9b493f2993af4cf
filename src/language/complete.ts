/** Completion: verbs in an empty cell, then the keys and values that the schema has for the place. */
import type { Context } from './cell.js';
import { contextAt, documentAt, isInComment, spotAt, verbIn } from './cursor.js';
import type { Spot } from './cursor.js';
import { offersFor } from './offered.js';
import type { Offer } from './offered.js';
import { parseLoosely } from './parse.js';
import { largestText } from './read.js';
import { alternatives, definition, has, keysOf, nodeAt, verbs } from './schema.js';
import type { SchemaNode } from './schema.js';
import type { TreeNode } from './tree.js';

export interface Completion {
  readonly matches: readonly Offer[];
  /** What a match replaces, in UTF-16 offsets. */
  readonly from: number;
  readonly to: number;
}

/** Stands for the cursor while the text is parsed: a word that nobody writes. */
const marker = 'cUrSoR8361';

export function completeCell(text: string, at: number, context: Context): Completion {
  const nothing = { matches: [], from: at, to: at };
  const span = documentAt(text, at);
  if (text.length > largestText || isInComment(text, span, at)) return nothing;
  const marked = markedText(text, at);
  const root = parseLoosely(marked, { from: span.from, to: span.to + marked.length - text.length });
  const spot = root && spotAt(root, at);
  if (root === null || spot === null) return nothing;
  const written = marked.slice(spot.at.from, spot.at.to);
  const begun = written.split(marker)[0] ?? '';
  const range = { from: spot.at.from, to: Math.min(text.length, spot.at.from + written.replace(marker, '').length) };
  if (!written.includes(marker) || range.from > at || range.to < at) return nothing;
  const known = contextAt(text, span, context);
  const hasColon = /^\s*:/.test(text.slice(range.to));
  return { matches: matching(offersAt(root, spot, { context: known, begun, hasColon }), begun), ...range };
}

/** The text with the marker; a word alone on its line becomes a key, so that it is one to the parser too. */
function markedText(text: string, at: number): string {
  const [before, after] = [text.slice(0, at), text.slice(at)];
  const line = /[^\n]*$/.exec(before)?.[0] ?? '';
  const rest = /^[^\n]*/.exec(after)?.[0] ?? '';
  const isWord = /^[ \t]*(?:- +)*[\w.-]*(?: [\w.-]+)*$/.test(line) && /^[\w.-]*[ \t\r]*$/.test(rest);
  const word = /^[\w.-]*/.exec(rest)?.[0] ?? '';
  return isWord ? `${before}${marker}${word}:${after.slice(word.length)}` : `${before}${marker}${after}`;
}

interface Wanted {
  readonly context: Context;
  /** What is written before the cursor. */
  readonly begun: string;
  readonly hasColon: boolean;
}

function offersAt(root: TreeNode, spot: Spot, { context, begun, hasColon }: Wanted): readonly Offer[] {
  const verb = verbIn(root);
  if (begun.startsWith('$') && spot.role === 'value') {
    return Object.entries(context.parameters).map(([name, value]) => ({
      text: `$${name}`,
      help: `Is ${String(value)}.`
    }));
  }
  if (spot.role === 'key' && spot.path.length === 0 && verb === null) return verbOffers(hasColon);
  if (verb === null || root.kind !== 'map') return [];
  const schema = nodeAt(verb, spot.path);
  if (schema === null) return [];
  const key = spot.path.filter(step => typeof step === 'string').at(-1) ?? verb;
  if (spot.role === 'value') return offersFor(key, schema, { verb, root, context });
  const given = new Set(spot.map.entries.filter(entry => entry !== spot.entry).map(entry => entry.key));
  const keys = keyOffers(schema, given, hasColon);
  return keys.length > 0 || !takesWords(schema) ? keys : offersFor(key, schema, { verb, root, context });
}

function verbOffers(hasColon: boolean): readonly Offer[] {
  return verbs.map(verb => ({ text: withColon(verb, hasColon), help: definition(verb).description ?? '' }));
}

function keyOffers(schema: SchemaNode, given: ReadonlySet<string>, hasColon: boolean): readonly Offer[] {
  return [...keysOf(schema)]
    .filter(([key]) => !given.has(key))
    .map(([key, node]) => ({ text: withColon(key, hasColon), help: node.description ?? '' }));
}

function takesWords(schema: SchemaNode): boolean {
  return alternatives(schema).some(each => !has(each, 'object'));
}

function withColon(key: string, hasColon: boolean): string {
  return hasColon ? key : `${key}: `;
}

/** Those that begin so; where none does, those that hold it. Case and separators are as one likes. */
function matching(offers: readonly Offer[], begun: string): readonly Offer[] {
  const exactly = offers.filter(({ text }) => text.startsWith(begun));
  if (exactly.length > 0) return exactly;
  const plain = plainForm(begun);
  const starting = offers.filter(({ text }) => plainForm(text).startsWith(plain));
  return starting.length > 0 ? starting : offers.filter(({ text }) => plainForm(text).includes(plain));
}

function plainForm(text: string): string {
  return text.toLowerCase().replace(/[\s\-_:]/g, '');
}
