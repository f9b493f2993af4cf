import { existsSync, lstatSync, mkdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { inside, root, share, venvProgram, windows } from './places.mjs';
import { must } from './run.mjs';
import { ifChanged } from './step.mjs';

/**
 * Lets the checkout's virtual environment find the build outputs where an installed wheel would have put them: links, so
 * that nothing has to be installed anew after a build, and the metadata that papermill looks for.
 */
export async function link() {
  linkFolder(inside('kernelspec'), join(share, 'kernels', 'spillway'));
  linkFolder(inside('jupyterlab_spillway', 'labextension'), join(share, 'labextensions', 'jupyterlab-spillway'));
  const python = venvProgram('python');
  await ifChanged(
    {
      name: 'python-package',
      title: 'telling .venv of the package jupyterlab_spillway',
      inputs: ['pyproject.toml', 'package.json', 'setup/requirements.txt', 'setup/develop.py'],
      outputs: [],
      notes: '.venv/stamps'
    },
    async () => {
      const packages = (await must(python, ['setup/develop.py'], { cwd: root })).trim();
      linkFolder(inside('jupyterlab_spillway'), join(packages, 'jupyterlab_spillway'));
    }
  );
}

/**
 * The environment for Jupyter programs: the checkout's kernel and extension come before any other of their name, and the
 * kernel runs on this very Node.
 *
 * @returns {Record<string, string>}
 */
export function jupyterEnv() {
  const others = process.env['JUPYTER_PATH'];
  const programs = dirname(venvProgram('python'));
  return {
    JUPYTER_PATH: others ? `${share}${delimiter}${others}` : share,
    PATH: `${programs}${delimiter}${process.env['PATH'] ?? ''}`,
    SPILLWAY_NODE: process.execPath
  };
}

/**
 * The environment for tests: besides, nothing of the person's own Jupyter is read or written.
 *
 * @returns {Record<string, string>}
 */
export function hermeticEnv() {
  const own = inside('build', 'test-jupyter');
  mkdirSync(own, { recursive: true });
  return {
    ...jupyterEnv(),
    JUPYTER_PATH: share,
    JUPYTER_CONFIG_DIR: join(own, 'config'),
    JUPYTER_DATA_DIR: join(own, 'data'),
    JUPYTER_RUNTIME_DIR: join(own, 'runtime'),
    IPYTHONDIR: join(own, 'ipython')
  };
}

/**
 * Makes `link` lead to `folder`.
 *
 * @param {string} folder
 * @param {string} link
 */
function linkFolder(folder, link) {
  if (existsSync(link) && realpathSync(link) === realpathSync(folder)) return;
  if (lstatSync(link, { throwIfNoEntry: false })) rmSync(link, { recursive: true });
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(folder, link, windows ? 'junction' : 'dir');
}
