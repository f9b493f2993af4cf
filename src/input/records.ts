/** What a job makes of a record of which only the columns are known. */
import type { Columns } from './columns.js';
import { numberField, textField, type Fields } from './fields.js';
import type { Computed } from './input.js';

/** The row is the record as one line of JSON, with its key and measure first. */
export function computeByColumns(fields: Fields, { key, measure }: Columns): Computed {
  const computed = {
    key: key === null ? 'all' : textField(fields, key),
    measure: measure === null ? 1 : numberField(fields, measure)
  };
  return { ...computed, row: JSON.stringify({ ...computed, record: fields }) };
}
