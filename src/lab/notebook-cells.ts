/** What we add to the cells of one notebook of our kernel: made with it, kept true to its text, taken away with it. */
import { CodeCell } from '@jupyterlab/cells';
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';
import { openActions } from './actions-menu.js';
import { CellFrame } from './cell-frame.js';
import { nothingRead, readNotebook, type CellReading, type NotebookReading } from './notebook-reading.js';

export interface NotebookOptions {
  readonly panel: NotebookPanel;
  readonly commands: CommandRegistry;
  readonly trans: TranslationBundle;
  /** Whether the forms of cells are open at first. */
  readonly formsOpen: () => boolean;
}

export class NotebookCells implements IDisposable {
  private readonly frames = new Map<CodeCell, CellFrame>();
  private reading: NotebookReading = nothingRead;
  private isScheduled = false;
  private disposed = false;

  constructor(private readonly options: NotebookOptions) {
    const notebook = options.panel.content;
    notebook.modelContentChanged.connect(this.schedule, this);
    notebook.modelChanged.connect(this.schedule, this);
    this.look();
  }

  get isDisposed(): boolean {
    return this.disposed;
  }

  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    Signal.clearData(this);
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
    const cells = content.widgets.filter(cell => cell instanceof CodeCell);
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
  }

  private frameOf(cell: CodeCell): CellFrame {
    const known = this.frames.get(cell);
    if (known !== undefined) return known;
    const { panel, commands, trans, formsOpen } = this.options;
    const frame = new CellFrame({
      cell,
      trans,
      formOpen: formsOpen(),
      openActions: (of, button, job) => openActions({ panel, commands, trans }, { cell: of, button, job }),
      resized: () => panel.content.update()
    });
    this.frames.set(cell, frame);
    return frame;
  }
}
