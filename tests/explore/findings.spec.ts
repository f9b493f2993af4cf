/** What exploring finds, line by line of the page: each reason has a cell that shows it, and the page's sentences beside it. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { findingsTable } from '../../src/chart/findings-table.js';
import {
  explorationResult,
  explorationsResult,
  explored,
  type Explored
} from '../../src/explore/exploration-result.js';
import { rowJob } from '../engine/jobs.js';
import { exploreHere, runHere } from './explored.js';

async function exploredRow(row: 'direct-no-checkpoint' | 'direct-checkpoint') {
  const job = rowJob(row, { name: row });
  return explored(job, await exploreHere(job), runHere);
}

let kept: Explored;
beforeAll(async () => {
  kept = await exploredRow('direct-no-checkpoint');
});

describe('findings', () => {
  test('of one job: every reason has a witness that names its steps, and the page’s sentences stand below', () => {
    const conditions = kept.findings.flatMap(finding => finding.conditions);
    expect(conditions.map(({ name }) => name)).toEqual([
      'skipped after the driver died',
      'with their batch when the driver died'
    ]);
    for (const { witness } of conditions) {
      expect(witness?.seeds?.same).toBeGreaterThan(0);
    }
    expect(conditions[1]?.witness?.result.causes.lost.batch).toBeGreaterThan(0);
    const { notes } = findingsTable(explorationResult(kept, { engine: 'simulated' }));
    expect(notes).toHaveLength(2);
    expect(notes[0]).toContain('“executor failure => no data loss” and “driver failure => data loss”: the page says “');
    expect(notes[0]).toContain('when a driver restarts without checkpointing');
    expect(notes[1]).toMatch(/^“exactly-once”: the page says “The direct Kafka consumer avoids the problem/);
  });

  test('of several jobs: the page’s sentences stand below where something contradicts them', async () => {
    const broken = await exploredRow('direct-checkpoint');
    const each = [kept, broken].map(one => explorationResult(one, { engine: 'simulated' }));
    const { notes } = findingsTable(explorationsResult(each, { engine: 'simulated' }));
    expect(notes.map(note => note.replace(/: the page says “.+”$/, ''))).toEqual([
      'direct-checkpoint, “driver failure => no data loss”',
      'direct-checkpoint, “exactly-once”'
    ]);
  });
});
