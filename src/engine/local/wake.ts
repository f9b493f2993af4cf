import { machineMs } from './machine-clock.js';

/** Never early: a timer may fire a fraction of a millisecond before its time. @param atMs by the machine's clock. */
export function wakeAt(atMs: number, act: () => void): void {
  const leftMs = atMs - machineMs();
  if (leftMs > 0) {
    setTimeout(wakeAt, Math.ceil(leftMs), atMs, act);
  } else {
    setImmediate(act);
  }
}
