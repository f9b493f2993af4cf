/** Reads a cell's text: every document, with what it means or what is wrong with it. Never throws. */
import type { EngineName } from '../terms/job.js';
import { problemsInText } from './before-yaml.js';
import type { Cell, Context, Problem, ReadDocument } from './cell.js';
import { readMapping } from './cell-reader.js';
import { splitDocuments } from './documents.js';
import type { DocumentSpan } from './documents.js';
import { mismatches } from './mismatch.js';
import { normalForm } from './normal-form.js';
import { withParameters } from './parameters.js';
import { parse } from './parse.js';
import { problem } from './problem.js';
import { definition } from './schema.js';
import { shapeOf } from './shape.js';
import { plainMap } from './tree.js';
import { breachesOf } from './validator.js';

/** A larger text is refused unread, in bytes of UTF-8. */
export const largestText = 256 * 1024;

/** What a notebook knows before its first cell. @param defaultEngine what a job runs on where its cell does not say. */
export function newContext(defaultEngine: EngineName = 'local'): Context {
  return { jobs: new Map(), parameters: {}, overrides: {}, defaultEngine };
}

/** What is known after a document: its job or its parameters too. */
export function extendContext(context: Context, document: ReadDocument): Context {
  if (document.kind !== 'cell') return context;
  const { cell } = document;
  switch (cell.verb) {
    case 'job':
      return { ...context, jobs: new Map([...context.jobs, [cell.definition.job.name, cell.definition]]) };
    case 'parameters':
      return { ...context, parameters: { ...context.parameters, ...cell.parameters } };
    default:
      return context;
  }
}

/** More problems than anybody mends in one go. */
const problemsMax = 20;

/** Every document of a text, each seeing the jobs and parameters of those before it. At least one. */
export function readCell(text: string, context: Context): readonly ReadDocument[] {
  if (isTooLong(text)) {
    const message =
      'this text is larger than 256 kB and is not read; a cell is a few lines, and records go into a file';
    return [{ kind: 'problems', problems: [problem('too long', { from: 0, to: 0 }, message)] }];
  }
  const documents: ReadDocument[] = [];
  let known = context;
  for (const span of splitDocuments(text)) {
    const document = readDocument(text, span, known);
    known = extendContext(known, document);
    documents.push(document);
  }
  return withoutConsequences(documents);
}

/** What a document before it failed to define is not another mistake. */
function withoutConsequences(documents: readonly ReadDocument[]): readonly ReadDocument[] {
  const first = documents.findIndex(document => document.kind === 'problems');
  return documents.map((document, index) => {
    if (document.kind !== 'problems' || index <= first) return document;
    const problems = document.problems.filter(({ code }) => code !== 'unknown job' && code !== 'unknown parameter');
    return problems.length > 0 ? { kind: 'problems', problems } : { kind: 'empty' };
  });
}

/** One document of the text. */
export function readDocument(text: string, span: DocumentSpan, context: Context): ReadDocument {
  const document = readWhole(text, span, context);
  if (document.kind !== 'problems') return document;
  return { kind: 'problems', problems: document.problems.slice(0, problemsMax) };
}

function readWhole(text: string, span: DocumentSpan, context: Context): ReadDocument {
  const inText = problemsInText(text, span);
  if (inText.length > 0) return { kind: 'problems', problems: inText };
  const { root, problems: ofYaml } = parse(text, span);
  if (ofYaml.length > 0) return { kind: 'problems', problems: ofYaml };
  if (root === null) return { kind: 'empty' };
  const problems: Problem[] = [];
  const shaped = shapeOf(root, text, problems);
  if (shaped === null || problems.length > 0) return { kind: 'problems', problems };
  const { verb } = shaped;
  const filled = normalForm(withParameters(shaped.root, context.parameters, problems), definition(verb), {
    text,
    problems
  });
  const entry = filled.kind === 'map' ? filled.entries.find(({ key }) => key === verb) : undefined;
  if (filled.kind !== 'map' || entry === undefined || problems.length > 0) return { kind: 'problems', problems };
  const keys = plainMap(filled);
  problems.push(...mismatches(verb, filled, breachesOf(verb, keys)));
  if (problems.length > 0) return { kind: 'problems', problems };
  return judged(readMapping(verb, { root: filled, entry, keys, context, problems }), problems);
}

function judged(cell: Cell | null, problems: readonly Problem[]): ReadDocument {
  const inOrder = [...problems].sort((one, other) => one.from - other.from);
  return cell === null || problems.some(({ severity }) => severity === 'error')
    ? { kind: 'problems', problems: inOrder }
    : { kind: 'cell', cell, warnings: inOrder };
}

function isTooLong(text: string): boolean {
  return (
    text.length > largestText || (text.length > largestText / 3 && new TextEncoder().encode(text).length > largestText)
  );
}
