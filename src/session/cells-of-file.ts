/** A file's cells: the documents of a YAML file, or the code cells of a notebook. */
import { CellError } from './cell-error.js';

interface NotebookCell {
  readonly cell_type: string;
  readonly source: string | readonly string[];
}

/** @returns texts that `runCell` takes, in order. @throws CellError for a notebook that is none. */
export function cellsOf(file: string, text: string): readonly string[] {
  return file.endsWith('.ipynb') ? notebookCells(file, text) : [text];
}

function notebookCells(file: string, text: string): readonly string[] {
  const cells = parsed(text);
  if (cells === null) {
    throw new CellError({
      kind: 'wrong input',
      name: 'NotANotebook',
      message: `${file} is not a notebook: it should be JSON with a list "cells"`
    });
  }
  return cells
    .filter(cell => cell.cell_type === 'code')
    .map(cell => (typeof cell.source === 'string' ? cell.source : cell.source.join('')));
}

function parsed(text: string): readonly NotebookCell[] | null {
  let notebook: unknown;
  try {
    notebook = JSON.parse(text);
  } catch {
    return null;
  }
  const cells = isObject(notebook) ? notebook['cells'] : null;
  return Array.isArray(cells) && cells.every(isNotebookCell) ? cells : null;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
const isText = (value: unknown): value is string => typeof value === 'string';
const isNotebookCell = (value: unknown): value is NotebookCell =>
  isObject(value) &&
  isText(value['cell_type']) &&
  (isText(value['source']) || (Array.isArray(value['source']) && value['source'].every(isText)));
