/** How long things take in virtual time, in ms. Each is drawn anew between its two bounds, from the run's one stream of choices. */
import type { Choose } from '../choices.js';

export interface Span {
  readonly least: number;
  readonly most: number;
}
export const latencies: Readonly<Record<'memory' | 'network' | 'disk' | 'start' | 'unnoticed', Span>> = {
  /** A change of memory until other fibers may run. */
  memory: { least: 0.02, most: 0.02 },
  network: { least: 0.5, most: 0.9 },
  /** An append or a rename that is durable when it answers. */
  disk: { least: 1, most: 1.8 },
  /** From the decision to start a process to its first step. */
  start: { least: 60, most: 120 },
  /** How long a death goes unnoticed; real Spark notices a closed socket in 50–100 ms. */
  unnoticed: { least: 50, most: 100 }
};

/** A durable store whose answer takes so long, and now and then a fifth more. */
export const storeTaking = (ms: number): Span => ({ least: ms, most: 1.2 * ms });

const grain = 1024;
export const draw = ({ least, most }: Span, choose: Choose): number =>
  least === most ? least : least + (choose(grain) / grain) * (most - least);
