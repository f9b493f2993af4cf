/** What the person set in JupyterLab's settings. It helps to write cells; nothing of it changes what a notebook computes. */
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import { Signal, type ISignal } from '@lumino/signaling';
import { PLUGIN_ID } from './command-ids.js';

export class Preferences {
  private settings: ISettingRegistry.ISettings | null = null;
  private readonly hasChanged = new Signal<this, void>(this);

  /** Sent when the person has set something else. */
  get changed(): ISignal<this, void> {
    return this.hasChanged;
  }

  /** Loads the settings; without a registry, or where it fails, the defaults stand. */
  async load(registry: ISettingRegistry | null): Promise<void> {
    try {
      this.settings = (await registry?.load(PLUGIN_ID)) ?? null;
      this.settings?.changed.connect(() => this.hasChanged.emit(), this);
      this.hasChanged.emit();
    } catch {
      this.settings = null;
    }
  }

  /** Whether the forms of cells are open when a notebook is opened. */
  get formsOpen(): boolean {
    return this.settings?.composite['formsOpen'] === true;
  }

  /** How a running job stands is drawn at most so often, ms. */
  get updateEveryMs(): number {
    return this.number('updateEvery', 250);
  }

  /** How many runs of a notebook the kernel keeps on disk. */
  get runsKept(): number {
    return this.number('runsKept', 50);
  }

  /** Lines that a new job cell is written with, after its own. */
  get jobLines(): readonly string[] {
    const [engine, dataset] = [this.word('engine'), this.word('dataset')];
    return [
      ...(engine === '' ? [] : [`engine: ${engine}`]),
      ...(dataset === '' ? [] : [`source: {dataset: ${dataset}}`])
    ];
  }

  private number(key: string, otherwise: number): number {
    const value = this.settings?.composite[key];
    return typeof value === 'number' ? value : otherwise;
  }

  private word(key: string): string {
    const value = this.settings?.composite[key];
    return typeof value === 'string' ? value : '';
  }
}
