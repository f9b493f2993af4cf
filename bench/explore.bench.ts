/**
 * How fast exploring answers: the whole table with one failure, full map; the first look; pairs of one configuration; the memory of it.
 * Wall-clock time, since it is what somebody waits for; workers as a session has them.
 */
import { resolve } from 'node:path';
import { configurations } from '../src/guarantee/configuration.js';
import { plainJob } from '../src/language/plain-job.js';
import { exploreOnce, runsDone } from '../src/explore/exploration.js';
import { firstLook } from '../src/explore/first-look.js';
import { explorePairs } from '../src/explore/pairs.js';
import { smallJob } from '../src/explore/small-job.js';
import { worldsOfOne } from '../src/explore/worlds.js';
import { WorkerPool } from '../src/session/exploring/worker-pool.js';

const pool = new WorkerPool({
  script: resolve('kernelspec', 'explore-worker.mjs'),
  signal: new AbortController().signal,
  progress: () => undefined,
  breathe: () => Promise.resolve()
});
const exploring = configurations.map(({ id, expands }) => ({
  job: smallJob(plainJob({ name: id, engine: 'simulated' }, expands)),
  worlds: [{ seed: 1, storeLatencyMs: null, map: 'full' }] as const,
  tryAll: pool.tryAll
}));

async function timed<T>(work: () => Promise<T>): Promise<{ readonly seconds: number; readonly answer: T }> {
  const before = performance.now();
  const answer = await work();
  return { seconds: (performance.now() - before) / 1000, answer };
}

const row = await timed(() => Promise.all(exploring.slice(0, 1).map(firstLook)));
console.log(`first row of the first look, workers being started: ${row.seconds.toFixed(2)} s (goal 0.5 s)`);
const looks = await timed(() => Promise.all(exploring.slice(1).map(firstLook)));
console.log(`its other rows: ${looks.seconds.toFixed(2)} s`);
const table = await timed(() => Promise.all(exploring.map(exploreOnce)));
const runs = table.answer.reduce((sum, exploration) => sum + runsDone(exploration), 0);
const crashes = table.answer.reduce((sum, { tried }) => sum + tried.length, 0);
console.log(
  `table, full map: ${crashes} crashes in ${runs} runs in ${table.seconds.toFixed(2)} s, ${Math.round(runs / table.seconds)} runs a second (goal 4 s)`
);
const wal = exploring.find(({ job }) => job.writeAheadLog);
if (wal !== undefined) {
  const pairs = await timed(() => explorePairs({ ...wal, worlds: worldsOfOne(wal.job) }));
  const { length } = pairs.answer.tried;
  console.log(`pairs, write-ahead log: ${length} runs in ${pairs.seconds.toFixed(1)} s (goal 60 s)`);
}
console.log(
  `memory of this process with its workers: ${Math.round(process.memoryUsage().rss / 2 ** 20)} MB (goal 300 MB)`
);
pool.end();
