/** Problems as people read them: the line, the line itself with a caret, the sentence with its remedy. */
import type { Problem } from './cell.js';
import { splitDocuments } from './documents.js';
import { parseLoosely } from './parse.js';
import { nodeAtPath, type Path } from './tree.js';

/** Longer lines are shown around the place. */
const widthMax = 100;

/** The lines of all problems, one empty line between them. */
export function renderProblems(text: string, problems: readonly Problem[]): readonly string[] {
  return problems.flatMap((each, index) => [...(index > 0 ? [''] : []), ...rendered(text, each)]);
}

/**
 * What only shows when the cell runs, under the line that it is about.
 * @param document its place among the text's documents, from 0. @param path the setting's; where the cell has it from another, its first line.
 */
export function renderAt(text: string, about: { readonly document: number; readonly path: Path }, message: string) {
  const span = splitDocuments(text)[about.document];
  const root = span === undefined ? null : parseLoosely(text, span);
  if (root === null) return [message];
  const { from, to } = nodeAtPath(root, about.path);
  return rendered(text, { from, to, message, severity: 'error' });
}

type Shown = Pick<Problem, 'from' | 'to' | 'message' | 'severity'>;
function rendered(text: string, { from, to, message, severity }: Shown): readonly string[] {
  const lineFrom = text.lastIndexOf('\n', from - 1) + 1;
  const lineEnd = text.indexOf('\n', lineFrom);
  const line = text.slice(lineFrom, lineEnd < 0 ? text.length : lineEnd).replace(/\r$/, '');
  const number = text.slice(0, lineFrom).split('\n').length;
  const start = Math.max(0, from - lineFrom - widthMax + 40);
  const shown = line.slice(start, start + widthMax);
  const label = `line ${number}: `;
  const before = `${label}${line.slice(start, from - lineFrom)}`;
  const under = [...text.slice(from, Math.min(to, lineFrom + line.length))].length;
  const sentence = severity === 'warning' ? `warning: ${message}` : message;
  return [`${label}${shown}`, `${blanksFor(before)}${'^'.repeat(Math.max(1, Math.min(under, widthMax)))}`, sentence];
}

/** As many blanks as the text has characters, tabs kept, so that the caret stands under its place. */
function blanksFor(text: string): string {
  return [...text].map(character => (character === '\t' ? '\t' : ' ')).join('');
}
