import { describe, expect, test } from '@jest/globals';
import schema from '../../src/terms/result.schema.json' with { type: 'json' };
import type { Cause, ConfigurationId, Judgement, LossPlace, Result } from '../../src/terms/result.js';
import type { Outcome } from '../../src/terms/trace.js';
import { examples, verdictExample } from './results-page.js';
import { wrongIn, wrongOrUndescribedIn } from './result-schema.js';

describe('the schema of results', () => {
  test.each(examples)('takes the example of kind $kind, and describes every key of it', example => {
    expect(wrongIn(example)).toEqual([]);
    expect(wrongOrUndescribedIn(example)).toEqual([]);
  });

  test('welcomes an addition, and a closed reading finds it', () => {
    const addition = { ...verdictExample, colour: 'blue' };
    expect(wrongIn(addition)).toEqual([]);
    expect(wrongOrUndescribedIn(addition)).not.toEqual([]);
  });

  test.each([
    ['another schema', { schema: 'spillway/2' }],
    ['a kind that there is not', { kind: 'opinion' }],
    ['a word that is no verdict', { verdict: 'fine' }],
    ['a configuration that is no row', { configuration: 'kafka' }],
    ['a negative count', { receipt: { distinct: -1, lost: 0, duplicated: 0, extra: 0 } }],
    ['a cause that there is not', { causes: { lost: {}, receipt: { gremlins: 6 }, output: {} } }],
    ['a place that there is not', { causes: { lost: { elsewhere: 1 }, receipt: {}, output: {} } }],
    [
      'a failure of two kinds',
      { failures: [{ kill: 'driver', drop: 'acknowledgement', fired: false, atMs: null, stake: null }] }
    ],
    ['a failure that does not say whether it fired', { failures: [{ kill: 'driver', atMs: null, stake: null }] }],
    ['no promises', { promises: undefined }]
  ])('refuses %s', (_, change) => {
    expect(wrongIn({ ...verdictExample, ...change })).not.toEqual([]);
  });
});

describe('the words of the schema are those of the types', () => {
  const { $defs, oneOf } = schema;
  /** A key for each member of the union: the compiler refuses a missing and a further one. */
  const named = (words: Readonly<Record<string, true>>): readonly string[] => Object.keys(words).sort();
  const sorted = (words: readonly (string | null)[]): readonly (string | null)[] => [...words].sort();

  test('places of loss', () => {
    const places: Readonly<Record<LossPlace, true>> = {
      'receiver memory': true,
      'one memory': true,
      'two memories': true,
      log: true,
      'log without its entry': true,
      batch: true,
      'skipped offsets': true,
      expired: true,
      'not in the topic': true,
      'in flight': true
    };
    expect(sorted($defs.places.propertyNames.enum)).toEqual(named(places));
  });

  test('causes of duplicates', () => {
    const causes: Readonly<Record<Cause, true>> = {
      'producer retry': true,
      'source re-send': true,
      'log replay': true,
      'checkpoint replay': true,
      'task retry': true,
      'output retry': true
    };
    expect(sorted($defs.causeCounts.propertyNames.enum)).toEqual(named(causes));
  });

  test('judgements and outcomes', () => {
    const judgements: Readonly<Record<Judgement, true>> = {
      agrees: true,
      'not shown': true,
      'not exercised': true,
      inconclusive: true,
      contradicts: true
    };
    const outcomes: Readonly<Record<Outcome, true>> = {
      undisturbed: true,
      recovered: true,
      stopped: true,
      aborted: true
    };
    expect(sorted($defs.judgement.enum)).toEqual(named(judgements));
    expect(sorted($defs.outcome.enum)).toEqual(named(outcomes));
  });

  test('configurations, and none', () => {
    const rows: Readonly<Record<ConfigurationId, true>> = {
      unreliable: true,
      'reliable-unreplicated': true,
      'reliable-replicated': true,
      'reliable-wal': true,
      'direct-no-checkpoint': true,
      'direct-checkpoint': true
    };
    expect(sorted($defs.configuration.enum.filter(id => id !== null))).toEqual(named(rows));
    expect($defs.configuration.enum).toContain(null);
  });

  test('kinds of results', () => {
    const kinds: Readonly<Record<Result['kind'], true>> = {
      verdict: true,
      table: true,
      comparison: true,
      expectation: true,
      job: true,
      failures: true,
      jobs: true,
      exploration: true,
      biography: true,
      removal: true
    };
    expect(sorted(oneOf.map(({ $ref }) => $ref.replace('#/$defs/', '')))).toEqual(named(kinds));
  });
});
