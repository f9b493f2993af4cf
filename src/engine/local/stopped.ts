/** A signal is on its way for a moment; whoever needs the other to stand waits that long. */
import { readFileSync } from 'node:fs';
import { machineMs } from './machine-clock.js';

const longestMs = 50;

/** The state letter in Linux's /proc/PID/stat stands behind the name in brackets. null: not to be known here. */
function stateOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.charAt(stat.lastIndexOf(')') + 2);
  } catch {
    return null;
  }
}

/** Returns when that process stands still, or is a corpse, or cannot be looked at, or does not stop. */
export function untilStopped(pid: number): void {
  const untilMs = machineMs() + longestMs;
  for (let state = stateOf(pid); state !== null && !'TtZX'.includes(state); state = stateOf(pid)) {
    if (machineMs() > untilMs) {
      return;
    }
  }
}
