/** Fields of a mapping that the schema has taken: each as the type that it then has, or null. */

export type Fields = Readonly<Record<string, unknown>>;

export function textField(fields: Fields, key: string): string | null {
  const value = own(fields, key);
  return typeof value === 'string' ? value : null;
}

export function numberField(fields: Fields, key: string): number | null {
  const value = own(fields, key);
  return typeof value === 'number' ? value : null;
}

export function booleanField(fields: Fields, key: string): boolean | null {
  const value = own(fields, key);
  return typeof value === 'boolean' ? value : null;
}

/** A mapping inside; null where there is none. */
export function mappingField(fields: Fields, key: string): Fields | null {
  const value = own(fields, key);
  return isMapping(value) ? value : null;
}

export function listField(fields: Fields, key: string): readonly unknown[] | null {
  const value = own(fields, key);
  return Array.isArray(value) ? value : null;
}

/** One of the words that a type has. */
export function wordField<T extends string>(fields: Fields, key: string, words: readonly T[]): T | null {
  return wordOf(own(fields, key), words);
}

export function wordOf<T extends string>(value: unknown, words: readonly T[]): T | null {
  return words.find(word => word === value) ?? null;
}

export function isMapping(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function own(fields: Fields, key: string): unknown {
  return Object.hasOwn(fields, key) ? fields[key] : undefined;
}
