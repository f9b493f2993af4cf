/** What an exploration shows: the map, the findings with their witnesses. */
import { pictureDisplay } from '../../chart/bundle.js';
import { changesTable } from '../../chart/changes-table.js';
import { crashMapPicture } from '../../chart/crash-map.js';
import { crashMatrixPicture } from '../../chart/crash-matrix.js';
import { pairSquares } from '../../chart/crash-pairs.js';
import { crashSquares, type CrashMap } from '../../chart/crash-squares.js';
import { crashMapTable, crashMatrixTable } from '../../chart/crash-table.js';
import { findingsTable } from '../../chart/findings-table.js';
import { witnessTable, type WitnessRow } from '../../chart/witness-table.js';
import { boundOf, boundOfAll, isComplete } from '../../explore/bound.js';
import { breaksPage } from '../../explore/page-breaking.js';
import type { Tried } from '../../explore/exploration.js';
import { explorationResult, explorationsResult, type Explored } from '../../explore/exploration-result.js';
import { allWitnesses } from '../../explore/witness.js';
import { sideBySide } from '../../chart/side-by-side.js';
import type { EngineName, Job } from '../../terms/job.js';
import type { Replay } from './replay.js';
import { configurationOf } from '../../guarantee/configuration.js';
import type { Display } from '../../terms/display.js';
import type { ChangeResult, ExplorationResult } from '../../terms/result.js';
import type { Stage } from '../stage.js';

const rowsOf = (job: Job, tried: readonly Tried[]): CrashMap['rows'][number] => ({
  job: job.name,
  configuration: configurationOf(job),
  squares: crashSquares(tried, breaksPage(job))
});

/** A picture of what is known so far, that makes room for the whole. @param about what it is of, and what comes next. */
export function sketchOf(jobs: readonly Job[], looks: readonly (readonly Tried[])[], about: string): Display {
  const picture = crashMapPicture({
    rows: jobs.map((job, at) => rowsOf(job, looks[at] ?? [])),
    engine: 'simulated',
    seed: jobs[0]?.seed ?? 1,
    runs: looks.reduce((sum, { length }) => sum + length, 0),
    complete: false,
    bound: [about]
  });
  return pictureDisplay(picture);
}

export interface Showing {
  readonly engine: EngineName;
  /** The nearest safe changes of a single job. */
  readonly changes: readonly ChangeResult[];
  readonly replays: readonly Replay[] | null;
}

export async function showExplorations(stage: Stage, all: readonly Explored[], showing: Showing): Promise<void> {
  const [first, ...others] = all;
  if (first === undefined) {
    return;
  }
  const result = resultOf([first, ...others], showing);
  const covered = {
    engine: 'simulated' as const,
    seed: first.exploration.seed,
    runs: result.runs,
    complete: all.every(({ exploration }) => isComplete(exploration)),
    bound: others.length === 0 ? boundOf(first.exploration) : boundOfAll(all.map(({ exploration }) => exploration))
  };
  if (first.exploration.depth === 2) {
    const squares = pairSquares(first.exploration.tried, breaksPage(first.job));
    const matrix = { ...covered, job: first.job.name, configuration: configurationOf(first.job), squares };
    await stage.chart(crashMatrixPicture(matrix), result);
    stage.table(crashMatrixTable(matrix));
  } else {
    const map = { ...covered, rows: all.map(({ job, exploration }) => rowsOf(job, exploration.tried)) };
    await stage.chart(crashMapPicture(map), result);
    stage.table(crashMapTable(map));
  }
  stage.table(findingsTable(result));
  if (showing.changes.length > 0) {
    stage.table(changesTable(showing.changes));
  }
  stage.table(
    witnessTable(
      all.flatMap(one =>
        witnessRows(one, showing.replays).map(row => (others.length === 0 ? row : { ...row, job: one.job.name }))
      )
    )
  );
  for (const { result: replay, simulated, local } of showing.replays ?? []) {
    if (!replay.agrees) {
      stage.table(sideBySide(disagreement(replay), simulated, local));
    }
  }
}

function resultOf([first, ...others]: readonly [Explored, ...Explored[]], showing: Showing): ExplorationResult {
  const { engine, changes, replays } = showing;
  const compared = replays === null ? {} : { replays: replays.map(({ result }) => result) };
  if (others.length === 0) {
    return explorationResult(first, { engine, changes, ...compared });
  }
  const each = [first, ...others].map(one => explorationResult(one, { engine: 'simulated' }));
  return { ...explorationsResult(each, { engine }), ...compared };
}

const disagreement = ({ job, failures, simulated, local }: Replay['result']): string =>
  `${job ?? 'A point'}, ${failures.join(', ')}: ${simulated} on simulated, ${local} on local`;

/** Those of the findings, each with the page's words; then the smallest of each kind that no finding has. */
function witnessRows(explored: Explored, replays: readonly Replay[] | null): readonly WitnessRow[] {
  const page = new Map(
    explored.findings.flatMap(({ words, conditions }) =>
      conditions.map(({ name, points, witness }) => [witness, { condition: name, crashes: points, page: words }])
    )
  );
  const unsaid = { condition: null, crashes: null, page: null };
  return allWitnesses(explored).map(witness => ({
    witness,
    ...(page.get(witness) ?? unsaid),
    seeds: witness.seeds,
    replay: replays === null ? null : replayWords(replays.find(({ job }) => job === witness.job))
  }));
}

function replayWords(replay: Replay | undefined): string {
  if (replay === undefined) return 'not possible: only simulated effects have numbers';
  const { simulated, local, agrees } = replay.result;
  if (agrees) return local === simulated ? 'the same on local' : `${local} on local, as under other seeds`;
  return `${local} on local`;
}
