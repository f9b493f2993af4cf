/** Our commands: each also a line of the palette, and free for menus, toolbars and shortcuts of the user's. */
import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { ICommandPalette } from '@jupyterlab/apputils';
import { CodeCell } from '@jupyterlab/cells';
import type { NotebookPanel } from '@jupyterlab/notebook';
import { type INotebookTracker } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import { CommandIDs, KERNEL_NAME } from './command-ids.js';
import { spillwayIcon } from './icon.js';
import { insertable } from './insert-menu.js';
import type { NotebookWatch } from './notebook-watch.js';
import { isOurs } from './our-notebook.js';
import type { Preferences } from './preferences.js';

export interface CommandParts {
  readonly app: Pick<JupyterFrontEnd, 'commands'> & Partial<Pick<JupyterFrontEnd, 'serviceManager' | 'shell'>>;
  readonly tracker: INotebookTracker | null;
  readonly trans: TranslationBundle;
  readonly watch: NotebookWatch;
  readonly preferences: Preferences;
  /** The folder that the person looks at. */
  readonly folder: () => string;
}

export function addCommands(parts: CommandParts): void {
  addInsertCell(parts);
  addToggleForm(parts);
  addAct(parts);
  addNewNotebook(parts);
  addOpenTutorial(parts);
}

export function addToPalette(palette: ICommandPalette, trans: TranslationBundle): void {
  const category = trans.__('Spillway');
  for (const command of [CommandIDs.newNotebook, CommandIDs.openTutorial, CommandIDs.toggleForm]) {
    palette.addItem({ command, category });
  }
  for (const verb of insertable) {
    if (verb !== null) palette.addItem({ command: CommandIDs.insertCell, category, args: { verb } });
  }
}

/** The notebook in front, if it is one of ours. */
function current({ tracker }: CommandParts): NotebookPanel | null {
  const panel = tracker?.currentWidget ?? null;
  return panel !== null && isOurs(panel) ? panel : null;
}

/** What a cell of each verb is called in menus, without loading the language. */
function verbLabel(verb: string, trans: TranslationBundle): string {
  const labels: Readonly<Record<string, string>> = {
    job: trans.__('Job'),
    fail: trans.__('Failure'),
    chart: trans.__('Chart'),
    compare: trans.__('Comparison'),
    expect: trans.__('Expectation'),
    table: trans.__('Table of the page'),
    parameters: trans.__('Parameters'),
    stop: trans.__('Stop'),
    help: trans.__('Help')
  };
  return labels[verb] ?? verb;
}

/** An argument that is a text; empty for any other. */
function word(argument: unknown): string {
  return typeof argument === 'string' ? argument : '';
}

const textArgument = (description: string) => ({ type: 'string', description }) as const;

function addInsertCell(parts: CommandParts): void {
  const { app, trans, watch, preferences } = parts;
  app.commands.addCommand(CommandIDs.insertCell, {
    label: args => {
      const label = verbLabel(word(args['verb']), trans);
      return args['isMenu'] === true ? label : trans.__('Insert: %1', label);
    },
    isVisible: () => current(parts) !== null,
    isEnabled: () => current(parts) !== null,
    describedBy: {
      args: { type: 'object', required: ['verb'], properties: { verb: textArgument(trans.__('What the cell does')) } }
    },
    execute: async args => {
      const panel = current(parts);
      if (panel === null) return;
      const [{ newCellText }, { insertCell }, { newContext }] = await Promise.all([
        import('./new-cell.js'),
        import('./insert.js'),
        import('../language/read.js')
      ]);
      const id = panel.content.activeCell?.model.id ?? '';
      const context = watch.cellsOf(panel)?.readingOf(id)?.after ?? newContext();
      const text = newCellText({ verb: word(args['verb']), context, jobLines: preferences.jobLines });
      if (text === null) return;
      insertCell(panel.content, { text });
      panel.content.mode = 'edit';
    }
  });
}

function addToggleForm(parts: CommandParts): void {
  const { app, trans, watch } = parts;
  app.commands.addCommand(CommandIDs.toggleForm, {
    label: trans.__('Show or hide the cell’s form'),
    isVisible: () => current(parts) !== null,
    isEnabled: () => current(parts) !== null,
    describedBy: { args: { type: 'object', properties: {} } },
    execute: () => {
      const panel = current(parts);
      const cell = panel?.content.activeCell;
      if (panel !== null && cell instanceof CodeCell) watch.cellsOf(panel)?.toggleForm(cell);
    }
  });
}

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
      const named = parts.tracker?.find(({ id }) => id === args['panel']);
      const panel = named ?? current(parts);
      if (panel === null) return;
      const { insertAndRun } = await import('./insert.js');
      const below = args['below'];
      await insertAndRun(panel, { text: word(args['text']), ...(typeof below === 'string' ? { below } : {}) });
    }
  });
}

function addNewNotebook({ app, trans, folder }: CommandParts): void {
  app.commands.addCommand(CommandIDs.newNotebook, {
    label: trans.__('New Spillway Notebook'),
    caption: trans.__('A notebook that launches streaming jobs and makes them fail'),
    icon: spillwayIcon,
    describedBy: {
      args: { type: 'object', properties: { cwd: textArgument(trans.__('The folder; the one in view unless given')) } }
    },
    execute: args =>
      app.commands.execute('notebook:create-new', { cwd: args['cwd'] ?? folder(), kernelName: KERNEL_NAME })
  });
}

function addOpenTutorial({ app, trans, folder }: CommandParts): void {
  app.commands.addCommand(CommandIDs.openTutorial, {
    label: args => (args['isLauncher'] === true ? trans.__('Tutorials') : trans.__('Spillway Tutorials')),
    caption: trans.__('Examples to begin with; one is copied into the folder in view'),
    icon: spillwayIcon,
    describedBy: {
      args: { type: 'object', properties: { cwd: textArgument(trans.__('The folder; the one in view unless given')) } }
    },
    execute: async args => {
      const { newStartPage } = await import('./start-page.js');
      const { serviceManager: services, shell } = app;
      if (services === undefined || shell === undefined) return;
      const cwd = typeof args['cwd'] === 'string' ? args['cwd'] : folder();
      const page = newStartPage({ services, commands: app.commands, trans, folder: cwd });
      shell.add(page, 'main');
      shell.activateById(page.id);
    }
  });
}
