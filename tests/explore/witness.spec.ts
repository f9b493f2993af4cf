/** A witness is a cell: read and run, it shows what it was found for. */
import { describe, expect, test } from '@jest/globals';
import { simulate } from '../../src/engine/simulated/simulated-engine.js';
import { doesShow, smallestWitness, type Shows } from '../../src/explore/witness.js';
import { pointOutcome } from '../../src/explore/point-outcome.js';
import { newContext, readCell } from '../../src/language/read.js';
import type { Job } from '../../src/terms/job.js';
import type { ConfigurationId } from '../../src/terms/result.js';
import { numbers, rowJob } from '../engine/jobs.js';
import { exploreHere, runHere } from './explored.js';

function jobIn(text: string): Job {
  const [document] = readCell(text, newContext());
  if (document?.kind !== 'cell' || document.cell.verb !== 'job') {
    throw new Error(`not a job: ${JSON.stringify(document)}`);
  }
  return document.cell.definition.job;
}

const cases: readonly (readonly [ConfigurationId, Shows])[] = [
  ['unreliable', 'lost'],
  ['reliable-unreplicated', 'lost'],
  ['reliable-unreplicated', 'duplicated'],
  ['reliable-replicated', 'lost'],
  ['reliable-wal', 'duplicated'],
  ['reliable-wal', 'output duplicated'],
  ['direct-no-checkpoint', 'lost'],
  ['direct-checkpoint', 'lost'],
  ['direct-checkpoint', 'duplicated']
];

describe('the smallest witness', () => {
  test.each(cases)('of %s, %s, shows it when its cell is read and run', async (id, shows) => {
    const { job, tried } = await exploreHere(rowJob(id), id === 'direct-checkpoint' ? 'full' : 'reduced');
    const witness = await smallestWitness({ job, tried, shows, runAll: runHere });
    const read = jobIn(witness?.cells[0] ?? '');
    expect(doesShow(shows, pointOutcome(simulate(read, numbers, read.seed)))).toBe(true);
    expect(read.failures).toHaveLength(1);
  });

  test('is not there where nothing shows', async () => {
    const { job, tried } = await exploreHere(rowJob('reliable-wal'), 'reduced');
    expect(await smallestWitness({ job, tried, shows: 'lost', runAll: runHere })).toBeNull();
  });
});
