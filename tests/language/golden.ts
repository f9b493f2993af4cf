/** Golden files: what people read, kept as a file that a reviewer reads too. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { expect } from '@jest/globals';

/** Compares with the file, from the checkout's folder. With SPILLWAY_UPDATE=1 in the environment it is written instead, to be looked at and committed. */
export function expectFile(path: string, text: string): void {
  const file = resolve(path);
  if (process.env.SPILLWAY_UPDATE === '1') {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  expect(readFileSync(file, 'utf8')).toBe(text);
}
