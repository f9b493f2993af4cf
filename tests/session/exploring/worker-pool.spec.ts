/** Worker threads: the same outcomes in the same order however many there are, and none after an interrupt. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { exploreOnce } from '../../../src/explore/exploration.js';
import { smallJob } from '../../../src/explore/small-job.js';
import { WorkerPool } from '../../../src/session/exploring/worker-pool.js';
import { rowJob } from '../../engine/jobs.js';
import { ownWorld } from '../../explore/explored.js';

const folder = mkdtempSync(join(tmpdir(), 'spillway-workers-'));
const script = join(folder, 'explore-worker.mjs');
const job = smallJob(rowJob('direct-checkpoint'));

beforeAll(() =>
  build({
    entryPoints: ['src/session/exploring/worker-main.ts'],
    outfile: script,
    bundle: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'silent'
  })
);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Using {
  readonly script: string | null;
  readonly workers?: number;
  readonly signal?: AbortSignal;
  readonly progress?: (done: number) => void;
}

const poolOf = ({ signal = new AbortController().signal, progress = () => undefined, ...rest }: Using) =>
  new WorkerPool({ ...rest, signal, progress, breathe: () => Promise.resolve() });

async function exploredBy(using: Using): Promise<string> {
  const pool = poolOf(using);
  try {
    return JSON.stringify(
      (await exploreOnce({ job, worlds: [{ ...ownWorld, map: 'reduced' }], tryAll: pool.tryAll })).tried
    );
  } finally {
    pool.end();
  }
}

test('one, two or three workers, or none, come to the same', async () => {
  const alone = await exploredBy({ script: null });
  for (const workers of [1, 2, 3]) {
    expect(await exploredBy({ script, workers })).toBe(alone);
  }
});

test('every run is counted', async () => {
  const counts: number[] = [];
  const tried: unknown = JSON.parse(await exploredBy({ script, workers: 2, progress: done => counts.push(done) }));
  expect(counts.at(-1)).toBe(Array.isArray(tried) ? tried.length : -1);
  expect([...counts].sort((a, b) => a - b)).toEqual(counts);
});

test('an interrupt ends what is asked for, and what is asked for later', async () => {
  const interrupt = new AbortController();
  const pool = poolOf({ script, workers: 2, signal: interrupt.signal });
  const asked = exploreOnce({
    job,
    worlds: [ownWorld],
    tryAll: pool.tryAll,
    planned: () => setImmediate(() => interrupt.abort())
  });
  await expect(asked).rejects.toMatchObject({ name: 'Interrupted' });
  await expect(pool.tryAll(job, [{ ...ownWorld, crashes: [] }])).rejects.toMatchObject({ name: 'Interrupted' });
});

test('a worker that cannot be started is told', async () => {
  const pool = poolOf({ script: join(folder, 'nothing.mjs'), workers: 1 });
  await expect(pool.tryAll(job, [{ ...ownWorld, crashes: [] }])).rejects.toThrow('nothing.mjs');
});
