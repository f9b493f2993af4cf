/** Minimal edits of a cell's text: one value set, added or removed, with comments, order and everything else as it was. */
import { parse } from '../language/parse.js';
import type { EntryNode, MapNode, TreeNode } from '../language/tree.js';

/** Replaces the text from `from` to `to` (UTF-16 offsets). */
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

export interface KeyPlace {
  readonly text: string;
  readonly map: MapNode;
  readonly key: string;
  /** The keys that the map may have, in their usual order. */
  readonly order: readonly string[];
}

/** Sets a key to a value, as typed; adds the key where it is not there yet. Null: nothing to change. */
export function setKey(place: KeyPlace, typed: string): Edit | null {
  const { text, map, key } = place;
  const value = asWritten(typed.trim(), map.flow);
  const entry = map.entries.find(each => each.key === key);
  if (entry === undefined) return addKey(place, `${key}: ${value}`);
  const { from, to } = trimmed(text, entry);
  if (text.slice(from, to) === value) return null;
  return { from, to, text: needsBlank(text, from, entry) ? ` ${value}` : value };
}

/** Takes a key away with its value. A comment on its line stays. */
export function removeKey({ text, map, key }: KeyPlace): Edit | null {
  const at = map.entries.findIndex(each => each.key === key);
  const entry = map.entries[at];
  if (entry === undefined) return null;
  const to = trimmed(text, entry).to;
  if (map.flow) {
    const before = map.entries[at - 1];
    const after = map.entries[at + 1];
    if (before !== undefined) return { from: trimmed(text, before).to, to, text: '' };
    return { from: entry.keyAt.from, to: after?.keyAt.from ?? to, text: '' };
  }
  const rest = /^[^\n]*/.exec(text.slice(to))?.[0] ?? '';
  if (rest.trim() !== '') return { from: entry.keyAt.from, to: to + rest.length - rest.trimStart().length, text: '' };
  const lineFrom = text.lastIndexOf('\n', entry.keyAt.from - 1) + 1;
  const begins = text.slice(lineFrom, entry.keyAt.from).trim() === '';
  const from = begins && lineFrom > 0 ? lineFrom - 1 : entry.keyAt.from;
  return { from, to: to + rest.length, text: '' };
}

/** Takes a value away and leaves its key. */
export function clearValue({ text, map, key }: KeyPlace): Edit | null {
  const entry = map.entries.find(each => each.key === key);
  if (entry === undefined) return null;
  const { from, to } = trimmed(text, entry);
  return from === to ? null : { from, to, text: '' };
}

/** The value of an entry as it is written; empty where there is none. */
export function writtenValue(text: string, entry: EntryNode): string {
  const { from, to } = trimmed(text, entry);
  return text.slice(from, to);
}

/** Behind the key that usually comes before it, on a line of its own or behind a comma. */
function addKey({ text, map, key, order }: KeyPlace, pair: string): Edit {
  const rank = order.indexOf(key);
  const before = map.entries.filter(entry => order.indexOf(entry.key) < rank).at(-1) ?? map.entries.at(-1);
  if (before === undefined) return { from: map.from + 1, to: map.from + 1, text: pair };
  const end = trimmed(text, before).to;
  if (map.flow) return { from: end, to: end, text: `, ${pair}` };
  const lineEnd = text.indexOf('\n', end);
  const at = lineEnd < 0 ? text.length : text[lineEnd - 1] === '\r' ? lineEnd - 1 : lineEnd;
  const lineFrom = text.lastIndexOf('\n', before.keyAt.from - 1) + 1;
  const indent = text.slice(lineFrom, before.keyAt.from).replace(/[^ ]/g, ' ');
  return { from: at, to: at, text: `\n${indent}${pair}` };
}

/** Where a value's own text stands: a block ends behind its last word, not behind the blanks that follow. */
function trimmed(text: string, { value }: EntryNode): { readonly from: number; readonly to: number } {
  const to = Math.max(value.from, value.from + text.slice(value.from, lastOf(value)).trimEnd().length);
  return { from: value.from, to };
}

/** A block of lines ends with its last leaf: comments behind it are not its own. */
function lastOf(node: TreeNode): number {
  if (node.kind === 'map' && !node.flow) {
    const last = node.entries.at(-1);
    return last === undefined ? node.to : lastOf(last.value);
  }
  return node.to;
}

/** An empty value stands right behind its colon. */
function needsBlank(text: string, from: number, { value }: EntryNode): boolean {
  return value.from === value.to && text[from - 1] === ':';
}

/** As YAML takes it for what was typed: in quotes where its signs would mean something else. A list or a mapping is typed as such. */
function asWritten(value: string, flow: boolean): string {
  if (value === '' || /^(?:\[.*\]|\{.*\}|".*"|'.*')$/s.test(value)) return value;
  const alone = flow ? `{key: ${value}}` : `key: ${value}`;
  const { root, problems } = parse(alone, { from: 0, to: alone.length });
  const [entry, ...more] = root?.kind === 'map' ? root.entries : [];
  const same = entry?.value.kind === 'scalar' && entry.value.source === value && more.length === 0;
  return same && problems.length === 0 ? value : JSON.stringify(value);
}
