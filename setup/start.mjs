import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { build } from './build.mjs';
import { install } from './install.mjs';
import { jupyterEnv, link } from './jupyter.mjs';
import { inside, root, venvProgram } from './places.mjs';
import { script } from './step.mjs';

const FIRST = 'examples/01-first-failure.ipynb';

/**
 * `npm start`: installs and builds what is missing, then runs JupyterLab on the first notebook, on this machine's own
 * address and behind Jupyter's token. What follows `npm start --` is handed to JupyterLab.
 */
async function start() {
  await install();
  await build();
  await link();
  const first = existsSync(inside(FIRST)) ? [`--LabApp.default_url=/lab/tree/${FIRST}`] : [];
  // Jupyter refuses to run as root unless told, and containers have nobody else.
  const asRoot = process.getuid?.() === 0 ? ['--allow-root'] : [];
  const words = [
    'lab',
    '--ServerApp.ip=127.0.0.1',
    `--ServerApp.root_dir=${root}`,
    ...first,
    ...asRoot,
    ...process.argv.slice(2)
  ];
  console.log('all is installed and built: starting JupyterLab, stop it with Ctrl+C');
  return await live(venvProgram('jupyter'), words);
}

/**
 * Runs a program in this terminal until it ends.
 *
 * @param {string} program
 * @param {readonly string[]} words
 * @returns {Promise<number>} its exit status
 */
function live(program, words) {
  const child = spawn(program, words, { cwd: root, env: { ...process.env, ...jupyterEnv() }, stdio: 'inherit' });
  // Ctrl+C reaches the server by itself, and it may ask before it stops.
  process.on('SIGINT', () => {});
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP'])) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', status => resolve(status ?? 0));
  });
}

await script(start);
