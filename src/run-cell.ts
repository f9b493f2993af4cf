/** One cell from its text to its outputs: the whole journey on one page. */
import { EngineUnavailable, RunFailed } from './engine/engine.js';
import { listed } from './guarantee/words.js';
import { splitDocuments } from './language/documents.js';
import { extendContext, readCell } from './language/read.js';
import { renderAt, renderProblems } from './language/render.js';
import type { Cell, Problem } from './language/cell.js';
import { CellError } from './session/cell-error.js';
import { perform } from './session/perform.js';
import type { Session } from './session/session.js';
import { Stage, type Setting } from './session/stage.js';
import type { Execution } from './terms/display.js';
import type { Result } from './terms/result.js';

export interface CellRun {
  readonly execution: Execution;
  /** What the cell found, also where it failed later on. */
  readonly results: readonly Result[];
  /** What went wrong, for an exit status. */
  readonly error: CellError | null;
  /** The document that failed, where the text has several. */
  readonly at: DocumentPlace | null;
}

/** Counted from 1. */
export interface DocumentPlace {
  readonly document: number;
  readonly line: number;
}

/** Performs each document of the text, in order, up to the first that fails. Where any of them has a problem, nothing starts. */
export async function runCell(text: string, setting: Setting): Promise<CellRun> {
  const { session } = setting;
  const stage = new Stage(setting);
  let at: DocumentPlace | null = null;
  try {
    const documents = readCell(text, session.context);
    const problems = documents.flatMap(document => (document.kind === 'problems' ? document.problems : []));
    if (problems.length > 0) {
      throw badCell(text, problems);
    }
    const places = placesOf(text);
    for (const [index, document] of documents.entries()) {
      if (document.kind === 'cell') {
        at = documents.length > 1 ? (places[index] ?? null) : null;
        if (document.warnings.length > 0) {
          stage.warn(renderProblems(text, document.warnings).join('\n'));
        }
        await perform(document.cell, stage).catch((error: unknown) => {
          // What failed defines nothing, but for a job that was interrupted and is finished with the runs that were made.
          if (isKept(document.cell, session)) session.context = extendContext(session.context, document);
          throw pointed(error, text, index);
        });
        session.context = extendContext(session.context, document);
      }
    }
  } catch (error) {
    const known = withWhatGoesOn(asCellError(error), session);
    return { execution: failed(known), results: stage.results, error: known, at };
  } finally {
    stage.finish();
  }
  return { execution: { status: 'ok' }, results: stage.results, error: null, at: null };
}

function isKept(cell: Cell, { jobs }: Session): boolean {
  return cell.verb === 'job' && jobs.get(cell.definition.job.name)?.definition === cell.definition;
}

function placesOf(text: string): readonly DocumentPlace[] {
  return splitDocuments(text).map(({ from, to }, index) => {
    const blank = /^\s*/.exec(text.slice(from, to))?.[0].length ?? 0;
    return { document: index + 1, line: text.slice(0, from + blank).split('\n').length };
  });
}

/** With the line that it is about, as a problem of the text has it. */
function pointed(error: unknown, text: string, document: number): unknown {
  if (!(error instanceof CellError) || error.path === null || error.details.length > 0) return error;
  const { kind, name, message, path } = error;
  return new CellError({ kind, name, message, details: renderAt(text, { document, path }, message) });
}

/** Who interrupts a cell wants to know what that has not ended. */
function withWhatGoesOn(error: CellError, { jobs }: Setting['session']): CellError {
  if (error.kind !== 'interrupted') {
    return error;
  }
  const going = [...jobs.values()].filter(({ run, judged, stopped }) => run !== null && judged === null && !stopped);
  const names = listed(going.map(({ definition }) => `"${definition.job.name}"`));
  const rest = going.length === 0 ? '' : `; ${names} ${going.length === 1 ? 'goes' : 'go'} on until "stop: all"`;
  const { kind, name, message } = error;
  return new CellError({ kind, name, message: `${message}${rest}` });
}

function badCell(text: string, problems: readonly Problem[]): CellError {
  const [first] = problems.filter(problem => problem.severity === 'error');
  return new CellError({
    kind: 'wrong input',
    name: 'BadCell',
    message: first?.message ?? 'the cell cannot be read',
    details: renderProblems(text, problems)
  });
}

/** What is no CellError is a mistake of ours: it is told whole, with where it happened. */
function asCellError(error: unknown): CellError {
  if (error instanceof CellError) {
    return error;
  }
  if (error instanceof EngineUnavailable || (error instanceof RunFailed && error.cause === undefined)) {
    const { name, message } = error;
    return new CellError({ kind: error instanceof RunFailed ? 'not judged' : 'wrong input', name, message });
  }
  const cause = error instanceof Error ? error : new Error(String(error));
  const deepest = cause.cause instanceof Error ? [String(cause.cause.stack)] : [];
  return new CellError({
    kind: 'not judged',
    name: cause.name,
    message: cause.message,
    details: [String(cause.stack), ...deepest]
  });
}

const failed = ({ name, message, details }: CellError): Execution => ({
  status: 'error',
  name,
  message,
  lines: details.length > 0 ? details : [`${name}: ${message}`]
});
