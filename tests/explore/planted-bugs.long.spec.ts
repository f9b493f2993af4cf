/** Bugs of the past that take long to find: one shows under another seed than the job's own, one under two failures only. */
import { expect, test } from '@jest/globals';
import { exploreOnce, type Exploration } from '../../src/explore/exploration.js';
import { explorePairs } from '../../src/explore/pairs.js';
import { smallJob } from '../../src/explore/small-job.js';
import { doesShow, smallestWitness } from '../../src/explore/witness.js';
import type { Job } from '../../src/terms/job.js';
import { rowJob } from '../engine/jobs.js';
import { ownWorld, runHere, tryHere } from './explored.js';

const losses = ({ tried }: Exploration): number => tried.filter(({ result }) => doesShow('lost', result)).length;

const underTwoSeeds = (job: Job): Promise<Exploration> => {
  const reduced = { ...ownWorld, map: 'reduced' } as const;
  return exploreOnce({ job: smallJob(job), worlds: [reduced, { ...reduced, seed: 2 }], tryAll: tryHere });
};

test('exploring finds SPARK-23438: a block that was logged before a batch’s entry, and is not of that batch, is lost', async () => {
  const job = rowJob('reliable-wal');
  const [sound, planted] = [await underTwoSeeds(job), await underTwoSeeds({ ...job, bug: 'SPARK-23438' })];
  expect(losses(sound)).toBe(0);
  const witness = await smallestWitness({ job: planted.job, tried: planted.tried, shows: 'lost', runAll: runHere });
  expect(witness?.result.receipt.lost).toBeGreaterThan(0);
}, 60_000);

const lossesUnderPairs = async (job: Job): Promise<number> =>
  losses(await explorePairs({ job: smallJob(job), worlds: [ownWorld], tryAll: tryHere }));

test('exploring pairs finds SPARK-6222: a batch that still runs has lost its blocks to the next one’s checkpoint', async () => {
  expect(await lossesUnderPairs(rowJob('reliable-wal', { bug: 'SPARK-6222' }))).toBeGreaterThan(0);
  expect(await lossesUnderPairs(rowJob('reliable-wal'))).toBe(0);
}, 600_000);
