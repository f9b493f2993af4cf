/** What an exploration shows: the map, the findings with their witnesses. */
import { pictureDisplay } from '../../chart/bundle.js';
import { crashMapPicture } from '../../chart/crash-map.js';
import { crashMatrixPicture } from '../../chart/crash-matrix.js';
import { pairSquares } from '../../chart/crash-pairs.js';
import { crashSquares, type CrashMap } from '../../chart/crash-squares.js';
import { crashMapTable, crashMatrixTable } from '../../chart/crash-table.js';
import { findingsTable } from '../../chart/findings-table.js';
import { breaksPage } from '../../chart/page-breaking.js';
import { witnessTable, type WitnessRow } from '../../chart/witness-table.js';
import { boundOf, boundOfAll, isComplete } from '../../explore/bound.js';
import type { Tried } from '../../explore/exploration.js';
import type { Explored } from '../../explore/exploration-result.js';
import { configurationOf } from '../../guarantee/configuration.js';
import type { Display } from '../../terms/display.js';
import type { Job } from '../../terms/job.js';
import type { ExplorationResult } from '../../terms/result.js';
import type { Stage } from '../stage.js';

const breaksOf = (job: Job) => breaksPage(configurationOf(job), job.consumer);
const rowsOf = (job: Job, tried: readonly Tried[]): CrashMap['rows'][number] => ({
  job: job.name,
  configuration: configurationOf(job),
  squares: crashSquares(tried, breaksOf(job))
});

/** The first look: a picture that makes room for the whole map. */
export function sketchOf(jobs: readonly Job[], looks: readonly (readonly Tried[])[]): Display {
  const picture = crashMapPicture({
    rows: jobs.map((job, at) => rowsOf(job, looks[at] ?? [])),
    engine: 'simulated',
    seed: jobs[0]?.seed ?? 1,
    runs: looks.reduce((sum, { length }) => sum + length, 0),
    complete: false,
    bound: ['A first look: one crash for each step and victim. The whole map is being tried.']
  });
  return pictureDisplay(picture);
}

export async function showExplorations(
  stage: Stage,
  all: readonly Explored[],
  result: ExplorationResult
): Promise<void> {
  const [first] = all;
  if (first === undefined) {
    return;
  }
  const covered = {
    engine: 'simulated' as const,
    seed: first.exploration.seed,
    runs: result.runs,
    complete: all.every(({ exploration }) => isComplete(exploration)),
    bound: all.length === 1 ? boundOf(first.exploration) : boundOfAll(all.map(({ exploration }) => exploration))
  };
  if (first.exploration.depth === 2) {
    const squares = pairSquares(first.exploration.tried, breaksOf(first.job));
    const matrix = { ...covered, job: first.job.name, configuration: configurationOf(first.job), squares };
    await stage.chart(crashMatrixPicture(matrix), result);
    stage.table(crashMatrixTable(matrix));
  } else {
    const map = { ...covered, rows: all.map(({ job, exploration }) => rowsOf(job, exploration.tried)) };
    await stage.chart(crashMapPicture(map), result);
    stage.table(crashMapTable(map));
  }
  stage.table(findingsTable(result));
  stage.table(witnessTable(all.flatMap(witnessRows)));
}

/** Those of the findings, each with the page's words; then the smallest of each kind that no finding has. */
function witnessRows({ findings, witnesses }: Explored): readonly WitnessRow[] {
  const found = findings.flatMap(({ words, conditions }) =>
    conditions.flatMap(({ name, points, witness }) =>
      witness === null ? [] : [{ witness, condition: name, points, page: words, replay: null }]
    )
  );
  const told = new Set(found.map(({ witness }) => witness.cells[0]));
  const others = witnesses
    .filter(({ cells }) => !told.has(cells[0]))
    .map(witness => ({ witness, condition: null, points: null, page: null, replay: null }));
  return [...found, ...others];
}
