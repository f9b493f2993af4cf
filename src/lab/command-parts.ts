/** What our commands work with, and how they read their arguments. */
import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { NotebookWatch } from './notebook-watch.js';
import { isOurs } from './our-notebook.js';
import type { Preferences } from './preferences.js';

export interface CommandParts {
  readonly app: Pick<JupyterFrontEnd, 'commands'> & Partial<Pick<JupyterFrontEnd, 'serviceManager' | 'shell'>>;
  readonly tracker: INotebookTracker | null;
  readonly trans: TranslationBundle;
  readonly watch: NotebookWatch;
  readonly preferences: Preferences;
  /** The folder that the person looks at. */
  readonly folder: () => string;
}

/** The notebook in front, if it is one of ours. */
export function current({ tracker }: CommandParts): NotebookPanel | null {
  const panel = tracker?.currentWidget ?? null;
  return panel !== null && isOurs(panel) ? panel : null;
}

/** The notebook that an argument names by its widget's id; the one in front where it names none. */
export function panelOf(parts: CommandParts, id: unknown): NotebookPanel | null {
  return parts.tracker?.find(panel => panel.id === id) ?? current(parts);
}

/** An argument that is a text; empty for any other. */
export function word(argument: unknown): string {
  return typeof argument === 'string' ? argument : '';
}

export const textArgument = (description: string) => ({ type: 'string', description }) as const;
