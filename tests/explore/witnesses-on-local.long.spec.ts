/** The witnesses of the whole table on real processes: each shows there what it shows in virtual time, under its own seed or another. */
import { beforeAll, expect, test } from '@jest/globals';
import type { Scripts } from '../../src/engine/local/local-run.js';
import { simulate } from '../../src/engine/simulated/simulated-engine.js';
import { explored } from '../../src/explore/exploration-result.js';
import { exploreOnce } from '../../src/explore/exploration.js';
import { letterOf, pointOutcome } from '../../src/explore/point-outcome.js';
import { numbers, smallJob } from '../../src/explore/small-job.js';
import { allWitnesses, doesShow } from '../../src/explore/witness.js';
import { worldsOfMany } from '../../src/explore/worlds.js';
import { newContext, readCell } from '../../src/language/read.js';
import type { Job } from '../../src/terms/job.js';
import { rowIds, rowJob } from '../engine/jobs.js';
import { bundledScripts } from '../engine/local/bundled.js';
import { localWholeRun } from '../engine/local/local-whole-run.js';
import { sideBySide } from '../engine/local/side-by-side.js';
import { runHere, tryHere } from './explored.js';

let scripts: Scripts;
beforeAll(async () => {
  scripts = await bundledScripts();
});

/** The job as its cell is pasted, with nothing changed but the engine. */
function pasted(cell: string): Job {
  const [document] = readCell(cell.replace('engine: simulated', 'engine: local'), newContext());
  if (document?.kind !== 'cell' || document.cell.verb !== 'job') {
    throw new Error(`not a job: ${cell}`);
  }
  return document.cell.definition.job;
}

test.each(rowIds)(
  'every witness of %s that names its steps',
  async id => {
    const job = smallJob(rowJob(id));
    const exploration = await exploreOnce({ job, worlds: worldsOfMany(job), tryAll: tryHere });
    for (const { cells, shows, seeds, result } of allWitnesses(await explored(job, exploration, runHere))) {
      // An effect's number is known in virtual time only; the language refuses it on real processes (tests/language).
      if (seeds === null) {
        continue;
      }
      const read = pasted(cells[0] ?? '');
      // Two things no step forces: a source hands records to a dead receiver until it notices the death, at once here and after 50 to 100 ms
      // in virtual time; and which of checkpoint and output is first, where a slow store has settled it there.
      if (result.causes.lost['in flight'] !== undefined || read.storeLatencyMs !== undefined) {
        continue;
      }
      const trace = await localWholeRun(read, scripts);
      const local = pointOutcome(trace);
      if (!doesShow(shows, local) && !seeds.letters.includes(letterOf(local))) {
        throw new Error(`${cells[0] ?? ''}\n${sideBySide(simulate(read, numbers, read.seed), trace)}`);
      }
      expect(local.fired).toBe(true);
    }
  },
  300_000
);
