import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { inside, root, venvProgram, windows } from './places.mjs';
import { Trouble, must, npm, run } from './run.mjs';
import { ifChanged, step } from './step.mjs';

const OLDEST_NODE = [20, 19];

/** Brings the Node packages and the Python environment into the checkout, where they are missing or not as locked. */
export async function install() {
  checkNode();
  await installNode();
  await installPython();
}

/** Brings the Node packages of package-lock.json into node_modules, unless they are there. */
export async function installNode() {
  if (!asLocked()) await step('installing the Node packages', () => npm(['ci']));
}

/** @throws {Trouble} where this Node is too old to build Spillway */
function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  throw new Trouble(`Spillway needs Node ${OLDEST_NODE.join('.')} or newer, and this is ${process.versions.node}.`);
}

/** Whether node_modules holds what package-lock.json says; npm notes what it installed in a lock of its own. */
function asLocked() {
  const noted = inside('node_modules', '.package-lock.json');
  if (!existsSync(noted)) return false;
  const there = packages(noted);
  return Object.entries(packages(inside('package-lock.json'))).every(
    ([path, wanted]) => path === '' || there[path]?.version === wanted.version || (wanted.optional && !there[path])
  );
}

/**
 * The packages that a lock names, by their folder.
 *
 * @param {string} lock
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
function packages(lock) {
  return JSON.parse(readFileSync(lock, 'utf8')).packages;
}

/** Makes `.venv` with everything that setup/requirements.txt pins, unless it is there. */
async function installPython() {
  const python = venvProgram('python');
  const working = existsSync(python) && (await run(python, ['-c', 'import pip'])).status === 0;
  if (!working) {
    rmSync(inside('.venv'), { recursive: true, force: true });
    const system = await systemPython();
    await step('making a Python environment in .venv', () => must(system, ['-m', 'venv', inside('.venv')]));
    // Scripts of Python packages are read by Node as what they are, not as modules of this package.
    writeFileSync(inside('.venv', 'package.json'), '{}\n');
  }
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', 'setup/requirements.txt'];
  await ifChanged(
    {
      name: 'python',
      title: 'installing JupyterLab and its clients into .venv',
      inputs: ['setup/requirements.txt'],
      outputs: [],
      notes: '.venv/stamps'
    },
    () => must(python, pip, { cwd: root })
  );
}

/**
 * A Python that can make a virtual environment.
 *
 * @returns {Promise<string>} its name or path
 * @throws {Trouble} with the remedy, where there is none
 */
async function systemPython() {
  const named = process.env['SPILLWAY_PYTHON'];
  const asked = 'import sys; print(sys.version_info >= (3, 10), sys.version.split()[0]); import ensurepip, venv';
  /** @type {string[]} */
  const found = [];
  for (const name of named ? [named] : ['python3', 'python', 'py']) {
    const { status, output } = await run(name, ['-c', asked]);
    if (status === 0 && output.startsWith('True')) return name;
    if (output.startsWith('True')) found.push(`${name} cannot make environments (no ensurepip)`);
    if (output.startsWith('False')) found.push(`${name} is ${output.trim().split(/\s+/)[1]}`);
  }
  const remedy = windows
    ? 'install Python from python.org'
    : 'Debian and Ubuntu: apt install python3 python3-venv; macOS: brew install python';
  const seen = found.length > 0 ? found.join('; ') : `there is no ${named ?? 'python3'} here`;
  throw new Trouble(`Spillway needs Python 3.10 or newer with the module venv: ${seen}.
Remedy: ${remedy}; or name one in SPILLWAY_PYTHON.`);
}
