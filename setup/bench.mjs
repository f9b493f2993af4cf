import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { install } from './install.mjs';
import { build } from './build.mjs';
import { hermeticEnv, link } from './jupyter.mjs';
import { inside, root } from './places.mjs';
import { run } from './run.mjs';
import { script } from './step.mjs';

/** `npm run bench [-- WORD …]`: runs the benchmarks whose names contain one of the words; without words, all. */
async function bench() {
  await install();
  await build();
  await link();
  const words = process.argv.slice(2);
  const chosen = readdirSync(inside('bench'))
    .filter(name => name.endsWith('.bench.ts'))
    .filter(name => words.length === 0 || words.some(word => name.includes(word)));
  let failed = chosen.length === 0 ? 1 : 0;
  for (const name of chosen) {
    console.log(`\n${name}`);
    const file = await compiled(name);
    if (
      (await run(process.execPath, ['--expose-gc', file], { cwd: root, env: hermeticEnv(), show: true })).status !== 0
    )
      failed += 1;
  }
  return failed === 0 ? 0 : 1;
}

/**
 * Bundles one benchmark for Node.
 *
 * @param {string} name in bench/
 * @returns {Promise<string>} the file to run
 */
async function compiled(name) {
  const { build: bundle } = await import('esbuild');
  const outfile = join(inside('build', 'bench'), name.replace(/\.ts$/, '.mjs'));
  await bundle({
    absWorkingDir: root,
    entryPoints: [`bench/${name}`],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    packages: 'external',
    logLevel: 'warning'
  });
  return outfile;
}

await script(bench);
