/** What the processes of a job hold in memory, as the system counts it (Linux only). */
import { readFileSync } from 'node:fs';
import type { LocalRun } from '../../../src/engine/local/local-run.js';
import type { Pace } from '../../../src/engine/engine.js';

const mb = 1024;

/** Resident memory in MB; null: that process has ended. */
export function residentMb(pid: number): number | null {
  try {
    const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) / mb;
  } catch {
    return null;
  }
}

/** Looks at a job's memory at every breath of a wait. */
export class MemoryWatch implements Pace {
  /** By process: MB at each look, and how many records were written by then. */
  readonly looks = new Map<number, { readonly written: number; readonly residentMb: number }[]>();
  /** The most that all together held at one look, MB. */
  mostTogetherMb = 0;

  constructor(private readonly run: LocalRun) {}

  breathe(): Promise<void> {
    const { supervisorPid, pids } = this.run;
    const { written } = this.run.progress();
    let togetherMb = 0;
    for (const pid of supervisorPid === null ? pids : [supervisorPid, ...pids]) {
      const held = residentMb(pid);
      if (held !== null) {
        togetherMb += held;
        this.looks.set(pid, [...(this.looks.get(pid) ?? []), { written, residentMb: held }]);
      }
    }
    this.mostTogetherMb = Math.max(this.mostTogetherMb, togetherMb);
    return Promise.resolve();
  }

  /** By process, the most that it held while as many records were written, MB. */
  most({ from, until }: { readonly from: number; readonly until: number }): readonly number[] {
    return [...this.looks.values()].map(looks =>
      Math.max(...looks.filter(({ written }) => from <= written && written < until).map(look => look.residentMb))
    );
  }
}
