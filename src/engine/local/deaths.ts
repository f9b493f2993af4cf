/** Who has died, with which code, and who waits to hear of it. */
import type { ProcessId } from '../../terms/trace.js';

type Mourner = (code: number) => void;

export class Deaths {
  private readonly codes = new Map<ProcessId, number>();
  private readonly mourners = new Map<ProcessId, Mourner[]>();

  died(id: ProcessId, code: number): void {
    this.codes.set(id, code);
    for (const mourner of this.mourners.get(id) ?? []) {
      mourner(code);
    }
    this.mourners.delete(id);
  }

  /** Told when that process dies, or soon, when it is dead already. */
  mourn(id: ProcessId, mourner: Mourner): void {
    const code = this.codes.get(id);
    if (code !== undefined) {
      setImmediate(() => mourner(code));
      return;
    }
    const mourners = this.mourners.get(id);
    if (mourners) {
      mourners.push(mourner);
    } else {
      this.mourners.set(id, [mourner]);
    }
  }
}
