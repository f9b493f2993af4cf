/** A notebook's folder of its own for one test. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export async function withNotebookFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'spillway-archive-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A clock that shows another second at every look, and names that count: nothing in a test depends on when it runs. */
export function told(start = 0): { readonly nowMs: () => number; readonly unique: () => string } {
  let [second, count] = [start, start];
  return {
    nowMs: () => Date.UTC(2025, 0, 1) + 1000 * second++,
    unique: () => String(count++).padStart(4, '0')
  };
}
