/** The language as the kernel sees it: cells run in one session, and the schema answers while they do. */
import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import { completeCell } from './language/complete.js';
import { explainAt } from './language/explain.js';
import { completeness } from './language/is-complete.js';
import { runCell } from './run-cell.js';
import { drawing } from './session/drawing.js';
import { LiveView } from './session/live-jobs.js';
import { Presses } from './session/presses.js';
import { newSession } from './session/new-session.js';
import { environmentSays, overridesFrom } from './session/overrides.js';
import type { Execution, MimeBundle, Publisher } from './terms/display.js';
import type { LiveJobs, Press } from './terms/live-job.js';

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
  const live = new LiveView(session);
  const presses = new Presses(session.parts.nowMs);
  // Ids of displays are saved with a notebook: those of another kernel's life must not be taken for this one's.
  const life = randomBytes(4).toString('hex');
  let cells = 0;
  return {
    async execute(text: string, publisher: Publisher, signal: AbortSignal): Promise<Execution> {
      cells += 1;
      const setting = { session, publisher, signal, cellId: `spillway-${life}-${cells}` };
      const { execution } = await live.during(() => runCell(text, setting));
      return execution;
    },
    follow(wishes: Readonly<Record<string, unknown>>, tell: (state: LiveJobs) => void): void {
      const { runsKept, press } = wishes;
      if (typeof runsKept === 'number' && Number.isInteger(runsKept)) session.parts.archive.keepAtMost(runsKept);
      live.follow(tell);
      if (isPress(press)) tell({ ...live.now(), press: { ...press, by: presses.press(press.button, press.by) } });
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

function isPress(asked: unknown): asked is Press {
  if (typeof asked !== 'object' || asked === null) return false;
  return ['button', 'by'].every(key => typeof Reflect.get(asked, key) === 'string');
}
