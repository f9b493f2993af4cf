/** A notebook for tests: what earlier cells define, and the outcome of reading one more. */
import type { Cell, Context, JobDefinition, Problem } from '../../src/language/cell.js';
import { extendContext, newContext, readCell } from '../../src/language/read.js';

/** The context that these cells leave behind. They must be right. */
export function after(...cells: readonly string[]): Context {
  return cells
    .flatMap(text => documentsOf(text))
    .reduce((context, text) => {
      const document = readCell(text, context)[0];
      if (document?.kind !== 'cell') throw new Error(`This cell should be right: ${text}`);
      return extendContext(context, document);
    }, newContext());
}

function documentsOf(text: string): readonly string[] {
  return text.split(/^---$/m);
}

/** The one cell of a text that must be right. */
export function cellOf(text: string, context: Context = newContext()): Cell {
  const [document, ...rest] = readCell(text, context);
  if (document?.kind !== 'cell' || rest.length > 0) throw new Error(`Not one right cell: ${JSON.stringify(document)}`);
  return document.cell;
}

/** The job of a `job` cell that must be right. */
export function jobOf(text: string, context: Context = newContext()): JobDefinition {
  const cell = cellOf(text, context);
  if (cell.verb !== 'job') throw new Error(`No job: ${text}`);
  return cell.definition;
}

/** Every problem of a text, warnings too. */
export function problemsOf(text: string, context: Context = newContext()): readonly Problem[] {
  return readCell(text, context).flatMap(document => {
    if (document.kind === 'problems') return document.problems;
    return document.kind === 'cell' ? document.warnings : [];
  });
}

/** The text after a problem's fix. */
export function mended(text: string, problem: Problem): string | null {
  const { fix } = problem;
  return fix ? text.slice(0, fix.from) + fix.text + text.slice(fix.to) : null;
}
