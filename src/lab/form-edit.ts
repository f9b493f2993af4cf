/** What a change of a form's field does to the cell's text: one minimal edit, or none. */
import type { MapNode } from '../language/tree.js';
import { keysOf, nodeAt } from '../language/schema.js';
import type { Verb } from '../language/cell.js';
import { clearValue, removeKey, setKey, type Edit } from './cell-edit.js';

export interface FormChange {
  readonly text: string;
  readonly root: MapNode;
  readonly verb: Verb;
  readonly path: readonly string[];
  /** As typed; empty takes the key away. */
  readonly value: string;
}

export function editFor({ text, root, verb, path, value }: FormChange): Edit | null {
  const [outer = '', inner, innermost] = path;
  const order = (below: readonly (string | number)[]): readonly string[] => {
    const node = nodeAt(verb, below);
    return node === null ? [] : [...keysOf(node).keys()];
  };
  const whole = { text, map: root, key: outer, order: order([]) };
  if (inner === undefined) {
    if (value.trim() !== '') return setKey(whole, value);
    return outer === verb ? clearValue(whole) : removeKey(whole);
  }
  const map = root.entries.find(entry => entry.key === outer)?.value;
  if (map?.kind === 'list' && innermost !== undefined) {
    const item = map.items[Number(inner)];
    if (item?.kind !== 'map') return null;
    const place = { text, map: item, key: innermost, order: order([outer, Number(inner)]) };
    return value.trim() === '' ? removeKey(place) : setKey(place, value);
  }
  if (map?.kind !== 'map') return value.trim() === '' ? null : setKey(whole, `{${inner}: ${value.trim()}}`);
  const place = { text, map, key: inner, order: order([outer]) };
  if (value.trim() !== '') return setKey(place, value);
  // An empty mapping would say nothing: it goes with its last key.
  return map.entries.length === 1 && map.entries[0]?.key === inner ? removeKey(whole) : removeKey(place);
}
