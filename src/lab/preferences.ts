/** What the person set in JupyterLab's settings. It helps to write cells; nothing of it changes what a notebook computes. */
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import { PLUGIN_ID } from './command-ids.js';

export class Preferences {
  private settings: ISettingRegistry.ISettings | null = null;

  /** Loads the settings; without a registry, or where it fails, the defaults stand. */
  async load(registry: ISettingRegistry | null): Promise<void> {
    try {
      this.settings = (await registry?.load(PLUGIN_ID)) ?? null;
    } catch {
      this.settings = null;
    }
  }

  /** Whether the forms of cells are open when a notebook is opened. */
  get formsOpen(): boolean {
    return this.settings?.composite['formsOpen'] === true;
  }

  /** Lines that a new job cell is written with, after its own. */
  get jobLines(): readonly string[] {
    const [engine, dataset] = [this.word('engine'), this.word('dataset')];
    return [
      ...(engine === '' ? [] : [`engine: ${engine}`]),
      ...(dataset === '' ? [] : [`source: {dataset: ${dataset}}`])
    ];
  }

  private word(key: string): string {
    const value = this.settings?.composite[key];
    return typeof value === 'string' ? value : '';
  }
}
