/** What setup/validators.mjs makes out of cell.schema.json when the schema has changed: code that needs no schema library. */
import type { Verb } from './cell.js';

/** A rule that a value breaks, in the words of JSON Schema. */
export interface BrokenRule {
  /** A JSON pointer to the value. */
  readonly instancePath: string;
  readonly keyword: string;
  /** The key that is no name, where the rule is about names. */
  readonly propertyName?: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Tells whether a verb's cell keeps every rule; those that it breaks are in `errors` until the next call. */
export interface CellValidator {
  (cell: unknown): boolean;
  readonly errors?: readonly BrokenRule[] | null;
}

/** What the schema's rules ask of the language: each format that it names, and which of two quantities is the larger. */
export interface Quantities {
  readonly formats: Readonly<Record<string, (text: string) => boolean>>;
  /** Below 0 where the text is less than the bound, above 0 where it is more. */
  compare(text: string, bound: string): number;
}

/** The validator of each verb. */
export function cellValidators(quantities: Quantities): Readonly<Record<Verb, CellValidator>>;
