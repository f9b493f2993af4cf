/** Long reading in short turns, so that the process answers others in between and an interrupt is heard. */
import { setImmediate } from 'node:timers/promises';

/** Records to read between two breaths: a few ms of work. */
const TURN = 16_384;

/** Call it once a record; every so often it hands the event loop a turn. Rejects once the signal is aborted. */
export class Breath {
  readonly #signal: AbortSignal | undefined;
  #taken = 0;

  constructor(signal: AbortSignal | undefined) {
    this.#signal = signal;
  }

  /** True when it is time to `take` a breath: a plain test, so that a record costs no awaiting. */
  due(): boolean {
    this.#taken += 1;
    return this.#taken % TURN === 0;
  }

  async take(): Promise<void> {
    await setImmediate(undefined, this.#signal === undefined ? {} : { signal: this.#signal });
  }
}
