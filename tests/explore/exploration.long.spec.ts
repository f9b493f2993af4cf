import { expect, test } from '@jest/globals';
import { boundOf } from '../../src/explore/bound.js';
import { findingsOf } from '../../src/explore/findings.js';
import { rowJob } from '../engine/jobs.js';
import { exploreHere, runHere } from './explored.js';

test('a direct stream with several batches at once finds that a later batch takes the ranges of one that lost its executor', async () => {
  const properties = { concurrentJobs: 2, taskMaxFailures: 1 };
  const exploration = await exploreHere(rowJob('direct-checkpoint', { properties }), 'reduced');
  const findings = await findingsOf(exploration, runHere);
  const executor = findings.find(({ words }) => words.startsWith('executor failure'));
  expect(executor?.judgement).toBe('contradicted');
  expect(executor?.conditions.map(({ name }) => name)).toContain('with their batch when an executor died');
  expect(boundOf(exploration).join(' ')).toContain('batches of 40 ms');
});
