/** The schema's validator: the library tells which place breaks which rule, in no words of its own. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ErrorObject, ValidateFunction } from 'ajv';
import type { Verb } from './cell.js';
import { formats } from './formats.js';
import { parseDuration, parseRate } from './quantity.js';
import { wholeSchema } from './schema.js';
import type { Path } from './tree.js';

/** One rule of the schema that a value breaks. */
export interface Breach {
  readonly path: Path;
  readonly keyword: string;
  /** The key that is unknown or missing, where the rule is about one. */
  readonly key: string | null;
}

const wordsOfOurs = [
  ...['page', 'snippet', 'values', 'spark', 'lab', 'alsoCalled', 'bareUnit', 'standsFor', 'mayBeEmpty', 'asWritten']
];

let ajv: Ajv2020 | null = null;
const validators = new Map<Verb, ValidateFunction>();

/** What a cell breaks; nothing for one that the schema takes. Validators are made when they are first asked for. */
export function breachesOf(verb: Verb, value: unknown): readonly Breach[] {
  const validate = validators.get(verb) ?? newValidator(verb);
  return validate(value) ? [] : (validate.errors ?? []).map(breach);
}

function newValidator(verb: Verb): ValidateFunction {
  ajv ??= newAjv();
  const validate = ajv.compile({ $ref: `spillway-cell#/$defs/${verb}` });
  validators.set(verb, validate);
  return validate;
}

function newAjv(): Ajv2020 {
  const made = new Ajv2020({
    allErrors: true,
    messages: false,
    strict: true,
    allowUnionTypes: true,
    strictRequired: false,
    strictTypes: false,
    // The schema is checked by a test, not in every session.
    validateSchema: false,
    meta: false
  });
  made.addVocabulary(wordsOfOurs);
  for (const [name, validate] of Object.entries(formats)) made.addFormat(name, validate);
  made.addKeyword({
    keyword: 'least',
    type: 'string',
    validate: (bound: string, text: string) => compare(text, bound) >= 0
  });
  made.addKeyword({
    keyword: 'most',
    type: 'string',
    validate: (bound: string, text: string) => compare(text, bound) <= 0
  });
  made.addSchema(wholeSchema);
  return made;
}

/** Compares two durations or two rates; 0 where one of them is neither: its format says so already. */
function compare(text: string, bound: string): number {
  const [value, limit] = [text, bound].map(each => parseDuration(each) ?? parseRate(each));
  return value === null || value === undefined || limit === null || limit === undefined ? 0 : value - limit;
}

function breach(error: ErrorObject): Breach {
  const params: Readonly<Record<string, unknown>> = error.params;
  const key = params['missingProperty'] ?? params['unevaluatedProperty'] ?? params['additionalProperty'];
  const path = error.instancePath
    .split('/')
    .slice(1)
    .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map(step => (/^\d+$/.test(step) ? Number(step) : step));
  const name = params['propertyName'];
  return { path, keyword: error.keyword, key: text(key ?? error.propertyName ?? name) };
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
