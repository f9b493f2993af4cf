/** What the kernel orders of a supervisor, and what that tells it back, over the channel that `fork` makes. */
import type { KafkaConnection } from '../../kafka/kafka-connection.js';
import type { Failure } from '../../terms/failure.js';
import type { Job } from '../../terms/job.js';
import type { FailureReport, Moment } from '../../terms/trace.js';
import type { Progress, Waited } from '../engine.js';
import type { Frame } from '../run-control.js';
import type { BrokerRequest } from './lent-broker.js';
import type { Trouble } from './wire.js';

/** One that makes the kernel wait, by its number. */
export type Wait =
  | { readonly kind: 'to steady' }
  | { readonly kind: 'inject'; readonly failures: readonly Failure[] }
  | { readonly kind: 'drain' };

export type Order =
  | {
      readonly kind: 'launch';
      readonly job: Job;
      readonly seed: number;
      readonly folder: string;
      readonly baseFolder: string;
      readonly script: string;
      readonly keeper: string;
      /** The kernel's broker, for a job that wants one of its own; null: the supervisor starts one where it is wanted. */
      readonly lent: KafkaConnection | null;
    }
  /** What the supervisor has asked of the kernel's broker is done; trouble: it is not. */
  | { readonly kind: 'broker did'; readonly number: number; readonly trouble: Trouble | null }
  | { readonly kind: 'wait'; readonly number: number; readonly wait: Wait }
  /** Nobody waits any more: the wait under way ends as if its limit had passed. */
  | { readonly kind: 'give up' };

export type News =
  /** What takes its time before the job starts. */
  | { readonly kind: 'preparing'; readonly what: string }
  | { readonly kind: 'moments'; readonly moments: readonly Moment[]; readonly progress: Progress }
  /** What is asked of the kernel's brokers. */
  | { readonly kind: 'broker'; readonly request: BrokerRequest }
  /** What the next records of a topic that others write say, in the order of their numbers. */
  | { readonly kind: 'texts'; readonly texts: readonly string[] }
  /** That wait is over. */
  | {
      readonly kind: 'done';
      readonly number: number;
      readonly waited: Waited;
      readonly reports: readonly FailureReport[];
      readonly frame: Frame;
    }
  /** A process of the job has begun or ended, for whoever must end it should the supervisor die. */
  | { readonly kind: 'process'; readonly pid: number; readonly alive: boolean }
  /** The run cannot go on; every process of it has been ended. */
  | { readonly kind: 'failed'; readonly trouble: Trouble };
