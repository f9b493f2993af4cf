/** Mutations of the protocol: exploring must see each of them, or it would not see a mistake either. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { mutations, type Mutation } from './mutations.js';
import { portraitFrom, worseIn, type Portrait } from './portrait.js';

const run = promisify(execFile);
/** A mutant that takes longer than this has been caught by its slowness. */
const patienceMs = 90_000;
const folder = mkdtempSync(join(tmpdir(), 'spillway-mutants-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Compiles exploring with this mutation in the protocol; null: as it is. @throws where the mutation's place is not there once, or it does not compile. */
async function compiled(mutation: Mutation | null, index: number): Promise<string> {
  const outfile = join(folder, `mutant-${index}.mjs`);
  await build({
    entryPoints: ['tests/explore/mutant.ts'],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'silent',
    plugins: [
      {
        name: 'mutate',
        setup({ onLoad }) {
          onLoad({ filter: /src[\\/]protocol[\\/][\w-]+\.ts$/ }, ({ path }) => {
            const text = readFileSync(path, 'utf8');
            const struck = mutation !== null && path.endsWith(mutation.file);
            if (struck && text.split(mutation.find).length !== 2) {
              throw new Error(`${mutation.name}: its place in ${mutation.file} is not there once`);
            }
            return { contents: struck ? text.replace(mutation.find, () => mutation.replace) : text, loader: 'ts' };
          });
        }
      }
    ]
  });
  return outfile;
}

/** What exploring sees of it; of one that throws, or comes to no end, just that. */
async function portraitOf(file: string, seeds: string): Promise<Portrait | string> {
  try {
    const { stdout } = await run(process.execPath, [file, seeds], { timeout: patienceMs });
    return portraitFrom(stdout);
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
    return /^\w*Error: .*/m.exec(said)?.[0] ?? `no end within ${patienceMs} ms`;
  }
}

test('exploring catches every mutation of the protocol', async () => {
  const sound = await portraitOf(await compiled(null, 0), '1,2,3,4');
  if (typeof sound === 'string') {
    throw new Error(sound);
  }
  const score: string[] = [];
  for (const [index, mutation] of mutations.entries()) {
    const seen = await portraitOf(await compiled(mutation, index + 1), '1');
    const worse = typeof seen === 'string' ? seen : worseIn(sound, seen);
    score.push(worse === null ? `MISSED ${mutation.name}` : `caught ${mutation.name}: ${worse}`);
  }
  console.log(score.join('\n'));
  expect(score.length).toBeGreaterThanOrEqual(20);
  expect(score.filter(line => line.startsWith('MISSED'))).toEqual([]);
}, 1_800_000);
