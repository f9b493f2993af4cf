import { readdirSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { build } from 'esbuild';

test('the whole room runs in a browser: nothing in it asks for Node', async () => {
  const files = readdirSync('src/language').filter(name => name.endsWith('.ts'));
  const { errors, metafile } = await build({
    entryPoints: files.map(name => `src/language/${name}`),
    bundle: true,
    write: false,
    metafile: true,
    platform: 'browser',
    format: 'esm',
    outdir: 'build/never-written',
    logLevel: 'silent'
  });
  expect(errors).toEqual([]);
  expect(Object.keys(metafile.inputs).filter(path => path.startsWith('node:'))).toEqual([]);
});
