/** A job is several processes on one machine, each with little that lives long: their heaps are kept small, at the price of collecting more often. */
import { setFlagsFromString } from 'node:v8';

/** For `fork`: a young generation of 1 MB (V8's own limit is 16 MB), one thread beside the main one. */
export const smallHeap: readonly string[] = ['--max-semi-space-size=1', '--v8-pool-size=1'];

/** V8 lets a heap grow to a multiple of what lived through the last collection; here to so much more of it, in per cent. */
const growthPercent = 20;

/** To be called when a process begins. */
export function growSlowly(): void {
  setFlagsFromString(`--heap-growing-percent=${growthPercent}`);
}
