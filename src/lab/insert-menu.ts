/** The menu Insert of a notebook's toolbar: a cell for each thing that a cell can do. Hidden in notebooks of other kernels. */
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import { addIcon, ToolbarButton } from '@jupyterlab/ui-components';
import type { CommandRegistry } from '@lumino/commands';
import type { Menu, Widget } from '@lumino/widgets';
import { CommandIDs } from './command-ids.js';
import { openBelow } from './drop-down.js';
import { placeInOurs } from './toolbar-place.js';

/** The verbs of the menu and of the palette, in the order in which people need them; null parts them. */
export const insertable = [
  'job',
  'fail',
  'chart',
  null,
  'compare',
  'expect',
  'table',
  'explore',
  'biography',
  null,
  'parameters',
  'stop',
  'help'
];

export function newInsertButton(panel: NotebookPanel, commands: CommandRegistry, trans: TranslationBundle): Widget {
  return placeInOurs(panel, () => insertButton(commands, trans));
}

function insertButton(commands: CommandRegistry, trans: TranslationBundle): ToolbarButton {
  const insert: ToolbarButton = new ToolbarButton({
    label: trans.__('Insert'),
    icon: addIcon,
    tooltip: trans.__('Insert a Spillway cell: a job, a failure, a chart …'),
    onClick: () => openBelow(insert.node, commands, items())
  });
  return insert;
}

function items(): readonly Menu.IItemOptions[] {
  return insertable.map(verb =>
    verb === null ? { type: 'separator' } : { command: CommandIDs.insertCell, args: { verb, isMenu: true } }
  );
}
