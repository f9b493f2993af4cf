/** A document's text as a tree that knows where everything stands: what the rest of this room reads, whatever parsed it. */

/** UTF-16 offsets into the whole cell. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

export interface ScalarNode extends Place {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** The text that the value is written with, without quotes. */
  readonly source: string;
  readonly quoted: boolean;
  /** The parameter that the value came from, by its name. */
  readonly parameter?: string;
}
export interface EntryNode {
  readonly key: string;
  readonly keyAt: Place;
  readonly value: TreeNode;
}
export interface MapNode extends Place {
  readonly kind: 'map';
  readonly entries: readonly EntryNode[];
  /** Written with braces. */
  readonly flow: boolean;
}
export interface ListNode extends Place {
  readonly kind: 'list';
  readonly items: readonly TreeNode[];
}
export type TreeNode = ScalarNode | MapNode | ListNode;

export type Path = readonly (string | number)[];

/** What a tree's value is, as plain JavaScript: the form that a validator takes. Keys stay own keys, whatever they are. */
function plainValue(node: TreeNode): unknown {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'list':
      return node.items.map(plainValue);
    case 'map':
      return plainMap(node);
  }
}

/** A mapping's value, as plain JavaScript. */
export function plainMap(node: MapNode): Readonly<Record<string, unknown>> {
  const plain: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const { key, value } of node.entries) plain[key] = plainValue(value);
  return plain;
}

export function entryOf(node: TreeNode, key: string): EntryNode | undefined {
  return node.kind === 'map' ? node.entries.find(entry => entry.key === key) : undefined;
}

/** The node at a path; the deepest that there is, where the path leads out of the tree. */
export function nodeAtPath(root: TreeNode, path: Path): TreeNode {
  let node = root;
  for (const step of path) {
    const next = node.kind === 'list' ? node.items[Number(step)] : entryOf(node, String(step))?.value;
    if (next === undefined) return node;
    node = next;
  }
  return node;
}

/** The entry that a path ends in, for pointing at its key; null for a place in a list. */
export function entryAtPath(root: TreeNode, path: Path): EntryNode | null {
  const last = path.at(-1);
  if (last === undefined) return null;
  return entryOf(nodeAtPath(root, path.slice(0, -1)), String(last)) ?? null;
}
