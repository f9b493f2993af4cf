/** The language as the kernel sees it: cells run in one session, and the schema answers while they do. */
import { basename } from 'node:path';
import { completeCell } from './language/complete.js';
import { explainAt } from './language/explain.js';
import { completeness } from './language/is-complete.js';
import { runCell } from './run-cell.js';
import { drawing } from './session/drawing.js';
import { newSession } from './session/new-session.js';
import { environmentSays, overridesFrom } from './session/overrides.js';
import type { Execution, MimeBundle, Publisher } from './terms/display.js';

/** @param folder where the notebook lies. @throws CellError when the environment's overrides cannot be used. */
export function createInterpreter(folder: string, environment: NodeJS.ProcessEnv) {
  const overrides = overridesFrom(environmentSays(environment));
  const notebook = environment['JPY_SESSION_NAME'];
  const session = newSession({
    folder,
    notebook: notebook === undefined ? null : basename(notebook),
    drawing: drawing(),
    overrides
  });
  let cells = 0;
  return {
    async execute(text: string, publisher: Publisher, signal: AbortSignal): Promise<Execution> {
      cells += 1;
      const { execution } = await runCell(text, { session, publisher, signal, cellId: `spillway-${cells}` });
      return execution;
    },
    complete: (text: string, at: number) => completeCell(text, at, session.context),
    inspect(text: string, at: number): MimeBundle | null {
      const help = explainAt(text, at, session.context);
      return help && { 'text/plain': help.plain, 'text/markdown': help.markdown };
    },
    isComplete: completeness,
    interruptIdle: () => session.stopAll(),
    shutdown(): Promise<void> {
      session.stopAll();
      return Promise.resolve();
    }
  };
}
