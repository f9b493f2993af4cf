/** Our commands: each also a line of the palette, and free for menus, toolbars and shortcuts of the user's. */
import type { ICommandPalette } from '@jupyterlab/apputils';
import { CodeCell } from '@jupyterlab/cells';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Widget } from '@lumino/widgets';
import { addActCommands } from './act-commands.js';
import { CommandIDs, KERNEL_NAME } from './command-ids.js';
import { current, textArgument, word, type CommandParts } from './command-parts.js';
import { spillwayIcon } from './icon.js';
import { insertable } from './insert-menu.js';

export function addCommands(parts: CommandParts): void {
  addInsertCell(parts);
  addToggleForm(parts);
  addActCommands(parts);
  addNewNotebook(parts);
  addOpenTutorial(parts);
}

export function addToPalette(palette: ICommandPalette, trans: TranslationBundle): void {
  const category = trans.__('Spillway');
  const { newNotebook, openTutorial, toggleForm, injectNow, pause, stop } = CommandIDs;
  for (const command of [newNotebook, openTutorial, toggleForm, injectNow, pause, stop]) {
    palette.addItem({ command, category });
  }
  for (const verb of insertable) {
    if (verb !== null) palette.addItem({ command: CommandIDs.insertCell, category, args: { verb } });
  }
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
    explore: trans.__('Exploration of every crash point'),
    biography: trans.__('Biography of a record'),
    parameters: trans.__('Parameters'),
    stop: trans.__('Stop'),
    help: trans.__('Help')
  };
  return labels[verb] ?? verb;
}

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
  /** One page at a time, and the folder that it copies to. */
  let opened: { readonly page: Widget; readonly folder: string } | null = null;
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
      if (opened === null || opened.page.isDisposed || opened.folder !== cwd) {
        opened?.page.dispose();
        opened = { page: newStartPage({ services, commands: app.commands, trans, folder: cwd }), folder: cwd };
        shell.add(opened.page, 'main');
      }
      shell.activateById(opened.page.id);
    }
  });
}
