/** What a process of a job and its supervisor say to each other: one JSON value a line, parsed at both borders. */
import type { Launch, Message, Observation } from '../../protocol/effect.js';
import type { Job } from '../../terms/job.js';
import type { OffsetRange, ProcessId, StepMoment } from '../../terms/trace.js';
import type { OutputTopic } from './output-topic.js';

/** A step as its process knows it; the supervisor adds who, and the records of an offset range. */
export interface StepSaid extends Pick<StepMoment, 'atMs' | 'step' | 'records' | 'block' | 'batch' | 'peer'> {
  readonly range: OffsetRange | null;
}
/** An error on its way between processes. `code`: the system's, such as ENOSPC. */
export interface Trouble {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
  readonly code: string | null;
}

/** From a process to its supervisor, over one pipe, so that all it said has one order. */
export type Said =
  /** A named step has passed. */
  | { readonly kind: 'step'; readonly step: StepSaid }
  /** The whole process stands behind the step that it has just told of, until leave is given. */
  | { readonly kind: 'stands' }
  | {
      readonly kind: 'ask';
      readonly question: number;
      readonly to: ProcessId;
      readonly message: Message;
      readonly step: StepSaid | null;
    }
  | { readonly kind: 'tell'; readonly to: ProcessId; readonly message: Message }
  | { readonly kind: 'reply'; readonly inquiry: number; readonly value: unknown }
  | { readonly kind: 'observed'; readonly seen: Observation }
  /** A file of the durable store has grown by an entry that the world sees. */
  | { readonly kind: 'wrote'; readonly path: string; readonly seen: Observation }
  | { readonly kind: 'mourns'; readonly of: ProcessId }
  | { readonly kind: 'failed'; readonly trouble: Trouble };

/** From the supervisor to a process. */
export type Told =
  | { readonly kind: 'begin'; readonly begin: Begin }
  | { readonly kind: 'inquiry'; readonly inquiry: number | null; readonly from: ProcessId; readonly message: Message }
  | { readonly kind: 'answer'; readonly question: number; readonly value: unknown }
  | { readonly kind: 'death'; readonly of: ProcessId; readonly code: number };

export interface Begin {
  readonly self: ProcessId;
  readonly launch: Launch;
  readonly job: Job;
  readonly seed: number;
  /** The run's start, by the clock that all processes of a machine share (`machine-clock.ts`). */
  readonly startedAtMs: number;
  /** The run's folder: the durable store lies in it. */
  readonly folder: string;
  /** Where a relative file of the user's is looked for. */
  readonly baseFolder: string;
  /** The topic that the job writes to; null: it has the lab's own sink. */
  readonly output: OutputTopic | null;
}
