import { spawn } from 'node:child_process';

/** What one run of a program left behind. */
/** @typedef {{ status: number, output: string }} Ran */

/** How to run: `env` is added to this process's own; `show` passes the output on while it comes. */
/** @typedef {{ env?: Record<string, string>, show?: boolean, cwd?: string }} Manner */

/**
 * Runs a program to its end, without input, and gives back its exit status and everything it printed.
 *
 * @param {string} program a path, or a name on PATH
 * @param {readonly string[]} words its arguments
 * @param {Manner} manner
 * @returns {Promise<Ran>} status 127 where the program cannot be started, 128 where a signal ended it
 */
export function run(program, words, { env = {}, show = false, cwd } = {}) {
  const colours = show && process.stdout.isTTY ? { FORCE_COLOR: '1', PY_COLORS: '1' } : {};
  return new Promise(resolve => {
    const child = spawn(program, words, {
      cwd,
      env: { ...process.env, ...colours, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true
    });
    let output = '';
    /** @param {NodeJS.WriteStream} to @returns {(piece: string) => void} */
    const keep = to => piece => {
      output += piece;
      if (show) to.write(piece);
    };
    child.stdout.setEncoding('utf8').on('data', keep(process.stdout));
    child.stderr.setEncoding('utf8').on('data', keep(process.stderr));
    child.on('error', error => resolve({ status: 127, output: `${output}${error.message}\n` }));
    child.on('close', status => resolve({ status: status ?? 128, output }));
  });
}

/**
 * Runs a program that has to succeed.
 *
 * @param {string} program
 * @param {readonly string[]} words
 * @param {Manner} [manner]
 * @returns {Promise<string>} what it printed
 * @throws {Trouble} with the end of its output, where it did not
 */
export async function must(program, words, manner) {
  const { status, output } = await run(program, words, manner);
  if (status === 0) return output;
  throw new Trouble(`${program} ${words.join(' ')} ended with status ${status}:\n${output.trimEnd().slice(-6000)}`);
}

/** Something that the person at the terminal can mend: its message says how, and no stack is printed. */
export class Trouble extends Error {}

/**
 * Runs npm: the one that started this script, else the one on PATH.
 *
 * @param {readonly string[]} words
 */
export async function npm(words) {
  const own = process.env['npm_execpath'];
  const env = { PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' };
  if (own?.endsWith('.js')) return await must(process.execPath, [own, ...words], { env });
  return process.platform === 'win32'
    ? await must('cmd.exe', ['/d', '/s', '/c', 'npm', ...words], { env })
    : await must('npm', words, { env });
}
