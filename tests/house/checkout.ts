import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { source } from './source.js';
import type { Source } from './source.js';
import type { Text } from './texts.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

const BINARY = /\.(png|ico|woff2?|ttf|wasm|gz|zip)$/;

/** Every file of text that git has, or would take. */
export function trackedTexts(): readonly Text[] {
  const words = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const paths = execFileSync('git', words, { cwd: root, encoding: 'utf8' }).split('\0');
  return paths
    .filter(path => path !== '' && !BINARY.test(path) && existsSync(`${root}/${path}`))
    .map(path => ({ path, text: readFileSync(`${root}/${path}`, 'utf8') }));
}

/** Those of them that are TypeScript with something to run. */
export function sources(texts: readonly Text[]): readonly Source[] {
  return texts.filter(({ path }) => /(?<!\.d)\.ts$/.test(path)).map(({ path, text }) => source(path, text));
}
