/** Mutations of the protocol: exploring must see each of them, or it would not see a mistake either. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { mutations, type Mutation } from './mutations.js';

const run = promisify(execFile);
/** A mutant that takes longer than this has been caught by its slowness. */
const patienceMs = 120_000;
const folder = mkdtempSync(join(tmpdir(), 'spillway-mutants-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What exploring says of the protocol with this mutation; null: as it is. */
async function portraitWith(mutation: Mutation | null, index: number): Promise<readonly string[]> {
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
  const { stdout } = await run(process.execPath, [outfile], { timeout: patienceMs });
  const lines: unknown = JSON.parse(stdout);
  return Array.isArray(lines) ? lines.map(String) : [];
}

test('exploring catches every mutation of the protocol', async () => {
  const sound = await portraitWith(null, 0);
  const score: string[] = [];
  for (const [index, mutation] of mutations.entries()) {
    const lines = await portraitWith(mutation, index + 1).catch((error: unknown) => [
      `does not end well: ${String(error).slice(0, 200)}`
    ]);
    const different = lines.find((line, at) => line !== sound[at]);
    score.push(
      `${different === undefined ? 'MISSED' : 'caught'} ${mutation.name}${different === undefined ? '' : `: ${different}`}`
    );
  }
  console.log(score.join('\n'));
  expect(score.length).toBeGreaterThanOrEqual(20);
  expect(score.filter(line => line.startsWith('MISSED'))).toEqual([]);
}, 1_800_000);
