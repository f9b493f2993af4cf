/** The programs of the local engine, bundled once for each run of a spec, as the installed ones are. */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Scripts } from '../../../src/engine/local/local-run.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** @param entry a source file, from the checkout's root. @returns the program to start. */
export async function bundled(entry: string, name: string): Promise<string> {
  const folder = `${root}build/tests`;
  mkdirSync(folder, { recursive: true });
  const outfile = `${folder}/${name}-${process.pid}.mjs`;
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    // A play is told in the test; the process that plays it expects nothing.
    alias: { '@jest/globals': `${root}tests/engine/local/no-jest.ts` },
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);"
    },
    logLevel: 'silent'
  });
  return outfile;
}

export async function bundledScripts(): Promise<Scripts> {
  const [supervisor, process, keeper] = await Promise.all([
    bundled('src/engine/local/supervisor-main.ts', 'local-supervisor'),
    bundled('src/engine/local/process-main.ts', 'local-process'),
    bundled('src/kafka/broker-keeper-main.ts', 'broker-keeper')
  ]);
  return { supervisor, process, keeper };
}
