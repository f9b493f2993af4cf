/** `explore: NAME`: every crash point of a job or of the page's configurations, judged by promise, with the smallest witnesses. */
import { liveDisplay } from '../../chart/live.js';
import type { Pace } from '../../engine/engine.js';
import { exploreOnce, type Exploration, type Exploring, type Tried } from '../../explore/exploration.js';
import { explored } from '../../explore/exploration-result.js';
import { firstLook } from '../../explore/first-look.js';
import { explorePairs } from '../../explore/pairs.js';
import { smallJob } from '../../explore/small-job.js';
import { worldsOfMany, worldsOfOne } from '../../explore/worlds.js';
import { configurations } from '../../guarantee/configuration.js';
import type { Cell } from '../../language/cell.js';
import { plainJob } from '../../language/plain-job.js';
import type { Job } from '../../terms/job.js';
import { CellError } from '../cell-error.js';
import { safestChanges } from '../../explore/safest-change.js';
import { replayed } from '../exploring/replay.js';
import { showExplorations, sketchOf } from '../exploring/show.js';
import { waitFor } from '../exploring/wait-for.js';
import { WorkerPool, workerScript } from '../exploring/worker-pool.js';
import type { Stage } from '../stage.js';

type ExploreCell = Extract<Cell, { readonly verb: 'explore' }>;

const firstLookWords = 'A first look: one crash for each step and victim. The whole map is being tried.';
const mapWords = 'The whole map. The smallest witnesses and the nearest safe changes are being looked for.';

export async function runExploreCell(stage: Stage, cell: ExploreCell): Promise<void> {
  const jobs = jobsOf(stage, cell);
  const live = { explored: cell.what, done: 0, wanted: 0 };
  const pace = stage.pace(() => liveDisplay(live));
  const planned = (runs: number) => void (live.wanted += runs);
  const pool = new WorkerPool({
    script: workerScript(),
    signal: stage.signal,
    progress: done => void (live.done = done),
    breathe: () => pace.breathe()
  });
  try {
    const exploring: readonly Exploring[] = jobs.map(job => ({
      job: smallJob(job),
      worlds: (cell.what === 'table' ? worldsOfMany : worldsOfOne)(job),
      tryAll: pool.tryAll,
      planned
    }));
    const explorations = await (cell.depth === 2
      ? waitFor(Promise.all(exploring.map(explorePairs)), pace)
      : mapped(stage, exploring, pace));
    const all = await waitFor(
      Promise.all(explorations.map((one, at) => explored(jobs[at] ?? one.job, one, pool.runAll))),
      pace
    );
    const [only, ...others] = all;
    const changes =
      only === undefined || others.length > 0
        ? []
        : await waitFor(safestChanges(only.exploration, { tryAll: pool.tryAll, planned }), pace);
    pool.end();
    const replays = cell.engine === 'local' ? await replayed(stage, all, cell.replays) : null;
    await showExplorations(stage, all, { engine: cell.engine, changes, replays });
  } finally {
    pool.end();
  }
}

/** One failure a run. What is known is shown as soon as it is: a first look, of one row, then of all, then the whole map. */
async function mapped(stage: Stage, exploring: readonly Exploring[], pace: Pace): Promise<readonly Exploration[]> {
  const jobs = exploring.map(({ job }) => job);
  const looks: (readonly Tried[])[] = [];
  let shown: string | null = null;
  // The first row by itself, so that there is something to see at once.
  for (const some of [exploring.slice(0, 1), exploring.slice(1)].filter(({ length }) => length > 0)) {
    looks.push(...(await waitFor(Promise.all(some.map(firstLook)), pace)));
    shown = stage.passing(sketchOf(jobs, looks, firstLookWords), shown);
  }
  const explorations = await waitFor(Promise.all(exploring.map(exploreOnce)), pace);
  const tried = explorations.map(one => one.tried);
  stage.passing(sketchOf(jobs, tried, mapWords), shown);
  return explorations;
}

/** @throws CellError for two failures over the whole table, an engine that numbers no effects, or a job that nobody has defined. */
function jobsOf({ session }: Stage, { what, depth, definition, engine }: ExploreCell): readonly Job[] {
  if (engine === 'spark') {
    throw wrong('exploring runs on simulated, and replays on local; write "engine: simulated" or "engine: local"');
  }
  if (definition !== null) {
    return [definition.job];
  }
  if (what !== 'table') {
    const known = session.context.jobs.get(what);
    if (known === undefined) {
      throw wrong(`no job "${what}" is defined in this notebook; run its cell first, or write a configuration`);
    }
    return [known.job];
  }
  if (depth === 2) {
    throw wrong(
      `the whole table is explored with one failure; write one configuration for two, such as "explore: reliable-wal"`
    );
  }
  return configurations.map(({ id, expands }) => plainJob({ name: id, engine: 'simulated' }, expands));
}

const wrong = (message: string): CellError => new CellError({ kind: 'wrong input', name: 'CannotExplore', message });
