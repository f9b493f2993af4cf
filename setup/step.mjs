import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Trouble } from './run.mjs';
import { inside, root } from './places.mjs';

/**
 * Does one piece of work, saying so before it begins and how long it took when it is done: one line.
 *
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const began = performance.now();
  process.stdout.write(`${title} … `);
  try {
    const answer = await work();
    process.stdout.write(`${seconds(performance.now() - began)}\n`);
    return answer;
  } catch (error) {
    process.stdout.write(`failed after ${seconds(performance.now() - began)}\n`);
    throw error;
  }
}

/**
 * The same, but only where an input's content has changed since the last time, or an output is missing.
 *
 * @param {{ name: string, title: string, inputs: readonly string[], outputs: readonly string[], notes?: string }} made
 *   paths below the root; a folder stands for all its files; `notes` is where it is noted what was made: a folder that
 *   is gone when the outputs are
 * @param {() => Promise<unknown>} work
 * @returns {Promise<boolean>} whether there was anything to do
 */
export async function ifChanged({ name, title, inputs, outputs, notes = 'build/stamps' }, work) {
  const stamp = inside(notes, name);
  const now = fingerprint(inputs);
  if (outputs.every(path => existsSync(inside(path))) && existsSync(stamp) && readFileSync(stamp, 'utf8') === now) {
    return false;
  }
  rmSync(stamp, { force: true });
  await step(title, work);
  mkdirSync(inside(notes), { recursive: true });
  writeFileSync(stamp, now);
  return true;
}

/**
 * Runs a script's work; a trouble that people can mend is told in its own words, anything else with its stack.
 *
 * @param {() => Promise<number | void>} work gives the exit status, if it is not 0
 */
export async function script(work) {
  try {
    process.exitCode = (await work()) ?? 0;
  } catch (error) {
    console.error(error instanceof Trouble ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}

/**
 * A duration as people read it.
 *
 * @param {number} ms
 */
export function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}

/**
 * One hash over names and contents.
 *
 * @param {readonly string[]} paths below the root; one that is missing counts as absent
 */
function fingerprint(paths) {
  const hash = createHash('sha256').update(root);
  for (const file of paths.flatMap(path => filesUnder(inside(path)))) {
    hash.update(`\0${relative(root, file)}\0`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

/**
 * Every file below a path, in one order on every system.
 *
 * @param {string} path a file or a folder
 * @returns {string[]}
 */
function filesUnder(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path)
    .filter(name => name !== '__pycache__')
    .sort()
    .flatMap(name => filesUnder(join(path, name)));
}
