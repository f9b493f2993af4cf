/** What the buttons of a running job do: each runs a command of ours, so that shortcuts, toolbars and menus do the same. */
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import type { Job } from '../terms/job.js';
import type { LiveJob } from '../terms/live-job.js';
import { CommandIDs } from './command-ids.js';
import { openBelow } from './drop-down.js';
import { injectionsFor } from './injection.js';
import type { StripActions } from './live-strip.js';

export interface ActionsIn {
  readonly panel: NotebookPanel;
  readonly commands: CommandRegistry;
  readonly trans: TranslationBundle;
  /** A job's settings as the notebook defines them. */
  readonly settingsOf: (job: string) => Job | null;
}

export function stripActions({ panel, commands, trans, settingsOf }: ActionsIn): StripActions {
  const act = async (command: string, { job, cell }: LiveJob): Promise<void> => {
    await commands.execute(command, { panel: panel.id, job, cell });
  };
  return {
    inject: (button, live) => {
      const settings = settingsOf(live.job);
      const injections = settings === null ? [] : injectionsFor(settings, live, trans);
      openBelow(
        button,
        commands,
        injections.map(({ label, fault }) => ({
          command: CommandIDs.injectNow,
          args: { panel: panel.id, job: live.job, fault, label }
        }))
      );
    },
    pause: live => act(CommandIDs.pause, live),
    stop: live => act(CommandIDs.stop, live)
  };
}
