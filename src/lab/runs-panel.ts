/** The list of a notebook's judged runs: each leads to its chart, and two can be put side by side. */
import { CodeCell } from '@jupyterlab/cells';
import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';
import { CommandIDs } from './command-ids.js';
import { button, element } from './element.js';
import { isOurs } from './our-notebook.js';
import { RESULT_TYPE, runsIn, type CellOutput, type ShownRun } from './runs.js';

export interface RunsOptions {
  readonly tracker: INotebookTracker;
  readonly commands: CommandRegistry;
  readonly trans: TranslationBundle;
}

const signs = { agrees: '✓', 'not shown': '–', 'not exercised': '!', inconclusive: '?', contradicts: '✗' } as const;

export class RunsList implements IDisposable {
  private readonly said = element('p', { class: 'spillway-muted', attributes: { role: 'status' } });
  private readonly list = element('ul');
  private readonly compare: HTMLButtonElement;
  private chosen: readonly string[] = [];
  private panel: NotebookPanel | null = null;
  private shown = '';
  private disposed = false;

  constructor(
    node: HTMLElement,
    private readonly options: RunsOptions
  ) {
    const { trans, tracker } = options;
    this.compare = button(trans.__('Compare the chosen two'), () => this.compareChosen());
    node.replaceChildren(element('h2', { text: trans.__('Runs') }), this.said, this.list, this.compare);
    tracker.currentChanged.connect(this.follow, this);
    this.follow();
  }

  get isDisposed(): boolean {
    return this.disposed;
  }

  dispose(): void {
    this.disposed = true;
    Signal.clearData(this);
  }

  /** The notebook in front, and what changes in it. */
  private readonly follow = (): void => {
    this.panel?.content.modelContentChanged.disconnect(this.look, this);
    this.panel = this.options.tracker.currentWidget;
    this.panel?.content.modelContentChanged.connect(this.look, this);
    this.look();
  };

  private readonly look = (): void => {
    const { panel } = this;
    const { trans } = this.options;
    const ours = panel !== null && !panel.isDisposed && isOurs(panel);
    const runs = ours ? runsIn(outputsOf(panel)) : [];
    this.chosen = this.chosen.filter(job => runs.some(run => run.job === job));
    this.compare.hidden = runs.length < 2;
    this.compare.disabled = this.chosen.length !== 2;
    const key = JSON.stringify([ours, runs]);
    if (key === this.shown) return;
    this.shown = key;
    const hint = trans.__('No run has been judged yet: a cell “chart: NAME” judges one.');
    this.said.textContent = ours ? (runs.length === 0 ? hint : '') : trans.__('No Spillway notebook is in front.');
    this.list.replaceChildren(...runs.map(run => this.entry(run)));
  };

  private entry(run: ShownRun): HTMLElement {
    const { trans } = this.options;
    const box = element('input', {
      attributes: { type: 'checkbox', 'aria-label': trans.__('Choose %1 to compare', run.job) }
    });
    box.checked = this.chosen.includes(run.job);
    box.addEventListener('change', () => {
      const others = this.chosen.filter(job => job !== run.job);
      this.chosen = box.checked ? [...others, run.job] : others;
      this.compare.disabled = this.chosen.length !== 2;
    });
    const verdict = run.verdict === null ? trans.__('no row of the page') : `${signs[run.verdict]} ${run.verdict}`;
    return element('li', {
      children: [
        element('label', { children: [box, element('b', { text: ` ${run.job}` })] }),
        element('span', { class: 'spillway-badge', text: verdict }),
        element('p', { text: run.finding }),
        element('p', { class: 'spillway-muted', text: [run.row ?? '', ...run.failures].filter(Boolean).join(' · ') }),
        button(trans.__('Show the chart'), () => this.reveal(run.cell))
      ]
    });
  }

  private reveal(id: string): void {
    const notebook = this.panel?.content;
    const at = notebook?.widgets.findIndex(({ model }) => model.id === id) ?? -1;
    if (notebook === undefined || at < 0) return;
    notebook.activeCellIndex = at;
    void notebook.scrollToItem(at, 'start');
  }

  private compareChosen(): void {
    const last = this.panel?.content.widgets.at(-1)?.model.id;
    const text = `compare: [${this.chosen.join(', ')}]`;
    void this.options.commands.execute(CommandIDs.act, {
      text,
      panel: this.panel?.id ?? '',
      ...(last === undefined ? {} : { below: last })
    });
  }
}

function outputsOf({ content }: NotebookPanel): readonly CellOutput[] {
  return content.widgets.flatMap(cell => {
    if (!(cell instanceof CodeCell)) return [];
    const { outputs, id } = cell.model;
    return Array.from({ length: outputs.length }, (_, at) => ({ cell: id, result: outputs.get(at).data[RESULT_TYPE] }));
  });
}
