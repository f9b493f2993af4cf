/** Watches notebooks: one of our kernel gets what we add to its cells, loaded when the first is opened; others are left alone. */
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import { DisposableDelegate, type IDisposable } from '@lumino/disposable';
import { isOurs } from './our-notebook.js';
import type { NotebookCells } from './notebook-cells.js';
import type { Preferences } from './preferences.js';

export interface WatchOptions {
  readonly commands: CommandRegistry;
  readonly trans: TranslationBundle;
  readonly preferences: Preferences;
  /** What can be done in the notebook in front may have changed. */
  readonly liveChanged: () => void;
}

/** A `DocumentRegistry.WidgetExtension` for notebooks. */
export class NotebookWatch {
  private readonly cells = new Map<NotebookPanel, NotebookCells>();

  constructor(private readonly options: WatchOptions) {}

  createNew(panel: NotebookPanel): IDisposable {
    const look = (): void => void this.look(panel);
    panel.sessionContext.kernelChanged.connect(look, this);
    panel.content.modelChanged.connect(look, this);
    void panel.context.ready.then(look);
    return new DisposableDelegate(() => {
      panel.sessionContext.kernelChanged.disconnect(look, this);
      panel.content.modelChanged.disconnect(look, this);
      this.drop(panel);
    });
  }

  cellsOf(panel: NotebookPanel): NotebookCells | null {
    return this.cells.get(panel) ?? null;
  }

  /** A JupyterLab in which our parts find no place goes on without them, and silently. */
  private async look(panel: NotebookPanel): Promise<void> {
    if (panel.isDisposed || !isOurs(panel)) {
      this.drop(panel);
      return;
    }
    if (this.cells.has(panel)) return;
    try {
      const { NotebookCells } = await import('./notebook-cells.js');
      if (panel.isDisposed || !isOurs(panel) || this.cells.has(panel)) return;
      this.cells.set(panel, new NotebookCells({ panel, ...this.options }));
      this.options.liveChanged();
    } catch {
      this.drop(panel);
    }
  }

  private drop(panel: NotebookPanel): void {
    this.cells.get(panel)?.dispose();
    this.cells.delete(panel);
  }
}
