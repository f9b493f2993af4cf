import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { failureLists, jobs, seeds } from './arbitrary-runs.js';
import { count } from './counting.js';
import { complaintsAbout } from './invariants.js';
import { wholeRun } from './whole-run.js';

describe('any job under any failures', () => {
  test('never throws, and its trace breaks no law', () => {
    fc.assert(
      fc.property(jobs, failureLists, seeds, (job, failures, seed) => {
        expect(complaintsAbout(wholeRun(job, failures, seed))).toEqual([]);
      }),
      { numRuns: 200 }
    );
  });

  test('ends drained, unless its rate limit lies below the rate of its source', () => {
    fc.assert(
      fc.property(jobs, failureLists, seeds, (job, failures, seed) => {
        const unlimited = { ...job, limitMs: 30_000, properties: { ...job.properties, maxRatePerPartition: 0 } };
        expect(wholeRun(unlimited, failures, seed).ended).toBe('drained');
      }),
      { numRuns: 100 }
    );
  });

  test('gives the same bytes for the same seed', () => {
    fc.assert(
      fc.property(jobs, failureLists, seeds, (job, failures, seed) => {
        const bytes = () => JSON.stringify(wholeRun(job, failures, seed));
        expect(bytes()).toBe(bytes());
      }),
      { numRuns: 40 }
    );
  });
});

describe('any job that nothing disturbs', () => {
  test('processes every record once', () => {
    fc.assert(
      fc.property(jobs, seeds, (job, seed) => {
        const trace = wholeRun({ ...job, limitMs: 60_000 }, [], seed);
        expect(count(trace)).toMatchObject({ lost: [], processedTwice: [], outputTwice: [] });
        expect([trace.ended, trace.outcome]).toEqual(['drained', 'undisturbed']);
      }),
      { numRuns: 150 }
    );
  });
});
