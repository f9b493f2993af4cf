/** A table before it is printed: plain text in every cell, escaped or aligned by whoever prints it. */
import type { NextStep } from './next-step.js';

export interface Column {
  readonly head: string;
  /** Numbers stand right; words left, which is the default. */
  readonly align?: 'left' | 'right';
  /** To be copied: the lines stay as they are. It stands below its row, where there is room for it; HTML folds it. */
  readonly code?: true;
}

export interface Table {
  /** The finding, or what the table is of; null: nothing to say. */
  readonly title: string | null;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  /** Fine print, a sentence each. */
  readonly notes: readonly string[];
  readonly next: NextStep | null;
  /** Notes that few will want: HTML folds them behind their summary, a terminal prints the summary. */
  readonly folded?: { readonly summary: string; readonly notes: readonly string[] };
  /** Secondary: HTML folds rows and notes behind the title. */
  readonly isFolded?: true;
}
