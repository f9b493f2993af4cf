/** The temporary folder of a run, and those that dead kernels have left behind. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { EngineUnavailable } from '../engine.js';
import { runFailed, troubleOf } from './trouble.js';

/** A process number means something on its own machine only; several machines may share a folder of temporary files. */
const prefix = `spillway-${hostname().replaceAll(/[^A-Za-z0-9]/g, '')}-`;

/** @param place the folder of temporary files. @returns a new folder in it, named after this process. @throws EngineUnavailable where none can be made. */
export function newRunFolder(place: string): string {
  try {
    return mkdtempSync(join(place, `${prefix}${process.pid}-`));
  } catch (error) {
    const trouble = troubleOf(error);
    const where = `no folder for the run can be made in ${place}`;
    throw new EngineUnavailable(
      trouble.code === 'ENOENT'
        ? `${where}: there is no such folder; name another one in TMPDIR`
        : runFailed(where, trouble).message
    );
  }
}

/** Removes the folders of kernels that are no more. What cannot be removed stays. */
export function sweepRunFolders(place: string): void {
  for (const name of namesIn(place)) {
    const owner = name.startsWith(prefix) ? Number(/^\d+/.exec(name.slice(prefix.length))?.[0] ?? NaN) : NaN;
    if (!Number.isNaN(owner) && !lives(owner)) {
      removeFolder(join(place, name));
    }
  }
}

/** Another's that cannot be removed is left to its owner. */
export function removeFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    // it is swept another time
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'; // another user's
  }
}
