/** `$rate` for a parameter's value, `$(rate)` for its text inside another: earlier cells name them. */
import type { Context, Problem } from './cell.js';
import { nearest } from './nearest.js';
import { anyOfWords, problem, withFix } from './problem.js';
import type { Place, ScalarNode, TreeNode } from './tree.js';

/** The tree with parameters in their places; an unknown name is a problem that names those there are. */
export function withParameters(node: TreeNode, parameters: Context['parameters'], problems: Problem[]): TreeNode {
  switch (node.kind) {
    case 'scalar':
      return node.quoted || typeof node.value !== 'string' ? node : filled(node, parameters, problems);
    case 'list':
      return { ...node, items: node.items.map(item => withParameters(item, parameters, problems)) };
    case 'map': {
      const entries = node.entries.map(entry => ({
        ...entry,
        value: withParameters(entry.value, parameters, problems)
      }));
      return { ...node, entries };
    }
  }
}

function filled(node: ScalarNode, parameters: Context['parameters'], problems: Problem[]): ScalarNode {
  const text = node.source;
  const alone = /^\$(?:([A-Za-z_]\w*)|\(([A-Za-z_]\w*)\))$/.exec(text);
  const only = alone?.[1] ?? alone?.[2];
  const valueOf = (name: string): string | number | boolean | undefined => {
    const value = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
    if (value === undefined) problems.push(unknown(node, name, Object.keys(parameters)));
    return value;
  };
  if (only !== undefined) {
    const value = valueOf(only);
    return value === undefined ? node : { ...node, value, source: String(value), parameter: only };
  }
  if (!text.includes('$(')) return node;
  let last: string | null = null;
  const whole = text.replace(/\$\(([A-Za-z_]\w*)\)/g, (written, name: string) => {
    last = name;
    return String(valueOf(name) ?? written);
  });
  return { ...node, value: whole, source: whole, ...(last === null ? {} : { parameter: last }) };
}

function unknown(node: ScalarNode, name: string, known: readonly string[]): Problem {
  const at = placeOf(node, name);
  if (known.length === 0) {
    return problem(
      'unknown parameter',
      at,
      `no parameter "${name}" is defined; run a cell "parameters: {${name}: …}" first`
    );
  }
  const meant = nearest(name, known);
  const names = anyOfWords(known.map(each => `$${each}`));
  const message = `no parameter "${name}" is defined; write ${names}`;
  if (meant === null || at === node) return problem('unknown parameter', at, message);
  const text = node.source.slice(at.from - node.from, at.to - node.from).replace(name, () => meant);
  return withFix(problem('unknown parameter', at, message), { ...at, title: `write ${text}`, text });
}

/** Where the parameter stands in its text; the whole text where that goes over several lines. */
function placeOf(node: ScalarNode, name: string): Place {
  if (node.to - node.from !== node.source.length) return node;
  const inside = node.source.indexOf(`$(${name})`);
  const from = node.from + Math.max(0, inside);
  return { from, to: inside < 0 ? node.to : from + name.length + 3 };
}
