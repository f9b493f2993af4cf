/** One cell from its text to its outputs: the whole journey on one page. */
import { EngineUnavailable, RunFailed } from './engine/engine.js';
import { extendContext, readCell } from './language/read.js';
import { renderProblems } from './language/render.js';
import type { Problem } from './language/cell.js';
import { CellError } from './session/cell-error.js';
import { perform } from './session/perform.js';
import { Stage, type Setting } from './session/stage.js';
import type { Execution } from './terms/display.js';
import type { Result } from './terms/result.js';

export interface CellRun {
  readonly execution: Execution;
  /** What the cell found, also where it failed later on. */
  readonly results: readonly Result[];
  /** What went wrong, for an exit status. */
  readonly error: CellError | null;
}

/** Performs each document of the text, in order, up to the first that fails. Where any of them has a problem, nothing starts. */
export async function runCell(text: string, setting: Setting): Promise<CellRun> {
  const { session } = setting;
  const stage = new Stage(setting);
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
        await perform(document.cell, stage);
        session.context = extendContext(session.context, document); // what failed defines nothing
      }
    }
  } catch (error) {
    const known = asCellError(error);
    return { execution: failed(known), results: stage.results, error: known };
  } finally {
    stage.finish();
  }
  return { execution: { status: 'ok' }, results: stage.results, error: null };
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
