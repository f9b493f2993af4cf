/** The cells of a notebook as the language reads them, each with what the cells above it have defined. */
import type { Cell, Context, ReadDocument } from '../language/cell.js';
import { extendContext, newContext, readCell } from '../language/read.js';

export interface CellText {
  readonly id: string;
  readonly text: string;
}

export interface CellReading {
  readonly text: string;
  readonly documents: readonly ReadDocument[];
  /** What is known before the cell. */
  readonly context: Context;
  /** What is known after it. */
  readonly after: Context;
}

/** The cells of the language that a notebook's cell holds; what does not parse is none. */
export const cellsIn = ({ documents }: Pick<CellReading, 'documents'>): readonly Cell[] =>
  documents.flatMap(document => (document.kind === 'cell' ? [document.cell] : []));

export type NotebookReading = ReadonlyMap<string, CellReading>;

export const nothingRead: NotebookReading = new Map();

/**
 * Reads the cells in their order. What neither its text nor anything above it has changed is taken from the reading before, as
 * the same object.
 */
export function readNotebook(cells: readonly CellText[], before: NotebookReading): NotebookReading {
  const readings = new Map<string, CellReading>();
  let context = firstContext;
  for (const { id, text } of cells) {
    const reading = read(text, context, before.get(id));
    readings.set(id, reading);
    context = reading.after;
  }
  return readings;
}

/** One for all, so that an unchanged notebook is recognized by identity. */
const firstContext = newContext();

function read(text: string, context: Context, before: CellReading | undefined): CellReading {
  if (before !== undefined && before.text === text && before.context === context) return before;
  const documents = readCell(text, context);
  const sameAbove = before !== undefined && before.context === context;
  const keeps = sameAbove && (isBroken(documents) || defined(documents) === defined(before.documents));
  return { text, documents, context, after: keeps ? before.after : documents.reduce(extendContext, context) };
}

/** While a text is being mended, the cells below go on from what it last defined. */
function isBroken(documents: readonly ReadDocument[]): boolean {
  return documents.some(({ kind }) => kind === 'problems');
}

/** What a cell defines for those below it, as a text to compare. */
function defined(documents: readonly ReadDocument[]): string {
  return JSON.stringify(cellsIn({ documents }).filter(({ verb }) => verb === 'job' || verb === 'parameters'));
}
