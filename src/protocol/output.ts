/** Where output goes that does not lie in the durable store: a Kafka topic. Who has one hands it to the processes that write or begin. */
import type { Steps } from './effect.js';
import type { Writing } from './sink.js';

export interface Output {
  /** Writes what a task has computed. False: it has failed, and is to run again. */
  write(writing: Writing): Steps<boolean>;
  /** Where a direct stream that keeps its offsets with its output goes on. */
  writtenUntil(): Steps<number>;
}
