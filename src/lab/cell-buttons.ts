/** Buttons of ours in the toolbar of the active cell: each runs a command of ours on the cell's own notebook, whichever is in front. */
import type { IToolbarWidgetRegistry } from '@jupyterlab/apputils';
import type { Cell } from '@jupyterlab/cells';
import type { INotebookTracker } from '@jupyterlab/notebook';
import { CommandToolbarButton } from '@jupyterlab/ui-components';
import type { CommandRegistry } from '@lumino/commands';
import { Widget } from '@lumino/widgets';
import { CommandIDs } from './command-ids.js';
import { placeInOurs } from './toolbar-place.js';

/** By the names that the settings of toolbars know. */
const buttons: Readonly<Record<string, string>> = {
  'spillway-run': CommandIDs.runCell,
  'spillway-inject': CommandIDs.injectNow,
  'spillway-stop': CommandIDs.stop
};

export function addCellButtons(
  toolbars: IToolbarWidgetRegistry,
  tracker: INotebookTracker,
  commands: CommandRegistry
): void {
  for (const [name, id] of Object.entries(buttons)) {
    toolbars.addFactory<Cell>('Cell', name, cell => {
      const panel = tracker.find(({ content }) => content.widgets.includes(cell));
      if (panel === undefined) return hidden();
      const args = { panel: panel.id };
      return placeInOurs(panel, () => new CommandToolbarButton({ commands, id, args, label: '' }));
    });
  }
}

function hidden(): Widget {
  const nothing = new Widget();
  nothing.hide();
  return nothing;
}
