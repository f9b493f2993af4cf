/** What we add to the cells of one notebook of our kernel: made with it, kept true to its text, taken away with it. */
import { CodeCell } from '@jupyterlab/cells';
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';
import type { LiveJob } from '../terms/live-job.js';
import { CellFrame } from './cell-frame.js';
import { LiveLink } from './live-link.js';
import { showLiveDisplays } from './live-output.js';
import { livePlaces, placeOfFailure, type PlacedCell } from './live-place.js';
import { nothingRead, readNotebook, type CellReading, type NotebookReading } from './notebook-reading.js';
import type { Preferences } from './preferences.js';
import { stripActions } from './strip-actions.js';

export interface NotebookOptions {
  readonly panel: NotebookPanel;
  readonly commands: CommandRegistry;
  readonly trans: TranslationBundle;
  readonly preferences: Preferences;
  /** What can be done to a job of the notebook has changed. */
  readonly liveChanged: () => void;
}

/** Under which the style sheet finds our notebooks. */
const OUR_NOTEBOOK = 'spillway-notebook';

export class NotebookCells implements IDisposable {
  private readonly frames = new Map<CodeCell, CellFrame>();
  private reading: NotebookReading = nothingRead;
  private isScheduled = false;
  private disposed = false;
  private live: readonly LiveJob[] = [];
  private readonly link: LiveLink;

  constructor(private readonly options: NotebookOptions) {
    const notebook = options.panel.content;
    notebook.addClass(OUR_NOTEBOOK);
    notebook.modelContentChanged.connect(this.schedule, this);
    notebook.modelChanged.connect(this.schedule, this);
    this.look();
    const { panel, preferences } = options;
    this.link = new LiveLink({
      sessionContext: panel.sessionContext,
      runsKept: () => preferences.runsKept,
      everyMs: () => preferences.updateEveryMs,
      tell: jobs => this.showLive(jobs)
    });
    preferences.changed.connect(this.link.ask, this.link);
  }

  get isDisposed(): boolean {
    return this.disposed;
  }

  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    this.options.panel.content.removeClass(OUR_NOTEBOOK);
    Signal.clearData(this);
    this.link.dispose();
    for (const frame of this.frames.values()) frame.dispose();
    this.frames.clear();
  }

  /** The reading of a cell by its id; null for one that is none of ours. */
  readingOf(id: string): CellReading | null {
    return this.reading.get(id) ?? null;
  }

  toggleForm(cell: CodeCell): void {
    this.frames.get(cell)?.toggleForm(true);
  }

  /** How a job stands that the kernel knows, with its settings as the notebook defines them. */
  liveJob(name: string, ofCell: LiveJob['cell'] = 'job'): LiveJob | null {
    return this.live.find(({ job, cell }) => job === name && cell === ofCell) ?? null;
  }

  /** Whether a button that was pressed here acts: see `LiveLink`. */
  press(button: string): Promise<boolean> {
    return this.link.press(button);
  }

  /** The job that a cell shows. */
  liveJobOf(id: string): LiveJob | null {
    return livePlaces(this.placed(), this.live).get(id)?.[0] ?? null;
  }

  /** Below which cell a cell about that job belongs. */
  placeFor(job: string): string | null {
    return placeOfFailure(this.placed(), job);
  }

  private placed(): readonly PlacedCell[] {
    return this.codeCells().flatMap(({ model }) => {
      const reading = this.reading.get(model.id);
      return reading === undefined
        ? []
        : [{ id: model.id, reading, executed: model.executionCount, running: model.executionState === 'running' }];
    });
  }

  private codeCells(): readonly CodeCell[] {
    return this.options.panel.content.widgets.filter(cell => cell instanceof CodeCell);
  }

  private showLive(live: readonly LiveJob[]): void {
    const before = actsOn(this.live);
    this.live = live;
    this.placeLive();
    showLiveDisplays(this.codeCells(), live);
    if (actsOn(live) !== before) this.options.liveChanged();
  }

  private placeLive(): void {
    const shown = livePlaces(this.placed(), this.live);
    for (const [cell, frame] of this.frames) frame.showLive(shown.get(cell.model.id) ?? []);
  }

  /** Several changes of one moment are read once. */
  private readonly schedule = (): void => {
    if (this.isScheduled) return;
    this.isScheduled = true;
    queueMicrotask(() => {
      this.isScheduled = false;
      this.look();
    });
  };

  private look(): void {
    const { content } = this.options.panel;
    if (this.disposed || content.isDisposed) return;
    const cells = this.codeCells();
    const texts = cells.map(({ model }) => ({ id: model.id, text: model.sharedModel.getSource() }));
    this.reading = readNotebook(texts, this.reading);
    const here = new Set(cells);
    for (const [cell, frame] of this.frames) {
      if (here.has(cell)) continue;
      frame.dispose();
      this.frames.delete(cell);
    }
    for (const cell of cells) {
      const reading = this.reading.get(cell.model.id);
      if (reading !== undefined) this.frameOf(cell).show(reading);
    }
    this.placeLive();
  }

  private frameOf(cell: CodeCell): CellFrame {
    const known = this.frames.get(cell);
    if (known !== undefined) return known;
    const { panel, commands, trans, preferences } = this.options;
    const frame = new CellFrame({
      cell,
      trans,
      formOpen: preferences.formsOpen,
      actions: stripActions({
        panel,
        commands,
        trans,
        settingsOf: job => this.reading.get(cell.model.id)?.after.jobs.get(job)?.job ?? null
      }),
      resized: () => panel.content.update()
    });
    this.frames.set(cell, frame);
    return frame;
  }
}

/** What is the same as long as the same can be done to the same jobs. */
function actsOn(live: readonly LiveJob[]): string {
  return live.map(({ job, state }) => `${job} ${state}`).join('\n');
}
