/** The language side as the kernel sees it: text in, displays out. The kernel knows nothing of streaming; this side knows nothing of sockets. */
import type { Execution, MimeBundle, Publisher } from '../terms/display.js';

export interface Completion {
  readonly matches: readonly { readonly text: string; readonly help: string }[];
  /** UTF-16 offsets of what a match replaces. */
  readonly from: number;
  readonly to: number;
}

export interface Interpreter {
  /** One cell. Resolves when it is done; `signal` aborts it (an interrupt): it then ends within 100 ms with an error named `Interrupted`. */
  execute(text: string, publisher: Publisher, signal: AbortSignal): Promise<Execution>;
  complete(text: string, at: number): Completion;
  /** Help for what stands at the offset, or null. */
  inspect(text: string, at: number): MimeBundle | null;
  isComplete(text: string): { readonly status: 'complete' | 'incomplete' | 'invalid'; readonly indent: string };
  /** An interrupt while nothing runs: stops all jobs. */
  interruptIdle(): void;
  /** Before the process ends: ends every process, loses no finished run. */
  shutdown(): Promise<void>;
}
