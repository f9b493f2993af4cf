/** What exploring every row comes to, as one JSON value on standard output: compiled anew with each mutation of the protocol, and run. */
import { crashPointsOf } from '../../src/explore/crash-points.js';
import { singleCrashes, type Try } from '../../src/explore/exploration.js';
import { Laboratory } from '../../src/explore/laboratory.js';
import { firstCrashes, secondCrashes } from '../../src/explore/pairs.js';
import { letterOf, pointOutcome, worstLetter, type Letter } from '../../src/explore/point-outcome.js';
import { smallJob } from '../../src/explore/small-job.js';
import { rowIds, rowJob } from '../engine/jobs.js';
import type { Portrait } from './portrait.js';

/** Seeds to look with: the sound protocol is seen under several, so that another order of racing steps is not taken for a mistake. */
const seeds = (process.argv[2] ?? '1').split(',').map(Number);

const squares: Record<string, Letter> = {};
const most: Record<string, number> = {};

function note(row: string, { schedule, places }: Try, laboratory: Laboratory): void {
  const trace = laboratory.trace(schedule);
  const outcome = pointOutcome(trace);
  const place = places.map(({ point, victim }) => `${victim.struck} after ${point.step}`).join(', then ');
  const square = `${row}, ${place}`;
  squares[square] = worstLetter([letterOf(outcome), squares[square] ?? '?']);
  const facts = {
    'records lost at once': outcome.receipt.lost,
    'records twice in the sink at once': outcome.output.duplicated,
    'never came back': trace.failures.some(({ backAtMs }) => backAtMs === null) ? 1 : 0
  };
  for (const [fact, n] of Object.entries(facts)) {
    const key = `${row}, ${places.map(({ victim }) => victim.struck).join(', then ')}: ${fact}`;
    most[key] = Math.max(most[key] ?? 0, n);
  }
}

for (const seed of seeds) {
  for (const id of rowIds) {
    const laboratory = new Laboratory(smallJob(rowJob(id)));
    const { points } = crashPointsOf(laboratory, { seed, storeLatencyMs: null, crashes: [] });
    for (const one of singleCrashes(points, { seed, storeLatencyMs: null, map: 'reduced' })) {
      note(id, one, laboratory);
    }
    // What a checkpoint holds of a batch matters only where the batch did not finish by itself: it takes two failures.
    if (id === 'direct-checkpoint') {
      for (const first of firstCrashes(points, { seed, storeLatencyMs: null, map: 'reduced' })) {
        for (const one of secondCrashes(laboratory, first)) {
          note(id, one, laboratory);
        }
      }
    }
  }
}
const portrait: Portrait = { squares, most };
console.log(JSON.stringify(portrait));
