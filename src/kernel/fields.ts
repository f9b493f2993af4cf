/** Reading the fields of a request's content: right, or absent and then the protocol's default, or an error that names the field. */
import type { Json } from './wire.js';

/** A request that its own grammar refuses; it is answered as an error. */
export class BadRequest extends Error {
  override readonly name = 'BadRequest';
}

/** A text that must be there. */
export function textOf(content: Json, field: string): string {
  const value = content[field];
  if (typeof value === 'string') return value;
  throw new BadRequest(`${field}: a text is needed`);
}

/** A yes or no. Absent or null: `otherwise`. */
export function flagOf(content: Json, field: string, otherwise: boolean): boolean {
  const value = content[field] ?? otherwise;
  if (typeof value === 'boolean') return value;
  throw new BadRequest(`${field}: true or false is needed`);
}

/** A whole number. Absent or null: `otherwise`. */
export function countOf<Otherwise>(content: Json, field: string, otherwise: Otherwise): number | Otherwise {
  const value = content[field];
  if (value === undefined || value === null) return otherwise;
  if (typeof value === 'number' && Number.isInteger(value)) return value;
  throw new BadRequest(`${field}: a whole number is needed`);
}
