/** Changes of one or two settings, as the search for a safe one goes through them. */
import { describe, expect, test } from '@jest/globals';
import { changesOf } from '../../src/explore/changes.js';
import { ChangeTrial } from '../../src/explore/change-trial.js';
import { smallJob } from '../../src/explore/small-job.js';
import { printJob } from '../../src/language/print.js';
import { newContext, readCell } from '../../src/language/read.js';
import { rowIds, rowJob } from '../engine/jobs.js';
import { exploreHere, tryHere } from './explored.js';

describe.each(rowIds)('the changes of %s', id => {
  const job = smallJob(rowJob(id, { name: 'clicks' }));
  const changes = changesOf(job);

  test('are of one setting first, then of two, and none comes twice', () => {
    const sizes = changes.map(({ settings }) => settings.length);
    expect(sizes).toEqual([...sizes].sort());
    expect(sizes[0]).toBe(1);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(2);
    expect(new Set(changes.map(({ settings }) => [...settings].sort().join())).size).toBe(changes.length);
  });

  test('are jobs that a cell can have, and each is another one', () => {
    for (const { job: changed, settings } of changes) {
      const [document] = readCell(printJob({ ...changed, seed: 7 }), newContext());
      expect({ settings, kind: document?.kind }).toEqual({ settings, kind: 'cell' });
      expect(printJob(changed)).not.toBe(printJob(job));
    }
  });
});

describe('a change', () => {
  test('that has no effect is not offered: beside a write-ahead log Spark keeps one copy, whatever the level', () => {
    const changes = changesOf(smallJob(rowJob('reliable-wal')));
    expect(changes.flatMap(({ settings }) => settings).filter(text => text.startsWith('storageLevel'))).toEqual([]);
  });

  test('is called safe only where no crash contradicts it', async () => {
    const before = await exploreHere(rowJob('direct-no-checkpoint'), 'reduced');
    const trialOf = (text: string) => {
      const changed = changesOf(before.job).find(({ settings }) => settings.join(' and ') === text);
      if (changed === undefined) {
        throw new Error(`no change ${text}`);
      }
      return new ChangeTrial(changed, before, { tryAll: tryHere });
    };
    const wanted = ['lost', 'output duplicated', 'lost and output duplicated'] as const;
    expect(await trialOf('sink: idempotent').met(wanted)).toEqual(['output duplicated']);
    expect(await trialOf('offsets: after output').met(wanted)).not.toContain('lost and output duplicated');
  });
});
