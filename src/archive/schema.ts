/** The number of the archive's form, and how older forms become it. */

/** Raised whenever a run is written in a way that this release before could not read. */
export const currentSchema = 1;

export interface SchemaSeam {
  readonly current: number;
  /** By the schema that it reads: what turns a run of that schema into one of the next. */
  readonly migrations: ReadonlyMap<number, (run: unknown) => unknown>;
}

export const schemaSeam: SchemaSeam = { current: currentSchema, migrations: new Map() };

/** A run of schema `from` in today's form, step by step. @throws RangeError where a step is missing, or `from` is newer */
export function migrated(run: unknown, from: number, seam: SchemaSeam): unknown {
  let [value, schema] = [run, from];
  while (schema !== seam.current) {
    const migrate = seam.migrations.get(schema);
    if (migrate === undefined) throw new RangeError(`a run of schema ${from} cannot be read here`);
    value = migrate(value);
    schema += 1;
  }
  return value;
}
