/** The schema's validators: they tell which place breaks which rule, in no words of their own. */
import type { Verb } from './cell.js';
import { cellValidators } from './cell-validators.js';
import type { BrokenRule } from './cell-validators.js';
import { formats } from './formats.js';
import { parseDuration, parseRate } from './quantity.js';
import type { Path } from './tree.js';

/** One rule of the schema that a value breaks. */
export interface Breach {
  readonly path: Path;
  readonly keyword: string;
  /** The key that is unknown or missing, where the rule is about one. */
  readonly key: string | null;
}

const validators = cellValidators({ formats, compare });

/** What a cell breaks; nothing for one that the schema takes. */
export function breachesOf(verb: Verb, value: unknown): readonly Breach[] {
  const validate = validators[verb];
  return validate(value) ? [] : (validate.errors ?? []).map(breach);
}

/** Compares two durations or two rates; 0 where one of them is neither: its format says so already. */
function compare(text: string, bound: string): number {
  const [value, limit] = [text, bound].map(each => parseDuration(each) ?? parseRate(each));
  return value === null || value === undefined || limit === null || limit === undefined ? 0 : value - limit;
}

function breach({ instancePath, keyword, propertyName, params }: BrokenRule): Breach {
  const key = params['missingProperty'] ?? params['unevaluatedProperty'] ?? params['additionalProperty'];
  const path = instancePath
    .split('/')
    .slice(1)
    .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map(step => (/^\d+$/.test(step) ? Number(step) : step));
  return { path, keyword, key: text(key ?? propertyName ?? params['propertyName']) };
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
