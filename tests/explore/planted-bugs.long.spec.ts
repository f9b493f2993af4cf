/** A bug of the past that shows only under two failures. */
import { expect, test } from '@jest/globals';
import { explorePairs } from '../../src/explore/pairs.js';
import { smallJob } from '../../src/explore/small-job.js';
import { doesShow } from '../../src/explore/witness.js';
import type { Job } from '../../src/terms/job.js';
import { rowJob } from '../engine/jobs.js';
import { ownWorld, tryHere } from './explored.js';

const lossesUnderPairs = async (job: Job): Promise<number> => {
  const { tried } = await explorePairs({ job: smallJob(job), worlds: [ownWorld], tryAll: tryHere });
  return tried.filter(({ result }) => doesShow('lost', result)).length;
};

test('exploring pairs finds SPARK-6222: a batch that still runs has lost its blocks to the next one’s checkpoint', async () => {
  expect(await lossesUnderPairs(rowJob('reliable-wal', { bug: 'SPARK-6222' }))).toBeGreaterThan(0);
  expect(await lossesUnderPairs(rowJob('reliable-wal'))).toBe(0);
}, 600_000);
