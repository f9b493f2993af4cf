/** Draws pictures as SVG and PNG. The renderer is heavy, so it comes in at the first picture. */
import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Card, Renderer } from '../chart/render.js';
import type { Spec } from '../chart/picture.js';

export interface Drawing {
  /** null: nobody looks at pictures here. */
  card(spec: Spec): Promise<Card | null>;
}

const wasmFile = '@resvg/resvg-wasm/index_bg.wasm';
const fontFiles = ['dejavu-fonts-ttf/ttf/DejaVuSans.ttf', 'dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'];

/** The bytes of a file that a package ships, from the nearest folder of packages that has it. @throws when none has. */
async function packageFile(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const [packageName = path] = path.split('/');
  const folders = createRequire(import.meta.url).resolve.paths(packageName) ?? [];
  const folder = folders.find(one => existsSync(join(one, path)));
  if (folder === undefined) {
    throw new Error(`the installation is not whole: ${path} is missing; install Spillway again`);
  }
  return new Uint8Array(await readFile(join(folder, path)));
}

export function drawing(): Drawing {
  let renderer: Promise<Renderer> | null = null;
  async function load(): Promise<Renderer> {
    const [{ createRenderer }, wasm, ...fonts] = await Promise.all([
      import('../chart/render.js'),
      packageFile(wasmFile),
      ...fontFiles.map(packageFile)
    ]);
    return createRenderer({ wasm, fonts });
  }
  return {
    async card(spec) {
      renderer ??= load();
      return (await renderer).draw(spec);
    }
  };
}

/** For the command line, which prints words. */
export const noDrawing: Drawing = { card: () => Promise.resolve(null) };
