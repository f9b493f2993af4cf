/** The schema of results, as published, and closed: there a key that it does not describe is found. */
import { Ajv2020, type AnySchema } from 'ajv/dist/2020.js';
import schema from '../../src/terms/result.schema.json' with { type: 'json' };

/** @returns what is wrong, in words; empty: nothing. */
export type Check = (result: unknown) => readonly string[];

function checkedBy(rules: AnySchema): Check {
  const validate = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, strictRequired: false }).compile(
    rules
  );
  return result =>
    validate(result)
      ? []
      : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}

/**
 * Every object with named keys takes no others. A member of an `allOf` and a definition stay open: they may be a part of a
 * larger object, and are closed where they are referred to.
 */
function closed(node: unknown, isPart: boolean): unknown {
  if (Array.isArray(node)) {
    return node.map(member => closed(member, isPart));
  }
  if (typeof node !== 'object' || node === null) {
    return node;
  }
  const inner = Object.entries(node).map(([key, value]: [string, unknown]) => {
    const isDefinitions = key === '$defs' && typeof value === 'object' && value !== null;
    return [key, isDefinitions ? definitions(value) : closed(value, key === 'allOf')] as const;
  });
  const names = ['properties', '$ref', 'allOf'];
  const isClosed = !isPart && names.some(name => name in node);
  return Object.fromEntries(isClosed ? [...inner, ['unevaluatedProperties', false]] : inner);
}

const definitions = (all: object): object =>
  Object.fromEntries(Object.entries(all).map(([name, definition]) => [name, closed(definition, true)]));

const isSchema = (value: unknown): value is AnySchema => typeof value === 'object' && value !== null;

function closedSchema(): AnySchema {
  const rules = closed(schema, true);
  if (!isSchema(rules)) {
    throw new TypeError('the schema of results is no object');
  }
  return rules;
}

/** As published: further keys are welcome. */
export const wrongIn: Check = checkedBy(schema);
/** Further keys are named as well. */
export const wrongOrUndescribedIn: Check = checkedBy(closedSchema());
