import { copyFileSync, existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { inside, root } from './places.mjs';
import { must } from './run.mjs';
import { ifChanged, script } from './step.mjs';
import { installNode } from './install.mjs';
import { VALIDATORS, makeValidators } from './validators.mjs';

const OWN = ['package.json', 'package-lock.json', 'setup/build.mjs', 'setup/bundle.mjs', 'tsconfig.json'];

/**
 * Builds kernel, command and extension, each only if what it is made of has changed.
 *
 * @returns {Promise<boolean>} whether anything had to be built
 */
export async function build() {
  await makeValidators();
  const kernel = await ifChanged(
    {
      name: 'kernel',
      title: 'building the kernel and the command',
      inputs: [...OWN, 'src', 'examples'],
      outputs: ['kernelspec/kernel.mjs', 'kernelspec/command-line.mjs', 'kernelspec/node_modules']
    },
    async () => (await import('./bundle.mjs')).bundle()
  );
  const lib = await ifChanged(
    {
      name: 'lib',
      title: "compiling the extension's sources",
      inputs: [
        ...OWN,
        'tsconfig.build.json',
        ...['terms', 'guarantee', 'language', 'chart', 'lab'].map(room => `src/${room}`)
      ],
      outputs: ['lib/lab/plugin.js']
    },
    compileExtension
  );
  const extension = await ifChanged(
    {
      name: 'labextension',
      title: 'packing the extension for JupyterLab',
      inputs: [...OWN, 'lib', 'style', 'schema'],
      outputs: ['jupyterlab_spillway/labextension/package.json', 'jupyterlab_spillway/labextension/static/style.js']
    },
    packExtension
  );
  return kernel || lib || extension;
}

/** What is not TypeScript goes beside what the compiler makes. */
async function compileExtension() {
  await must(process.execPath, [inside('node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.build.json'], {
    cwd: root
  });
  copyFileSync(inside(VALIDATORS), inside(VALIDATORS.replace('src', 'lib')));
}

/** What `jupyter labextension build` does, without Python. */
async function packExtension() {
  const builder = inside('node_modules', '@jupyter', 'builder', 'lib', 'build-labextension.js');
  const core = inside('node_modules', '@jupyterlab', 'core-meta', 'core.package.json');
  await must(process.execPath, [builder, '--core-package-file', core, root], { cwd: root });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await script(async () => {
    if (!existsSync(inside('node_modules'))) await installNode();
    if (!(await build())) console.log('nothing to build: all is as it was');
  });
}
