/** What the environment and the command line say over the cells' heads. */
import type { Context } from '../language/cell.js';
import { parseDuration } from '../language/quantity.js';
import { engineNames } from '../language/words.js';
import type { EngineName } from '../terms/job.js';
import { CellError } from './cell-error.js';

interface Said {
  readonly engine?: string | undefined;
  readonly seed?: string | undefined;
  readonly limit?: string | undefined;
}

/** @throws CellError that names the option or variable and what it takes. */
export function overridesFrom({ engine, seed, limit }: Said): Context['overrides'] {
  return {
    ...(engine === undefined ? {} : { engine: engineFrom(engine) }),
    ...(seed === undefined ? {} : { seed: seedFrom(seed) }),
    ...(limit === undefined ? {} : { limitMs: limitFrom(limit) })
  };
}

/** `SPILLWAY_ENGINE`, `SPILLWAY_SEED`, `SPILLWAY_LIMIT`. */
export const environmentSays = (environment: NodeJS.ProcessEnv): Said => ({
  engine: environment['SPILLWAY_ENGINE'],
  seed: environment['SPILLWAY_SEED'],
  limit: environment['SPILLWAY_LIMIT']
});

function engineFrom(text: string): EngineName {
  const engine = engineNames.find(one => one === text);
  if (engine === undefined) {
    throw wrong('engine', text, engineNames.join(' or '));
  }
  return engine;
}
function seedFrom(text: string): number {
  const seed = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(seed)) {
    throw wrong('seed', text, 'a whole number');
  }
  return seed;
}
function limitFrom(text: string): number {
  const limitMs = parseDuration(text);
  if (limitMs === null) {
    throw wrong('limit', text, 'a duration such as 60s');
  }
  return limitMs;
}
const wrong = (what: string, got: string, takes: string): CellError =>
  new CellError({
    kind: 'wrong input',
    name: 'BadOption',
    message: `the ${what} "${got}" cannot be used: it takes ${takes}`
  });
