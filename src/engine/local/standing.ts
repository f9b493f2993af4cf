/** Who stands behind a step, and whose death is awaited before anybody goes on. */
import type { StepMoment } from '../../terms/trace.js';

/** What is done to a process that stands. */
export interface Stander {
  kill(): void;
  giveLeave(): void;
}

export class Standing {
  /** Killed, and not yet known to be dead; nobody gets leave before they are. */
  private readonly dying = new Set<Stander>();
  private readonly standing = new Set<Stander>();
  private readonly newest = new Map<Stander, StepMoment>();

  passed(child: Stander, moment: StepMoment): void {
    this.newest.set(child, moment);
  }

  /** From now on processes stand. What they have told of before, nobody was to stand behind, though they learn of the order there: it does not count. */
  begin(): void {
    this.newest.clear();
  }

  /** @returns the step behind which it stands; null: it was passed before that was asked for. */
  stands(child: Stander): StepMoment | null {
    this.standing.add(child);
    return this.newest.get(child) ?? null;
  }

  kill(child: Stander): void {
    this.dying.add(child);
    child.kill();
  }

  died(child: Stander): void {
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
