/**
 * Writes a file whole or not at all: under a temporary name in the same folder, to the disk, then renamed. A writer that dies
 * leaves its temporary file, which the next opening of the folder sweeps away.
 */
import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCode, unlessGone } from './system-error.js';

/** `NAME.PID-COUNT.tmp`: the process that writes it, so that others can see whether it still does, and its how-manieth. */
const TEMPORARY = /\.(\d+)-\d+\.tmp$/;
let written = 0;
const HOUR_MS = 3_600_000;

/** @throws the system's error; then nothing is left */
export async function writeWhole(folder: string, name: string, bytes: Buffer | string): Promise<void> {
  written += 1;
  const temporary = join(folder, `${name}.${process.pid}-${written}.tmp`);
  try {
    await writeSynced(temporary, bytes);
    await rename(temporary, join(folder, name));
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') {
      await rm(temporary, { force: true });
      throw error;
    }
    // Swept by a process that cannot see this one (another container on the same folder): once more.
    await writeSynced(temporary, bytes);
    await rename(temporary, join(folder, name));
  }
  await syncFolder(folder);
}

/** Removes what dead writers left. A living one's file goes only after an hour, when its process id must be another's. */
export async function sweep(folder: string, nowMs: number): Promise<void> {
  for (const name of (await unlessGone(readdir(folder))) ?? []) {
    const writer = TEMPORARY.exec(name)?.[1];
    if (writer === undefined) continue;
    const path = join(folder, name);
    const file = await unlessGone(stat(path));
    if (file !== null && (!isAlive(Number(writer)) || nowMs - file.mtimeMs > HOUR_MS)) {
      await rm(path, { force: true });
    }
  }
}

async function writeSynced(path: string, bytes: Buffer | string): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** So that the new name outlives a power cut; Windows has no such call, and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const opened = await open(folder, 'r');
  try {
    await opened.sync();
  } finally {
    await opened.close();
  }
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0); // signal 0 asks, and does nothing
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM'; // alive, and another user's
  }
}
