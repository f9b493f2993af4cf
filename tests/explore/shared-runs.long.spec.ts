import { expect, test } from '@jest/globals';
import { rowIds } from '../engine/jobs.js';
import { sharedRuns } from './shared-runs.js';

test.each(rowIds)('%s: every crash that shares a run comes to the same by itself', id => {
  const shared = sharedRuns(id, 1);
  expect(shared.length).toBeGreaterThan(0);
  const differing = shared.filter(({ alone, together }) => JSON.stringify(alone) !== JSON.stringify(together));
  expect(differing.map(({ crash }) => crash.schedule)).toEqual([]);
});
