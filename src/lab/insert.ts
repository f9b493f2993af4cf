/** Puts a cell into a notebook: into the active one where that is empty, else below it. */
import { NotebookActions, type Notebook, type NotebookPanel } from '@jupyterlab/notebook';

export interface Inserted {
  readonly text: string;
  /** Below this cell instead of the active one. */
  readonly below?: string;
}

export function insertCell(notebook: Notebook, { text, below }: Inserted): void {
  const at = below === undefined ? -1 : notebook.widgets.findIndex(({ model }) => model.id === below);
  if (at >= 0) notebook.activeCellIndex = at;
  const active = notebook.activeCell?.model;
  const isEmpty = active?.type === 'code' && active.sharedModel.getSource().trim() === '';
  if (!isEmpty) NotebookActions.insertBelow(notebook);
  notebook.activeCell?.model.sharedModel.setSource(text);
}

/** Puts the cell below and runs it. */
export async function insertAndRun({ content, sessionContext }: NotebookPanel, cell: Inserted): Promise<void> {
  insertCell(content, cell);
  await NotebookActions.run(content, sessionContext);
}
