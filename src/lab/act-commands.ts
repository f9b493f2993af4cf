/** Commands that act on a job: each inserts the cell that the act amounts to, below the job's, and runs it. */
import { NotebookActions, type NotebookPanel } from '@jupyterlab/notebook';
import { offlineBoltIcon, pauseIcon, runIcon, stopIcon, type LabIcon } from '@jupyterlab/ui-components';
import type { LiveJob } from '../terms/live-job.js';
import { CommandIDs } from './command-ids.js';
import { panelOf, textArgument, word, type CommandParts } from './command-parts.js';
import { canFail, canStop } from './live-words.js';

export function addActCommands(parts: CommandParts): void {
  addAct(parts);
  addRunCell(parts);
  addInjectNow(parts);
  addPause(parts);
  addStop(parts);
}

/** The commands whose place in menus and toolbars depends on the notebook in front and on how its jobs stand. */
export const liveCommands: readonly string[] = [
  CommandIDs.runCell,
  CommandIDs.injectNow,
  CommandIDs.pause,
  CommandIDs.stop
];

function addAct(parts: CommandParts): void {
  const { app, trans } = parts;
  app.commands.addCommand(CommandIDs.act, {
    label: args => word(args['label']) || trans.__('Insert a cell and run it'),
    describedBy: {
      args: {
        type: 'object',
        required: ['text'],
        properties: {
          text: textArgument(trans.__('The cell')),
          label: textArgument(trans.__('What a menu shows')),
          panel: textArgument(trans.__('The notebook’s widget; the one in front unless given')),
          below: textArgument(trans.__('The cell above, by its id; the active one unless given'))
        }
      }
    },
    execute: async args => {
      const panel = panelOf(parts, args['panel']);
      if (panel !== null) await insertAndRun(panel, word(args['text']), args['below']);
    }
  });
}

async function insertAndRun(panel: NotebookPanel, text: string, below: unknown): Promise<void> {
  const insert = await import('./insert.js');
  await insert.insertAndRun(panel, { text, ...(typeof below === 'string' ? { below } : {}) });
}

function addRunCell(parts: CommandParts): void {
  const { app, trans } = parts;
  app.commands.addCommand(CommandIDs.runCell, {
    label: trans.__('Run this cell'),
    caption: trans.__('Run this cell'),
    icon: runIcon,
    isVisible: args => panelOf(parts, args['panel'])?.content.activeCell?.model.type === 'code',
    describedBy: {
      args: {
        type: 'object',
        properties: { panel: textArgument(trans.__('The notebook’s widget; the one in front unless given')) }
      }
    },
    execute: async args => {
      const panel = panelOf(parts, args['panel']);
      if (panel !== null) await NotebookActions.run(panel.content, panel.sessionContext);
    }
  });
}

interface Target {
  readonly panel: NotebookPanel;
  readonly live: LiveJob;
  /** The cell above. */
  readonly below: string | null;
}

/** The job that an argument names; that of the active cell where it names none. Null: it does not run. */
function targetOf(parts: CommandParts, args: Readonly<Record<string, unknown>>): Target | null {
  const panel = panelOf(parts, args['panel']);
  const cells = panel && parts.watch.cellsOf(panel);
  if (!panel || !cells) return null;
  const named = word(args['job']);
  const live =
    named === ''
      ? cells.liveJobOf(panel.content.activeCell?.model.id ?? '')
      : cells.liveJob(named, word(args['cell']) === 'compare' ? 'compare' : 'job');
  return live && { panel, live, below: cells.placeFor(live.job) };
}

interface Acting {
  readonly id: string;
  readonly label: string;
  readonly icon: LabIcon;
  readonly can: (live: LiveJob) => boolean;
  readonly act: (target: Target, args: Readonly<Record<string, unknown>>) => Promise<void>;
}

/** Offered where the active cell's job, or the one that is named, can be acted upon. */
function addActing(parts: CommandParts, { id, label, icon, can, act }: Acting): void {
  const { app, trans } = parts;
  const isPossible = (args: Readonly<Record<string, unknown>>): boolean => {
    const target = targetOf(parts, args);
    return target !== null && can(target.live);
  };
  app.commands.addCommand(id, {
    label: args => word(args['label']) || label,
    caption: label,
    icon: args => (word(args['label']) === '' ? icon : undefined),
    isVisible: isPossible,
    isEnabled: isPossible,
    describedBy: {
      args: {
        type: 'object',
        properties: {
          job: textArgument(trans.__('The job; that of the active cell unless given')),
          cell: textArgument(trans.__('“compare” for the job of that name in the comparison that runs')),
          fault: textArgument(trans.__('What is done, as cells write it: “kill: driver”')),
          label: textArgument(trans.__('What a menu shows')),
          panel: textArgument(trans.__('The notebook’s widget; the one in front unless given'))
        }
      }
    },
    execute: async args => {
      const target = targetOf(parts, args);
      if (target === null || !can(target.live)) return;
      const { job, cell } = target.live;
      const acts =
        (await parts.watch.cellsOf(target.panel)?.press([id, cell, job, word(args['fault'])].join(' '))) ?? true;
      if (acts && !target.panel.isDisposed) await act(target, args);
    }
  });
}

function addInjectNow(parts: CommandParts): void {
  addActing(parts, {
    id: CommandIDs.injectNow,
    label: parts.trans.__('Inject failure now: kill the driver'),
    icon: offlineBoltIcon,
    can: canFail,
    act: async ({ panel, live, below }, { fault }) => {
      const { failText } = await import('./injection.js');
      await insertAndRun(panel, failText(live, word(fault) || undefined), below);
    }
  });
}

function addPause(parts: CommandParts): void {
  addActing(parts, {
    id: CommandIDs.pause,
    label: parts.trans.__('Pause the job’s driver for 3 s'),
    icon: pauseIcon,
    can: canFail,
    act: async ({ panel, live, below }) => {
      const { pauseText } = await import('./injection.js');
      await insertAndRun(panel, pauseText(live), below);
    }
  });
}

/** A job whose cell still runs is stopped by an interrupt: a cell would wait for that one's end. */
function addStop(parts: CommandParts): void {
  addActing(parts, {
    id: CommandIDs.stop,
    label: parts.trans.__('Stop the job'),
    icon: stopIcon,
    can: canStop,
    act: async ({ panel, live, below }) => {
      if (live.cell === 'compare' || live.state === 'starting' || live.state === 'running') {
        await panel.sessionContext.session?.kernel?.interrupt();
        return;
      }
      const { stopText } = await import('./injection.js');
      await insertAndRun(panel, stopText(live), below);
    }
  });
}
