import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { runArchive } from '../../src/archive/run-archive.js';
import { finishedRun } from './finished-runs.js';
import { told, withNotebookFolder } from './folder.js';

let built = '';
const program = () => join(built, 'writer.mjs');

beforeAll(async () => {
  built = await mkdtemp(join(tmpdir(), 'spillway-writer-'));
  await build({
    entryPoints: [fileURLToPath(new URL('writer.ts', import.meta.url))],
    outfile: program(),
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error'
  });
});

afterAll(() => rm(built, { recursive: true, force: true }));

interface Writer {
  /** The names it said are saved. */
  readonly saved: readonly string[];
  /** Resolves once it has saved a first run. */
  readonly atWork: Promise<unknown>;
  /** SIGKILL; resolves when it is gone and its last words are read. */
  kill(): Promise<void>;
}

function startWriter(folder: string, job: string): Writer {
  const writer = spawn(process.execPath, [program(), folder, job], { stdio: ['ignore', 'pipe', 'inherit'] });
  const saved: string[] = [];
  const lines = createInterface({ input: writer.stdout });
  lines.on('line', name => saved.push(name));
  const closed = Promise.all([once(writer, 'close'), once(lines, 'close')]);
  return {
    saved,
    atWork: Promise.race([once(lines, 'line'), closed]),
    async kill() {
      writer.kill('SIGKILL');
      await closed;
    }
  };
}

/** Resolves when the next file appears in the folder: its writing has begun. */
async function fileBegun(folder: string): Promise<void> {
  const watcher = watch(folder);
  await once(watcher, 'change');
  watcher.close();
}

const names = (folder: string) => readdir(join(folder, '.spillway'));

describe('kill -9 of a writer', () => {
  test('in the middle of a write, or at any other moment, leaves whole runs only: every one it said is saved, and nothing half', async () => {
    await withNotebookFolder(async folder => {
      const said: string[] = [];
      for (let round = 0; round < 12; round += 1) {
        const writer = startWriter(folder, 'clicks');
        await writer.atWork;
        await (round % 2 === 0 ? fileBegun(join(folder, '.spillway')) : setTimeout(Math.random() * 100));
        await writer.kill();
        said.push(...writer.saved);
        const archive = runArchive(folder);
        expect(await archive.damaged()).toEqual([]);
        const listed = (await archive.list()).map(({ name }) => name);
        expect(listed).toEqual(expect.arrayContaining(said));
        expect(await names(folder)).toEqual(['.gitignore', ...listed.reverse()]);
      }
      expect(said.length).toBeGreaterThanOrEqual(12);
    });
  }, 60_000);

  test('does not disturb another kernel that writes into the same folder', async () => {
    await withNotebookFolder(async folder => {
      const [killed, living] = [startWriter(folder, 'killed'), startWriter(folder, 'living')];
      await Promise.all([killed.atWork, living.atWork]);
      await killed.kill();
      const before = living.saved.length;
      expect(await runArchive(folder).damaged()).toEqual([]);
      while (living.saved.length < before + 3) await setTimeout(1);
      await living.kill();
      const archive = runArchive(folder);
      expect((await archive.list()).map(({ name }) => name)).toEqual(
        expect.arrayContaining([...killed.saved, ...living.saved])
      );
      expect(await archive.damaged()).toEqual([]);
    });
  }, 60_000);
});

describe('what an interrupted write leaves', () => {
  const living = String(process.pid);

  test('is swept by the next opening; a living writer’s stays, unless it is an hour old', async () => {
    await withNotebookFolder(async folder => {
      await runArchive(folder, told()).save(finishedRun());
      const gone = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
      await once(gone, 'close');
      const leave = (name: string) => writeFile(join(folder, '.spillway', name), 'half a ru');
      await leave(`a.run.${gone.pid}-1.tmp`);
      await leave(`b.run.${living}-1.tmp`);
      await leave(`c.run.${living}-1.tmp`);
      await utimes(join(folder, '.spillway', `c.run.${living}-1.tmp`), new Date(0), new Date(0));
      expect(await runArchive(folder).list()).toHaveLength(1);
      expect(await names(folder)).toEqual([
        '.gitignore',
        expect.stringMatching(/clicks\.run$/),
        `b.run.${living}-1.tmp`
      ]);
    });
  });
});
