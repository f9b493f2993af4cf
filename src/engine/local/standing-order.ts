/**
 * Whether processes stand at their steps: one byte in the run's folder, which the supervisor writes and every process reads, so that a paused
 * process and a busy one know it at the very step at which it counts. A process first says that it has passed a step and then reads: one that
 * has read "go on" has said so before the order changed, so the step did not count; every later one stands. One that has said so before and
 * reads after the change stands too; its supervisor, which heard of the step before it gave the order, gives it leave (`standing.ts`).
 */
import { openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const fileName = '.standing-order';
const stand = Buffer.from('!');
const goOn = Buffer.from('.');

/** The supervisor's side. Processes stand unless told otherwise. */
export class StandingOrder {
  private readonly file: number;
  private stands = true;

  /** @throws where the run's folder cannot be written to. */
  constructor(folder: string) {
    this.file = openSync(join(folder, fileName), 'w');
    writeSync(this.file, stand, 0, 1, 0);
  }

  /** @returns whether it is another one than before. */
  give(stands: boolean): boolean {
    if (stands === this.stands) {
      return false;
    }
    this.stands = stands;
    writeSync(this.file, stands ? stand : goOn, 0, 1, 0);
    return true;
  }
}

/** A process's side. @returns a function that tells whether to stand now. */
export function standingOrderIn(folder: string): () => boolean {
  const file = openSync(join(folder, fileName), 'r');
  const read = Buffer.from(stand);
  return () => {
    readSync(file, read, 0, 1, 0);
    return read[0] === stand[0];
  };
}
