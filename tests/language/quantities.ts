import { parseDuration, parseRate } from '../../src/language/quantity.js';

/** A quantity of the schema, in ms or records a second. */
export function parseQuantity(format: 'duration' | 'rate', text: string | undefined): number | null {
  if (text === undefined) return null;
  return format === 'duration' ? parseDuration(text) : parseRate(text);
}
