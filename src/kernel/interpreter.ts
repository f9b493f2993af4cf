/** The language side as the kernel sees it: text in, displays out. The kernel knows nothing of streaming; this side knows nothing of sockets. */
import type { Execution, MimeBundle, Publisher } from '../terms/display.js';
import type { Json } from './wire.js';

export interface Completion {
  readonly matches: readonly { readonly text: string; readonly help: string }[];
  /** UTF-16 offsets of what a match replaces. */
  readonly from: number;
  readonly to: number;
}

export interface Interpreter {
  /**
   * One cell. Resolves when it is done; `signal` aborts it (an interrupt): it then ends within 100 ms with an error named `Interrupted`, or
   * within 2 s where it has told the publisher that it puts something away.
   */
  execute(text: string, publisher: Publisher, signal: AbortSignal): Promise<Execution>;
  complete(text: string, at: number): Completion;
  /** Help for what stands at the offset, or null. */
  inspect(text: string, at: number): MimeBundle | null;
  isComplete(text: string): { readonly status: 'complete' | 'incomplete' | 'invalid'; readonly indent: string };
  /**
   * Tells a front end what goes on: at once, and then whenever it has changed, at most a few times a second. A new call takes the
   * place of the last. `wishes`: what the front end's settings say; what is not understood is passed over.
   */
  follow(wishes: Json, tell: (state: object) => void): void;
  /** An interrupt while nothing runs: stops all jobs. */
  interruptIdle(): void;
  /** Before the process ends: ends every process, loses no finished run. */
  shutdown(): Promise<void>;
}
