/** Numbered records with their text, and what the job computes of each: the same for every engine. */

/** What the job makes of one record: the key it aggregates by, the number it adds up, the row it writes. */
export interface Computed {
  readonly key: string;
  /** The measure (delay in minutes, for flights); a record whose measure is missing counts 0. */
  readonly measure: number;
  readonly row: string;
}

export interface Input {
  /** What is streamed, in words for people: `flights-20k (20,000 flights, 1.4 MB)`. */
  readonly title: string;
  /** What the aggregate means, in words: `minutes of delay by airport`. */
  readonly aggregate: string;
  /** How many records there are before the data start again; null: endless. */
  readonly length: number | null;
  /** The text of record `id` (from 0; past the end of the data it starts again with new ids). */
  text(id: number): string;
  /** Where the texts are known only from a run: begins anew with one, and is told of its records' texts in the order of their numbers. */
  learning?(): (texts: readonly string[]) => void;
  /** Whether the texts are all known; absent: they are. */
  isKnown?(): boolean;
  /** Parses and enriches one record's text. Pure: the same text gives the same answer. */
  compute(text: string): Computed;
}
