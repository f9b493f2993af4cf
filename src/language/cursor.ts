/** Where in a cell a place is: in a key or in a value, of which mapping, in which verb's cell. */
import type { Context, Verb } from './cell.js';
import { splitDocuments } from './documents.js';
import type { DocumentSpan } from './documents.js';
import { mask } from './mask.js';
import { verbs } from './schema.js';
import type { EntryNode, MapNode, Path, Place, ScalarNode, TreeNode } from './tree.js';
import { extendContext, readDocument } from './read.js';

export type Spot =
  | { readonly role: 'key'; readonly path: Path; readonly map: MapNode; readonly entry: EntryNode; readonly at: Place }
  | { readonly role: 'value'; readonly path: Path; readonly scalar: ScalarNode; readonly at: Place };

/** The key or the value at an offset; null: blanks, or punctuation. */
export function spotAt(node: TreeNode, at: number, path: Path = []): Spot | null {
  switch (node.kind) {
    case 'scalar':
      return node.from <= at && at <= node.to ? { role: 'value', path, scalar: node, at: node } : null;
    case 'list':
      return firstSpot(node.items.map((item, index) => () => spotAt(item, at, [...path, index])));
    case 'map':
      return firstSpot(
        node.entries.map(entry => () => {
          const { keyAt, key, value } = entry;
          if (keyAt.from <= at && at <= keyAt.to) return { role: 'key', path, map: node, entry, at: keyAt };
          return spotAt(value, at, [...path, key]);
        })
      );
  }
}

function firstSpot(each: readonly (() => Spot | null)[]): Spot | null {
  for (const look of each) {
    const spot = look();
    if (spot !== null) return spot;
  }
  return null;
}

/** The document that an offset is in. */
export function documentAt(text: string, at: number): DocumentSpan {
  const spans = splitDocuments(text);
  return spans.find(({ from, to }) => from <= at && at <= to) ?? { from: at, to: at };
}

/** What is known at a document: from cells before, and from the documents before it. */
export function contextAt(text: string, span: DocumentSpan, context: Context): Context {
  return splitDocuments(text)
    .filter(({ to }) => to <= span.from)
    .reduce((known, before) => extendContext(known, readDocument(text, before, known)), context);
}

/** Whether an offset is in a comment, behind its `#`. */
export function isInComment(text: string, span: DocumentSpan, at: number): boolean {
  const { comments } = mask(text.slice(span.from, span.to));
  return comments.some(({ from, to }) => from + span.from < at && at <= to + span.from);
}

/** The verb of a mapping, whatever else it has. */
export function verbIn(root: TreeNode): Verb | null {
  if (root.kind !== 'map') return null;
  return verbs.find(verb => root.entries.some(({ key }) => key === verb)) ?? null;
}
