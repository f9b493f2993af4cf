/** Who stands behind a step, and whose death is awaited before anybody goes on. */
import type { StepMoment } from '../../terms/trace.js';
import type { ChildProcess } from './child-process.js';

export class Standing {
  /** Killed, and not yet known to be dead; nobody gets leave before they are. */
  private readonly dying = new Set<ChildProcess>();
  private readonly standing = new Set<ChildProcess>();
  private readonly newest = new Map<ChildProcess, StepMoment>();

  passed(child: ChildProcess, moment: StepMoment): void {
    this.newest.set(child, moment);
  }

  /** @returns the step behind which it stands. */
  stands(child: ChildProcess): StepMoment | null {
    this.standing.add(child);
    return this.newest.get(child) ?? null;
  }

  kill(child: ChildProcess): void {
    this.dying.add(child);
    child.kill();
  }

  died(child: ChildProcess): void {
    this.dying.delete(child);
    this.standing.delete(child);
    this.newest.delete(child);
  }

  /** Leave is given once everybody whom a fault at this step has hit is known to be dead. */
  giveLeave(): void {
    if (this.dying.size > 0) {
      return;
    }
    for (const child of this.standing) {
      child.giveLeave();
    }
    this.standing.clear();
  }
}
