/**
 * Bugs of the past, planted by name: exploring finds each with a witness, and the protocol without it stays clean. Two that take longer to
 * find are in `planted-bugs.long.spec.ts`.
 */
import { describe, expect, test } from '@jest/globals';
import { simulate } from '../../src/engine/simulated/simulated-engine.js';
import type { Exploration } from '../../src/explore/exploration.js';
import { pointOutcome } from '../../src/explore/point-outcome.js';
import { doesShow, smallestWitness, type Shows } from '../../src/explore/witness.js';
import { newContext, readCell } from '../../src/language/read.js';
import type { Job } from '../../src/terms/job.js';
import { numbers, rowJob } from '../engine/jobs.js';
import { exploreHere, runHere } from './explored.js';

/** What a planted job shows under schedules under which the sound one does not. */
function onlyPlanted(planted: Exploration, sound: Exploration, shows: Shows): Exploration['tried'] {
  const soundly = new Set(
    sound.tried.filter(({ result }) => doesShow(shows, result)).map(({ schedule }) => JSON.stringify(schedule))
  );
  return planted.tried.filter(
    ({ result, schedule }) => doesShow(shows, result) && !soundly.has(JSON.stringify(schedule))
  );
}

const single = (job: Job): Promise<Exploration> => exploreHere(job, 'reduced');
const shown = ({ tried }: Exploration, shows: Shows) => tried.filter(({ result }) => doesShow(shows, result)).length;

describe('exploring finds', () => {
  test('SPARK-10210: a driver that came back plans with blocks that nobody holds, and ends itself', async () => {
    const job = rowJob('reliable-replicated', { checkpoint: 'recovered' });
    const [sound, planted] = [await single(job), await single({ ...job, bug: 'SPARK-10210' })];
    expect(shown(sound, 'aborted')).toBe(0);
    expect(
      (await smallestWitness({ job: planted.job, tried: planted.tried, shows: 'aborted', runAll: runHere }))?.cells[0]
    ).toContain('bug: SPARK-10210');
  });

  test('the off-by-one commit: the last record that was acknowledged comes again after a restart', async () => {
    const job = rowJob('reliable-replicated', { source: { kind: 'log' } });
    const [sound, planted] = [await single(job), await single({ ...job, bug: 'off-by-one commit' })];
    const tried = onlyPlanted(planted, sound, 'duplicated');
    const witness = await smallestWitness({ job: planted.job, tried, shows: 'duplicated', runAll: runHere });
    expect(witness?.cells[0]).toContain('bug: off-by-one commit');
    const [document] = readCell(witness?.cells[0] ?? '', newContext());
    expect(document?.kind === 'cell' && document.cell.verb === 'job' && document.cell.definition.job.bug).toBe(
      'off-by-one commit'
    );
    const repaired = Object.entries(witness?.job ?? job).filter(([key]) => key !== 'bug');
    const sane: Job = { ...job, ...Object.fromEntries(repaired) };
    const again = pointOutcome(simulate(sane, numbers, sane.seed));
    expect(again.receipt.duplicated).toBe(0);
  });
});

test('a planted bug is refused on an engine of real processes', () => {
  const [document] = readCell('job: a\nengine: local\nbug: SPARK-23438', newContext());
  expect(document?.kind === 'problems' && document.problems[0]?.message).toContain('simulated protocol only');
});
