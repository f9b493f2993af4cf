/** What is to happen, and when: a binary heap; equals keep their order, or a seed would not be a run. */
import type { ProcessId } from '../../terms/trace.js';
import type { Fiber } from '../process.js';

/** Either a fiber whose effect is due, or something that happens to a process (null: to the world). */
export type Due = { readonly atMs: number; readonly serial: number } & Thing;
export type Thing =
  | { readonly fiber: Fiber; readonly act: null; readonly to: null }
  | { readonly fiber: null; readonly act: () => void; readonly to: ProcessId | null };
const before = (a: Due, b: Due): boolean => a.atMs < b.atMs || (a.atMs === b.atMs && a.serial < b.serial);

export class Agenda {
  private readonly heap: Due[] = [];
  private serial = 0;

  get size(): number {
    return this.heap.length;
  }
  /** How many things have been put on it since the beginning. */
  get pushed(): number {
    return this.serial;
  }
  /** When the next is due; Infinity: nothing is. */
  get nextMs(): number {
    return this.heap[0]?.atMs ?? Infinity;
  }

  /** The fiber's effect is due then. */
  resume(atMs: number, fiber: Fiber): void {
    this.push({ atMs, serial: this.serial, fiber, act: null, to: null });
  }

  /** Something happens then: to that process, or (null) to the world. */
  at(atMs: number, to: ProcessId | null, act: () => void): void {
    this.push({ atMs, serial: this.serial, fiber: null, act, to });
  }

  private push(due: Due): void {
    const { heap } = this;
    this.serial += 1;
    let hole = heap.length;
    heap.push(due);
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || before(above, due)) {
        break;
      }
      heap[hole] = above;
      hole = parent;
    }
    heap[hole] = due;
  }

  pop(): Due | undefined {
    const { heap } = this;
    const top = heap[0];
    const last = heap.pop();
    if (last === undefined || heap.length === 0) {
      return top;
    }
    let hole = 0;
    for (;;) {
      let child = 2 * hole + 1;
      let least = heap[child];
      const right = heap[child + 1];
      if (least !== undefined && right !== undefined && before(right, least)) {
        child += 1;
        least = right;
      }
      if (least === undefined || !before(least, last)) {
        break;
      }
      heap[hole] = least;
      hole = child;
    }
    heap[hole] = last;
    return top;
  }
}
