/** Where a batch gets its records from: received blocks, or ranges of a log. The driver knows no more of its input than this. */
import type { About, Steps } from './effect.js';
import type { Task } from './message.js';

/** What a checkpoint holds of the input: the direct stream's position and the ranges of its batches; nothing for receivers. */
export interface InputState {
  readonly position: number;
  readonly ranges: readonly (readonly [batch: number, from: number, until: number])[];
}

export interface BatchInput {
  /** Begins afresh. */
  begin(): Steps<void>;
  /** Goes on from a checkpoint: only then are logs of metadata read back. */
  recover(state: InputState | null): Steps<void>;
  /** Once the driver can hear: receivers are started. */
  listen(): Steps<void>;
  /** The partitions of a batch. Asked again for the same batch (after a restart), it answers as Spark would. */
  plan(batch: number): Steps<Planned>;
  finished(batch: number): Steps<void>;
  /** The second checkpoint of a batch is durable: what older batches left behind can go. */
  cleanBefore(batch: number): Steps<void>;
  state(): InputState | null;
}

export interface Planned {
  readonly partitions: readonly Task['partition'][];
  /** What the batch's steps are about: its records where the driver knows them, else its range of offsets. */
  readonly about: About;
}
