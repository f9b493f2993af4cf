/** Run files in the folder `.spillway`, one a run. Every reading lists the folder anew, so kernels that share it see each other. */
import { mkdir, open, readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunStore } from './run-store.js';
import { systemCode, unlessGone } from './system-error.js';
import { sweep, writeWhole } from './whole-write.js';

/** The ending of a run's file. */
export const RUN_ENDING = '.run';

export class FolderStore implements RunStore {
  #swept: Promise<void> | null = null;

  constructor(
    readonly folder: string,
    private readonly nowMs: () => number
  ) {}

  async names(): Promise<readonly string[]> {
    await this.#sweptOnce();
    const names = (await unlessGone(readdir(this.folder))) ?? [];
    return names.filter(name => name.endsWith(RUN_ENDING)).sort();
  }

  async start(name: string, bytes: number): Promise<{ readonly start: Buffer; readonly size: number } | null> {
    const file = await unlessGone(open(join(this.folder, name), 'r'));
    if (file === null) return null;
    try {
      const { size } = await file.stat();
      const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(Math.min(bytes, size)), position: 0 });
      return { start: buffer.subarray(0, bytesRead), size };
    } finally {
      await file.close();
    }
  }

  whole(name: string): Promise<Buffer | null> {
    return unlessGone(readFile(join(this.folder, name)));
  }

  async write(name: string, bytes: Buffer): Promise<void> {
    await this.#makeFolder();
    await this.#sweptOnce();
    await writeWhole(this.folder, name, bytes);
  }

  async remove(name: string): Promise<boolean> {
    try {
      await rm(join(this.folder, name));
      return true;
    } catch {
      return false; // gone already, or not ours to remove: either way the listing will say what is there
    }
  }

  /** Made at the first run that is kept, never before: reading leaves no trace. Its own .gitignore keeps it out of repositories. */
  async #makeFolder(): Promise<void> {
    try {
      await mkdir(this.folder);
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') throw error;
    }
    const names = await readdir(this.folder);
    if (!names.includes('.gitignore')) await writeWhole(this.folder, '.gitignore', '*\n');
  }

  #sweptOnce(): Promise<void> {
    this.#swept ??= sweep(this.folder, this.nowMs()).catch(() => undefined); // a folder that may only be read stays as it is
    return this.#swept;
  }
}
