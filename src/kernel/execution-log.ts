/** What was executed in this kernel, in order: it numbers the cells, and `history_request` reads it. It lives as long as the process. */
import { matchesGlob } from './glob.js';

export interface LoggedInput {
  /** The number in the cell's brackets, from 1. */
  readonly count: number;
  readonly code: string;
}

export class ExecutionLog {
  private readonly inputs: LoggedInput[] = [];

  /** The number of the newest execution that was stored; 0 before the first. */
  get count(): number {
    return this.inputs.length;
  }

  /** Stores a cell's text and returns its number. */
  add(code: string): number {
    this.inputs.push({ count: this.inputs.length + 1, code });
    return this.inputs.length;
  }

  /** Inputs by number: `start` inclusive, `stop` exclusive; null: to the newest. */
  range(start: number, stop: number | null): readonly LoggedInput[] {
    return this.inputs.filter(({ count }) => count >= start && (stop === null || count < stop));
  }

  /** The newest `n`, oldest first; null: all. */
  tail(n: number | null): readonly LoggedInput[] {
    return newest(this.inputs, n);
  }

  /** The newest `n` that match the glob, oldest first. `unique`: of equal texts the newest only. */
  search(pattern: string, n: number | null, unique: boolean): readonly LoggedInput[] {
    const found = this.inputs.filter(({ code }) => matchesGlob(code, pattern));
    return newest(unique ? [...new Map(found.map(input => [input.code, input])).values()].sort(byCount) : found, n);
  }
}

function newest(inputs: readonly LoggedInput[], n: number | null): readonly LoggedInput[] {
  return n === null ? inputs : inputs.slice(Math.max(0, inputs.length - Math.max(0, n)));
}

function byCount(one: LoggedInput, other: LoggedInput): number {
  return one.count - other.count;
}
