/** One cell from its text to its outputs: the whole journey on one page. */
import { extendContext, readCell } from './language/read.js';
import { renderProblems } from './language/render.js';
import type { Problem } from './language/cell.js';
import { CellError } from './session/cell-error.js';
import { perform } from './session/perform.js';
import { Stage } from './session/stage.js';
import type { Session } from './session/session.js';
import type { Execution, Publisher } from './terms/display.js';
import type { Result } from './terms/result.js';

/** What a cell runs in. */
export interface Setting {
  readonly session: Session;
  readonly publisher: Publisher;
  /** Aborted by an interrupt. */
  readonly signal: AbortSignal;
  /** Unique among the cells of this session. */
  readonly cellId: string;
}

export interface CellRun {
  readonly execution: Execution;
  /** What the cell found, also where it failed later on. */
  readonly results: readonly Result[];
  /** What went wrong, for an exit status. */
  readonly error: CellError | null;
}

/** Performs each document of the text, in order, up to the first that fails. Where any of them has a problem, nothing starts. */
export async function runCell(text: string, { session, publisher, signal, cellId }: Setting): Promise<CellRun> {
  const stage = new Stage(session, publisher, signal, cellId);
  try {
    const documents = readCell(text, session.context);
    const problems = documents.flatMap(document => (document.kind === 'problems' ? document.problems : []));
    if (problems.length > 0) {
      throw badCell(text, problems);
    }
    for (const document of documents) {
      if (document.kind === 'cell') {
        if (document.warnings.length > 0) {
          stage.warn(renderProblems(text, document.warnings).join('\n'));
        }
        session.context = extendContext(session.context, document);
        await perform(document.cell, stage);
      }
    }
  } catch (error) {
    const known = asCellError(error);
    return { execution: failed(known), results: stage.results, error: known };
  }
  return { execution: { status: 'ok' }, results: stage.results, error: null };
}

function badCell(text: string, problems: readonly Problem[]): CellError {
  const [first] = problems.filter(problem => problem.severity === 'error');
  return new CellError(
    'wrong input',
    'BadCell',
    first?.message ?? 'the cell cannot be read',
    renderProblems(text, problems)
  );
}

/** What is no CellError is a mistake of ours: it is told whole, with where it happened. */
function asCellError(error: unknown): CellError {
  if (error instanceof CellError) {
    return error;
  }
  const cause = error instanceof Error ? error : new Error(String(error));
  const deepest = cause.cause instanceof Error ? [String(cause.cause.stack)] : [];
  return new CellError('not judged', cause.name, cause.message, [String(cause.stack), ...deepest]);
}

const failed = ({ name, message, details }: CellError): Execution => ({
  status: 'error',
  name,
  message,
  lines: details.length > 0 ? details : [`${name}: ${message}`]
});
