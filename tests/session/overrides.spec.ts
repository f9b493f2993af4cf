import { describe, expect, test } from '@jest/globals';
import { environmentSays, overridesFrom } from '../../src/session/overrides.js';

describe('what wins over the cells', () => {
  test('nothing said is nothing overridden', () => {
    expect(overridesFrom(environmentSays({}))).toEqual({});
  });

  test('the environment names engine, seed and limit', () => {
    const environment = { SPILLWAY_ENGINE: 'local', SPILLWAY_SEED: '7', SPILLWAY_LIMIT: '90s' };
    expect(overridesFrom(environmentSays(environment))).toEqual({ engine: 'local', seed: 7, limitMs: 90_000 });
  });

  test.each([
    [{ engine: 'mars' }, 'the engine "mars" cannot be used: it takes simulated or local'],
    [{ seed: '1.5' }, 'the seed "1.5" cannot be used: it takes a whole number'],
    [{ seed: '99999999999999999999' }, 'the seed "99999999999999999999" cannot be used: it takes a whole number'],
    [{ limit: '60' }, 'the limit "60" cannot be used: it takes a duration such as 60s']
  ])('%j is refused, with what it takes', (said, message) => {
    expect(() => overridesFrom(said)).toThrow(message);
  });
});
