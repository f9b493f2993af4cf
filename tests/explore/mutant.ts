/** What an exploration of every row comes to: compiled anew with each mutation of the protocol, and run. */
import { simulateFromLaunch } from '../../src/engine/simulated/simulated-engine.js';
import { exploreOnce } from '../../src/explore/exploration.js';
import { findingsOf } from '../../src/explore/findings.js';
import { pointOutcome } from '../../src/explore/point-outcome.js';
import { numbers, smallJob } from '../../src/explore/small-job.js';
import { rowIds, rowJob } from '../engine/jobs.js';
import { tryHere } from './explored.js';

/** One line a row and fact; two protocols that differ in a line are told apart. */
async function portrait(): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const id of rowIds) {
    const job = smallJob(rowJob(id));
    const calm = pointOutcome(simulateFromLaunch({ job, application: numbers, seed: 1 }, []));
    lines.push(`${id}, undisturbed: ${JSON.stringify([calm.drained, calm.receipt, calm.output])}`);
    const exploration = await exploreOnce({ job, seed: 1, maps: ['reduced'], tryAll: tryHere });
    for (const { words, judgement } of findingsOf(exploration)) {
      lines.push(`${id}, ${words}: ${judgement}`);
    }
    lines.push(`${id}, happens: ${[...new Set(exploration.tried.map(({ letter }) => letter))].sort().join(' ')}`);
  }
  return lines;
}

console.log(JSON.stringify(await portrait()));
