/** A record on its way: its number in the input, and its text. */
import type { RecordId } from '../terms/trace.js';

export interface StreamRecord {
  readonly id: RecordId;
  readonly text: string;
}

/** What a job does with its records; the same for every engine (`input/` has the real ones). */
export interface Application {
  /** The text of record `id`. */
  text(id: RecordId): string;
  /** Parses and enriches one record. Pure. */
  compute(text: string): { readonly key: string; readonly measure: number; readonly row: string };
}

export const idsOf = (records: readonly StreamRecord[]): readonly RecordId[] => records.map(record => record.id);
