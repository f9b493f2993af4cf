/** The JupyterLab extension's entry. Every service of JupyterLab's that it uses is optional: where one is missing, the rest works. */
import type { JupyterFrontEnd } from '@jupyterlab/application';
import { ICommandPalette, IToolbarWidgetRegistry } from '@jupyterlab/apputils';
import { IEditorLanguageRegistry } from '@jupyterlab/codemirror';
import { ICompletionProviderManager } from '@jupyterlab/completer';
import { IDefaultFileBrowser } from '@jupyterlab/filebrowser';
import { ILauncher } from '@jupyterlab/launcher';
import { INotebookTracker, type NotebookPanel } from '@jupyterlab/notebook';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import type { IPlugin } from '@lumino/coreutils';
import { liveCommands } from './act-commands.js';
import { addCellButtons } from './cell-buttons.js';
import { cellLanguage } from './cell-language.js';
import { CommandIDs, PLUGIN_ID, TRANSLATION_DOMAIN } from './command-ids.js';
import { addCommands, addToPalette } from './commands.js';
import { CellCompletion } from './completion.js';
import { newInsertButton } from './insert-menu.js';
import { NotebookWatch } from './notebook-watch.js';
import { Preferences } from './preferences.js';
import { RunsSide } from './runs-side.js';

/** The part of JupyterLab, or of Notebook 7, that the extension needs; a shell and a server only for its start page. */
export type Host = Pick<JupyterFrontEnd, 'commands' | 'docRegistry'> &
  Partial<Pick<JupyterFrontEnd, 'serviceManager' | 'shell'>>;

const plugin: IPlugin<Host, void> = {
  id: PLUGIN_ID,
  description: 'Cells of the Spillway kernel: the guarantee at a glance, forms, help while writing, tutorials.',
  autoStart: true,
  optional: [
    ITranslator,
    IEditorLanguageRegistry,
    ISettingRegistry,
    INotebookTracker,
    ICommandPalette,
    ILauncher,
    ICompletionProviderManager,
    IToolbarWidgetRegistry,
    IDefaultFileBrowser
  ],
  activate: (
    app: Host,
    translator: ITranslator | null,
    languages: IEditorLanguageRegistry | null,
    settings: ISettingRegistry | null,
    tracker: INotebookTracker | null,
    palette: ICommandPalette | null,
    launcher: ILauncher | null,
    completions: ICompletionProviderManager | null,
    toolbars: IToolbarWidgetRegistry | null,
    browser: IDefaultFileBrowser | null
  ) => {
    const trans = (translator ?? nullTranslator).load(TRANSLATION_DOMAIN);
    const { commands } = app;
    languages?.addLanguage(cellLanguage(languages, trans));
    const preferences = new Preferences();
    void preferences.load(settings);
    const liveChanged = (): void => liveCommands.forEach(id => commands.notifyCommandChanged(id));
    const watch = new NotebookWatch({ commands, trans, preferences, liveChanged });
    app.docRegistry.addWidgetExtension('Notebook', watch);
    addCommands({ app, tracker, trans, watch, preferences, folder: () => browser?.model.path ?? '' });
    if (palette !== null) addToPalette(palette, trans);
    launcher?.add({
      command: CommandIDs.openTutorial,
      args: { isLauncher: true },
      category: trans.__('Spillway'),
      rank: 1
    });
    if (tracker !== null) app.shell?.add(new RunsSide({ tracker, commands, trans }), 'right', { rank: 900 });
    completions?.registerProvider(new CellCompletion(watch));
    if (toolbars !== null && tracker !== null) addCellButtons(toolbars, tracker, commands);
    toolbars?.addFactory<NotebookPanel>('Notebook', 'spillway-insert', panel =>
      newInsertButton(panel, commands, trans)
    );
  }
};

export default plugin;
