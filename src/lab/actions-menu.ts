/** What can be done to a cell's job by hand: each is the cell that it amounts to, put below and run. */
import type { CodeCell } from '@jupyterlab/cells';
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import { CommandIDs } from './command-ids.js';
import { openBelow } from './drop-down.js';

export interface MenuOf {
  readonly panel: NotebookPanel;
  readonly commands: CommandRegistry;
  readonly trans: TranslationBundle;
}

export interface MenuAt {
  readonly cell: CodeCell;
  readonly button: HTMLElement;
  readonly job: string;
}

export function openActions({ panel, commands, trans }: MenuOf, { cell, button, job }: MenuAt): void {
  const acts: readonly (readonly [label: string, text: string])[] = [
    [trans.__('Kill the driver now'), `fail: ${job}\nkill: driver`],
    [trans.__('Kill the executor now'), `fail: ${job}\nkill: executor`],
    [trans.__('Pause the driver for 3 s'), `fail: ${job}\npause: driver\nfor: 3s`],
    [trans.__('Drop the next acknowledgement'), `fail: ${job}\ndrop: acknowledgement`],
    [trans.__('Chart what happened'), `chart: ${job}`],
    [trans.__('Stop'), `stop: ${job}`]
  ];
  const items = acts.map(([label, text]) => ({
    command: CommandIDs.act,
    args: { label, text, panel: panel.id, below: cell.model.id }
  }));
  openBelow(button, commands, items);
}
