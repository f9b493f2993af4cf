/** Who has died, with which code, and when the living notice: each of them once, whatever it waits for. */
import type { ProcessId } from '../../terms/trace.js';
import type { Choose } from '../choices.js';
import { draw, latencies } from './latency.js';

interface Death {
  readonly code: number;
  readonly atMs: number;
  /** When each witness notices. */
  readonly noticedMs: Map<ProcessId, number>;
}

export class Deaths {
  private readonly deaths = new Map<ProcessId, Death>();

  constructor(private readonly choose: Choose) {}

  died(id: ProcessId, code: number, atMs: number): void {
    this.deaths.set(id, { code, atMs, noticedMs: new Map() });
  }

  /** undefined: it lives, or never did. */
  codeOf(id: ProcessId): number | undefined {
    return this.deaths.get(id)?.code;
  }

  /** When this witness notices that connection to be broken; in the past, when it has noticed already. Nobody is there where nobody ever was. */
  noticedMs(dead: ProcessId, witness: ProcessId, nowMs: number): number {
    const death = this.deaths.get(dead);
    const known = death?.noticedMs.get(witness);
    if (known !== undefined) {
      return known;
    }
    const noticedMs = (death?.atMs ?? nowMs) + draw(latencies.unnoticed, this.choose);
    death?.noticedMs.set(witness, noticedMs);
    return noticedMs;
  }
}
