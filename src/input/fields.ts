/** One record's fields, read at the border: whatever a file holds, a field is asked for by name and type. */

export type Fields = Readonly<Record<string, unknown>>;

/** Parses a JSON object; null: it is no JSON, or no object. */
export function parseFields(text: string): Fields | null {
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : null;
  } catch {
    return null;
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The field as a number; 0 where it is missing or none: a record without its measure counts 0. */
export function numberField(fields: Fields, name: string): number {
  const value = fields[name];
  return typeof value === 'number' ? value : (numberIn(typeof value === 'string' ? value : '') ?? 0);
}

/** The field as text; `(none)` where it is missing, null or empty, so that it can be a key. */
export function textField(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value === 'string') return value === '' ? '(none)' : value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '(none)';
}

/** A plain decimal number, as files write it; null: none. `Infinity`, hex and the empty text are none. */
export function numberIn(text: string): number | null {
  return /^\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?\s*$/.test(text) ? Number(text) : null;
}
