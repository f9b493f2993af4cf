/** Whether a text is a cell to run, or one whose next line is still to come: for consoles. */
import { problemsInText } from './before-yaml.js';
import { splitDocuments } from './documents.js';
import type { DocumentSpan } from './documents.js';
import type { Problem } from './cell.js';
import { parse } from './parse.js';
import { largestText } from './read.js';
import { nodeAt, verbs } from './schema.js';
import { shapeOf } from './shape.js';
import type { MapNode, Path, TreeNode } from './tree.js';

export interface Completeness {
  readonly status: 'complete' | 'incomplete' | 'invalid';
  /** The blanks that the next line begins with. */
  readonly indent: string;
}

const complete: Completeness = { status: 'complete', indent: '' };
const invalid: Completeness = { status: 'invalid', indent: '' };

/** An empty line at the end says that nothing more comes. */
export function completeness(text: string): Completeness {
  if (text.length > largestText) return invalid;
  const spans = splitDocuments(text);
  const last = spans.at(-1);
  for (const span of spans) {
    const status = ofDocument(text, span, span === last);
    if (status !== complete) return status;
  }
  return complete;
}

function ofDocument(text: string, span: DocumentSpan, isLast: boolean): Completeness {
  const slips = problemsInText(text, span);
  const isOpen = isLast && slips.every(({ code }) => code === 'unclosed');
  if (slips.length > 0) return isOpen ? { status: 'incomplete', indent: '  ' } : invalid;
  const { root, problems } = parse(text, span);
  if (problems.length > 0) return invalid;
  if (root === null) return complete;
  const isEnded = !isLast || /\n[ \t]*\n[ \t]*$/.test(text.slice(span.from, span.to));
  if (root.kind === 'scalar')
    return isVerbBegun(root.source) && !isEnded ? { status: 'incomplete', indent: '' } : invalid;
  const misshapen: Problem[] = [];
  const shaped = shapeOf(root, text, misshapen);
  if (misshapen.some(({ code }) => code === 'no verb')) return isEnded ? invalid : { status: 'incomplete', indent: '' };
  if (shaped === null || misshapen.length > 0) return invalid;
  if (isEnded) return complete;
  return lacksItsValue(shaped.root, shaped.verb) ? { status: 'incomplete', indent: indentAfter(text) } : complete;
}

function isVerbBegun(word: string): boolean {
  return verbs.some(verb => verb.startsWith(word));
}

/** Whether the last key of all has no value yet, and needs one. */
function lacksItsValue(root: MapNode, verb: (typeof verbs)[number]): boolean {
  let node: TreeNode = root;
  let path: Path = [];
  for (;;) {
    if (node.kind === 'scalar') return node.value === null && nodeAt(verb, path)?.mayBeEmpty !== true;
    const next: TreeNode | undefined = node.kind === 'list' ? node.items.at(-1) : node.entries.at(-1)?.value;
    if (next === undefined) return false;
    path = [...path, node.kind === 'list' ? node.items.length - 1 : (node.entries.at(-1)?.key ?? '')];
    node = next;
  }
}

function indentAfter(text: string): string {
  const line = text.trimEnd().split('\n').at(-1) ?? '';
  return `${/^ */.exec(line)?.[0] ?? ''}  `;
}
