/** Which column of an unknown file is the key and which the measure: the first text column and the first numeric one. */
import { numberIn, type Fields } from './fields.js';

/** Null: there is no such column; then all records have one key, or each counts 1. */
export interface Columns {
  readonly key: string | null;
  readonly measure: string | null;
}

/** How many records are looked at to tell text from numbers. */
export const SAMPLE = 1000;

/** `numbers in text`: a CSV field is always text, so a column is numeric when every filled field of it reads as a number. */
export function chooseColumns(sample: readonly Fields[], values: 'typed' | 'numbers in text'): Columns {
  const numeric = new Map<string, boolean | null>();
  for (const fields of sample) {
    for (const [name, value] of Object.entries(fields)) {
      const is = isNumeric(value, values);
      const before = numeric.get(name) ?? null;
      numeric.set(name, is === null ? before : is && before !== false);
    }
  }
  const first = (wanted: boolean) => [...numeric].find(([, is]) => is === wanted)?.[0] ?? null;
  return { key: first(false), measure: first(true) };
}

/** `value by key`, in the file's own names. */
export function aggregateInWords({ key, measure }: Columns): string {
  return `${measure === null ? 'records' : `sum of ${measure}`} ${key === null ? 'in all' : `by ${key}`}`;
}

/** Null: a missing value tells nothing about its column; nor does a nested one, which is neither key nor measure. */
function isNumeric(value: unknown, values: 'typed' | 'numbers in text'): boolean | null {
  if (typeof value === 'number') return true;
  if (typeof value === 'boolean') return false;
  if (typeof value !== 'string' || value === '') return null;
  return values === 'numbers in text' && numberIn(value) !== null;
}
