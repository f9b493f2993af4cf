/** The witnesses of the whole table on real processes: each shows there what it shows in virtual time, under its own seed or another. */
import { beforeAll, expect, test } from '@jest/globals';
import type { Scripts } from '../../src/engine/local/local-run.js';
import { simulate } from '../../src/engine/simulated/simulated-engine.js';
import { explored } from '../../src/explore/exploration-result.js';
import { exploreOnce } from '../../src/explore/exploration.js';
import { letterOf, pointOutcome, type Letter } from '../../src/explore/point-outcome.js';
import { numbers, smallJob } from '../../src/explore/small-job.js';
import { allWitnesses, doesShow, type Witness } from '../../src/explore/witness.js';
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

/**
 * On real processes nothing settles a race that no step forces (checkpoint against output, say): a witness says what may happen, so one run
 * of a few that shows it is the proof.
 */
const tries = 5;

/** @throws when none of the runs shows what the witness shows in virtual time: with both traces side by side */
async function showsOnLocal({ cells, shows }: Witness, letters: readonly Letter[]): Promise<void> {
  const job = pasted(cells[0] ?? '');
  for (let run = 1; ; run += 1) {
    const trace = await localWholeRun(job, scripts);
    const local = pointOutcome(trace);
    expect(local.fired).toBe(true);
    if (doesShow(shows, local) || letters.includes(letterOf(local))) {
      return;
    }
    if (run === tries) {
      throw new Error(`${cells[0] ?? ''}\n${sideBySide(simulate(job, numbers, job.seed), trace)}`);
    }
  }
}

/**
 * Two things no step forces, however often it is run: a source hands records to a dead receiver until it notices the death, at once here and
 * after 50 to 100 ms in virtual time; and a slow store has settled which of checkpoint and output is first.
 */
function isForced({ cells, result }: Witness): boolean {
  return result.causes.lost['in flight'] === undefined && pasted(cells[0] ?? '').storeLatencyMs === undefined;
}

test.each(rowIds)(
  'every witness of %s that names its steps',
  async id => {
    const job = smallJob(rowJob(id));
    const exploration = await exploreOnce({ job, worlds: worldsOfMany(job), tryAll: tryHere });
    const witnesses = allWitnesses(await explored(job, exploration, runHere));
    let shown = 0;
    for (const witness of witnesses) {
      // An effect's number is known in virtual time only; the language refuses it on real processes (tests/language).
      if (witness.seeds !== null && isForced(witness)) {
        await showsOnLocal(witness, witness.seeds.letters);
        shown += 1;
      }
    }
    expect(shown > 0).toBe(witnesses.length > 0);
  },
  300_000
);
