import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { inside, root } from './places.mjs';
import { Trouble } from './run.mjs';

/**
 * What the bundle cannot hold and finds in `kernelspec/node_modules` as it would in the checkout's: native addons, which
 * zeromq carries for every system, and files that are read whole. Patterns are matched against paths in the package.
 *
 * @type {Readonly<Record<string, RegExp>>}
 */
export const CARRIED = {
  zeromq: /^(package\.json|LICENSE.*|lib\/[\w-]+\.js|build\/.*)$/,
  'cmake-ts': /^(package\.json|LICENSE.*|build\/loader\.js)$/,
  'vega-datasets':
    /^(package\.json|LICENSE.*|data\/(flights-20k\.json|flights-200k\.json|birdstrikes\.csv|seattle-weather\.csv))$/,
  '@resvg/resvg-wasm': /^(package\.json|LICENSE.*|index_bg\.wasm)$/,
  'dejavu-fonts-ttf': /^(package\.json|LICENSE.*|ttf\/DejaVuSans(-Bold)?\.ttf)$/
};

/** Bundles kernel and command into `kernelspec/`, what is heavy in chunks of its own, loaded at its first use. */
export async function bundle() {
  const { build, formatMessages } = await import('esbuild');
  const { outputFiles, errors } = await build({
    absWorkingDir: root,
    entryPoints: {
      kernel: 'src/kernel/main.ts',
      'command-line': 'src/command-line.ts',
      'local-supervisor': 'src/engine/local/supervisor-main.ts',
      'local-process': 'src/engine/local/process-main.ts',
      'broker-keeper': 'src/kafka/broker-keeper-main.ts',
      'explore-worker': 'src/session/exploring/worker-main.ts'
    },
    outdir: 'kernelspec',
    outExtension: { '.js': '.mjs' },
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    external: ['zeromq'],
    // Packages in the older module format ask for `require`, which an ES module has to make itself.
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);"
    },
    logLevel: 'silent',
    write: false
  }).catch(error => ({ outputFiles: [], errors: error.errors }));
  if (errors.length > 0) throw new Trouble((await formatMessages(errors, { kind: 'error' })).join(''));
  clear();
  for (const { path, contents } of outputFiles) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, contents);
  }
  chmodSync(inside('kernelspec', 'command-line.mjs'), 0o755);
  carry();
  carryExamples();
}

/** Removes what an earlier build left in `kernelspec/`. */
function clear() {
  for (const name of readdirSync(inside('kernelspec'))) {
    if (/\.mjs$|^chunks$|^node_modules$|^examples$/.test(name)) rmSync(inside('kernelspec', name), { recursive: true });
  }
}

/** Copies the carried files of each package. */
function carry() {
  for (const [name, wanted] of Object.entries(CARRIED)) {
    const from = inside('node_modules', name);
    const files = readdirSync(from, { recursive: true, encoding: 'utf8', withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry =>
        `${entry.parentPath.slice(from.length + 1)}/${entry.name}`.replaceAll('\\', '/').replace(/^\//, '')
      );
    for (const file of files.filter(path => wanted.test(path))) {
      const to = inside('kernelspec', 'node_modules', name, file);
      mkdirSync(dirname(to), { recursive: true });
      cpSync(`${from}/${file}`, to);
    }
    if (!existsSync(inside('kernelspec', 'node_modules', name, 'package.json'))) throw new Error(`${name} is missing`);
  }
}

/** Copies the notebooks of `examples/` with the files that they read, and lists them: the server hands out what lies beside the kernel. */
function carryExamples() {
  const names = readdirSync(inside('examples')).filter(name => /\.(ipynb|csv)$/.test(name));
  const to = inside('kernelspec', 'examples');
  mkdirSync(to, { recursive: true });
  for (const name of names) cpSync(inside('examples', name), `${to}/${name}`);
  const list = names
    .filter(name => name.endsWith('.ipynb'))
    .map(file => ({ file, ...headOf(inside('examples', file)) }));
  writeFileSync(`${to}/index.json`, `${JSON.stringify(list)}\n`);
}

/** A notebook's title and first paragraph.
 * @param {string} path */
function headOf(path) {
  const [first] = JSON.parse(readFileSync(path, 'utf8')).cells;
  const [title = '', about = ''] = [first.source]
    .flat()
    .join('')
    .split(/\n\s*\n/);
  return { title: title.replace(/^#+ */, '').trim(), about: about.replaceAll('**', '').replaceAll('`', '').trim() };
}
