/** Properties in `conf`: those that a key says otherwise, those that Spark does not have, and those that do nothing in this lab. */
import type { Problem } from './cell.js';
import { near } from './nearest.js';
import { anyOfWords, onlyOne, problem, quoted, warning, withFix } from './problem.js';
import { propertyNames } from './properties.js';
import { definition, keysOf } from './schema.js';
import sparkProperties from './spark-properties.json' with { type: 'json' };
import { entryOf } from './tree.js';
import type { EntryNode, MapNode, TreeNode } from './tree.js';
import { exactWord } from './unknown-key.js';

export function confProblems(root: MapNode): readonly Problem[] {
  const conf = entryOf(root, 'conf')?.value;
  if (conf?.kind !== 'map') return [];
  return conf.entries.flatMap(entry => difference(root, entry) ?? withoutEffect(entry) ?? []);
}

/** A property that a key says otherwise. */
function difference(root: MapNode, entry: EntryNode): Problem | null {
  const key = keysOf(definition('conf')).get(entry.key)?.standsFor;
  const other = key === undefined ? undefined : entryOf(root, key);
  if (other === undefined || sameScalar(other.value, entry.value)) return null;
  const message = `"${entry.key}" and "${other.key}" are the same setting and differ here; leave one of them`;
  return problem('both and different', entry.keyAt, message);
}

function sameScalar(one: TreeNode, other: TreeNode): boolean {
  return one.kind === 'scalar' && other.kind === 'scalar' && one.value === other.value;
}

const modelled: ReadonlySet<string> = new Set(Object.values(propertyNames));
const known: ReadonlySet<string> = new Set([...sparkProperties.names, ...sparkProperties.kafka]);

/** A property that no run here obeys: a real one is carried along to spark-submit, and any other is a slip. */
function withoutEffect({ key, keyAt }: EntryNode): Problem | null {
  const own = keysOf(definition('conf')).get(key);
  if (modelled.has(key) || own?.standsFor !== undefined) return null;
  const isReal = own !== undefined || known.has(key) || sparkProperties.families.some(family => key.startsWith(family));
  if (isReal) {
    const message = `${quoted(key)} has no effect here: the lab does not model it, and only carries it into the spark-submit line that "help" prints`;
    return warning('property without effect', keyAt, message);
  }
  const meant = meantBy(key);
  const remedy = meant.length === 0 ? 'take it out' : `write ${anyOfWords(meant)}`;
  const message = `${quoted(key)} is no property of Spark; ${remedy}`;
  return withFix(problem('unknown property', keyAt, message), onlyOne(meant, keyAt));
}

/** One of the properties that the lab obeys before any other. */
function meantBy(key: string): readonly string[] {
  const conf = definition('conf');
  const exact = exactWord(key, conf);
  if (exact !== null) return [exact];
  const ours = near(key, keysOf(conf).keys());
  return ours.length > 0 ? ours : near(key, known);
}
