/** Cells run one after the other, in the order in which they came; everything else is answered past them. */
import type { Message } from './wire.js';

/** Runs one cell, with its reply. Never rejects. `ageMs`: how long ago it came. */
export type Runner = (request: Message, ageMs: () => number, signal: AbortSignal) => Promise<void>;

export class ExecuteQueue {
  private readonly waiting: { readonly request: Message; readonly ageMs: () => number }[] = [];
  private running: { readonly abort: AbortController; readonly end: Promise<void> } | null = null;

  constructor(private readonly run: Runner) {}

  /** Whether nothing runs and nothing waits. */
  get isEmpty(): boolean {
    return this.running === null;
  }

  add(request: Message): void {
    const cameAt = performance.now();
    this.waiting.push({ request, ageMs: () => performance.now() - cameAt });
    if (this.running === null) this.next();
  }

  /** Aborts what runs. */
  interrupt(): void {
    this.running?.abort.abort();
  }

  /** Takes out what waits: it will not run. */
  takeWaiting(): readonly Message[] {
    return this.waiting.splice(0).map(({ request }) => request);
  }

  /** Resolves when it is empty. */
  async emptied(): Promise<void> {
    while (this.running !== null) await this.running.end;
  }

  private next(): void {
    const first = this.waiting.shift();
    if (first === undefined) return;
    const abort = new AbortController();
    const end = this.run(first.request, first.ageMs, abort.signal).then(() => {
      this.running = null;
      this.next();
    });
    this.running = { abort, end };
  }
}
