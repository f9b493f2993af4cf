/** Edits of a cell's list of failures: one put in behind the others, one taken out, the text around them as it was. */
import type { Verb } from '../language/cell.js';
import { keysOf, nodeAt } from '../language/schema.js';
import { entryOf, type ListNode, type MapNode, type TreeNode } from '../language/tree.js';
import { removeKey, setKey, type Edit } from './cell-edit.js';

/** What a failure is at first. */
const usual = '{kill: driver, after: ack}';

/** Null: the cell's failures are no list. */
export function newFailure(text: string, root: MapNode, verb: Verb): Edit | null {
  const list = entryOf(root, 'failures')?.value;
  if (list?.kind !== 'list') {
    const isEmpty = list === undefined || (list.kind === 'scalar' && list.source === '');
    const node = nodeAt(verb, []);
    const order = node === null ? [] : [...keysOf(node).keys()];
    return isEmpty ? setKey({ text, map: root, key: 'failures', order }, `[${usual}]`) : null;
  }
  const last = list.items.at(-1);
  if (last === undefined) return { from: list.from, to: list.to, text: `[${usual}]` };
  const at = endOf(text, last);
  if (isFlow(text, list)) return { from: at, to: at, text: `, ${usual}` };
  const lineEnd = text.indexOf('\n', at);
  const behind = lineEnd < 0 ? text.length : text[lineEnd - 1] === '\r' ? lineEnd - 1 : lineEnd;
  return { from: behind, to: behind, text: `\n${indentOf(text, last)}- ${usual}` };
}

/** The last one goes with its key. */
export function removeFailure(text: string, root: MapNode, at: number): Edit | null {
  const list = entryOf(root, 'failures')?.value;
  const item = list?.kind === 'list' ? list.items[at] : undefined;
  if (list?.kind !== 'list' || item === undefined) return null;
  if (list.items.length === 1) return removeKey({ text, map: root, key: 'failures', order: [] });
  const [before, after] = [list.items[at - 1], list.items[at + 1]];
  if (isFlow(text, list)) {
    if (before !== undefined) return { from: endOf(text, before), to: endOf(text, item), text: '' };
    return { from: item.from, to: after?.from ?? endOf(text, item), text: '' };
  }
  const lineEnd = text.indexOf('\n', endOf(text, item));
  return { from: lineOf(text, item), to: lineEnd < 0 ? text.length : lineEnd + 1, text: '' };
}

function isFlow(text: string, list: ListNode): boolean {
  return text[list.from] === '[';
}

function lineOf(text: string, { from }: TreeNode): number {
  return text.lastIndexOf('\n', from - 1) + 1;
}

/** The blanks before an item's dash. */
function indentOf(text: string, item: TreeNode): string {
  return /^ */.exec(text.slice(lineOf(text, item)))?.[0] ?? '';
}

/** Behind an item's last word: a block's own end is behind the blanks and comments that follow it. */
function endOf(text: string, node: TreeNode): number {
  if (node.kind === 'map' && !node.flow) {
    const last = node.entries.at(-1)?.value;
    return last === undefined ? node.to : endOf(text, last);
  }
  return node.from + text.slice(node.from, node.to).trimEnd().length;
}
