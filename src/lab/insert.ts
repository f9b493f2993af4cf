/** Puts a cell into a notebook: into the active one where that is empty, else below it. */
import { NotebookActions, type Notebook, type NotebookPanel } from '@jupyterlab/notebook';

export interface Inserted {
  readonly text: string;
  /** Below this cell instead of the active one. */
  readonly below?: string;
}

/** One change of the shared document, whoever else works on it. */
export function insertCell(notebook: Notebook, { text, below }: Inserted): void {
  const at = below === undefined ? -1 : notebook.widgets.findIndex(({ model }) => model.id === below);
  if (at >= 0) notebook.activeCellIndex = at;
  const active = notebook.activeCell?.model;
  const document = notebook.model?.sharedModel;
  if (document === undefined) return;
  if (active?.type === 'code' && active.sharedModel.getSource().trim() === '') {
    active.sharedModel.setSource(text);
    return;
  }
  const next = notebook.activeCellIndex + 1;
  document.insertCell(next, { cell_type: 'code', source: text, metadata: { trusted: true } });
  notebook.activeCellIndex = next;
}

/** Puts the cell below and runs it. */
export async function insertAndRun({ content, sessionContext }: NotebookPanel, cell: Inserted): Promise<void> {
  insertCell(content, cell);
  content.deselectAll();
  await NotebookActions.run(content, sessionContext);
}
