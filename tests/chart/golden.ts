/** Golden files: what a picture or a text was when somebody last looked at it. `SPILLWAY_GOLDEN=write` writes them anew. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from '@jest/globals';
import type { Spec } from '../../src/chart/picture.js';

const folder = join(dirname(fileURLToPath(import.meta.url)), 'golden');

/** A specification with one layer a line, so that a change shows which layer it is in. */
export function expectGoldenSpec(name: string, spec: Spec): void {
  const { layer, ...rest } = spec;
  const head = Object.entries(rest).map(([key, value]) => ` ${JSON.stringify(key)}: ${JSON.stringify(value)},`);
  const layers = layer.map(each => `  ${JSON.stringify(each)}`).join(',\n');
  expectGolden(`${name}.vl.json`, `{\n${head.join('\n')}\n "layer": [\n${layers}\n ]\n}\n`);
}

export function expectGoldenText(name: string, text: string): void {
  expectGolden(`${name}.txt`, `${text}\n`);
}

function expectGolden(file: string, content: string): void {
  const path = join(folder, file);
  if (process.env['SPILLWAY_GOLDEN'] === 'write') {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, content);
  }
  expect(existsSync(path)).toBe(true);
  expect(content).toBe(readFileSync(path, 'utf8'));
}
