/** The side panel of runs: an empty place until it is first shown. */
import type { IDisposable } from '@lumino/disposable';
import { Widget } from '@lumino/widgets';
import { spillwayIcon } from './icon.js';
import type { RunsOptions } from './runs-panel.js';

export class RunsSide extends Widget {
  private list: IDisposable | null = null;
  private isLoading = false;

  constructor(private readonly options: RunsOptions) {
    super();
    this.id = 'spillway-runs';
    this.addClass('spillway-runs');
    this.title.icon = spillwayIcon;
    this.title.caption = options.trans.__('Spillway runs');
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', options.trans.__('Spillway runs'));
  }

  override dispose(): void {
    this.list?.dispose();
    super.dispose();
  }

  protected override onBeforeShow(): void {
    if (!this.isLoading) void this.load();
  }

  private async load(): Promise<void> {
    this.isLoading = true;
    const { RunsList } = await import('./runs-panel.js');
    if (!this.isDisposed) this.list = new RunsList(this.node, this.options);
  }
}
