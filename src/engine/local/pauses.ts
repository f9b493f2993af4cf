/** Who stands still, and until when; a second pause lengthens the first. And before when no driver is started. */
import type { ProcessId, Role } from '../../terms/trace.js';
import { machineMs } from './machine-clock.js';
import { wakeAt } from './wake.js';

export class Pauses {
  private readonly untilMs = new Map<ProcessId, number>();

  private driverFromMs = 0;

  noDriverFor(ms: number): void {
    this.driverFromMs = machineMs() + ms;
  }
  /** From when on a process of this role may be launched, by the machine's clock. */
  launchMs(role: Role): number {
    return role === 'driver' ? this.driverFromMs : 0;
  }

  /** @param over called once, when the last pause of that process is over, unless it died. */
  begin(id: ProcessId, forMs: number, over: () => void): void {
    const untilMs = Math.max(machineMs() + forMs, this.untilMs.get(id) ?? 0);
    this.untilMs.set(id, untilMs);
    wakeAt(untilMs, () => {
      if (this.untilMs.get(id) === untilMs) {
        this.untilMs.delete(id);
        over();
      }
    });
  }

  died(id: ProcessId): void {
    this.untilMs.delete(id);
  }
}
