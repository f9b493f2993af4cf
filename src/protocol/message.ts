/** Every question that one process asks another, and its answer. */
import type { OffsetRange, ProcessId, RecordId } from '../terms/trace.js';
import { askUntyped, serve, tellUntyped, type Asking, type Steps } from './effect.js';
import type { StreamRecord } from './stream-record.js';

/** Where a block lies in the receiver's write-ahead log (Spark's WriteAheadLogSegment). */
export interface LogSegment {
  readonly path: string;
  readonly position: number;
}
/** A received block, as the driver knows it (Spark's ReceivedBlockInfo): which records it has, not what they say. That the block stores and the log hold. */
export interface BlockInfo {
  readonly id: string;
  readonly records: readonly RecordId[];
  readonly segment: LogSegment | null;
}
/** What one task of a batch reads. */
export type Partition =
  | { readonly kind: 'block'; readonly block: BlockInfo; readonly isBlockIdValid: boolean }
  | { readonly kind: 'range'; readonly range: OffsetRange };
export interface Task {
  readonly batch: number;
  readonly attempt: number;
  readonly partition: Partition;
}

/** A fetch's answer where the log does not have its first offset any more. */
export const outOfRange = 'out of range';

interface Questions {
  // to a source
  produce: [{ readonly records: readonly StreamRecord[] }, true];
  take: [{ readonly max: number; readonly waitMs: number }, readonly StreamRecord[]];
  acknowledge: [{ readonly records: readonly RecordId[] }, true];
  fetch: [OffsetRange & { readonly waitMs: number }, readonly StreamRecord[] | typeof outOfRange];
  commit: [{ readonly offset: number }, true];
  committed: [null, { readonly offset: number | null }];
  latest: [null, number];
  earliest: [null, number];
  // to a source, beside which whoever counts the output stands
  outputSeen: [{ readonly until: number }, true];
  // to the producer
  stopSending: [null, true];
  // to the driver
  ready: [null, true];
  register: [null, true];
  blockStored: [{ readonly block: string }, true];
  locate: [{ readonly block: string }, readonly ProcessId[]];
  peers: [null, readonly ProcessId[]];
  addBlock: [{ readonly block: BlockInfo }, boolean];
  // to an executor
  startReceiver: [null, true];
  storeReplica: [{ readonly id: string; readonly records: readonly StreamRecord[] }, true];
  getBlock: [{ readonly block: string }, { readonly records: readonly StreamRecord[] | null }];
  removeBlocks: [{ readonly blocks: readonly string[] }, true];
  runTask: [Task, boolean];
}
export type Ask = keyof Questions;
export type Body<K extends Ask> = Questions[K][0];
export type Reply<K extends Ask> = Questions[K][1];
export interface Question<K extends Ask> {
  readonly what: K;
  readonly body: Body<K>;
}
/** What a process answers: one fiber a question. */
export type Answers<K extends Ask> = { readonly [Q in K]: (body: Body<Q>, from: ProcessId) => Steps<Reply<Q>> };

/** null: no answer came; whether the other did what was asked is unknown. */
export function* ask<K extends Ask>(to: ProcessId, question: Question<K>, how?: Asking): Steps<Reply<K> | null> {
  return (yield* askUntyped(to, question, how)) as Reply<K> | null;
}
export const tell = <K extends Ask>(to: ProcessId, word: Question<K>): Steps<void> => tellUntyped(to, word);
export const answer = <K extends Ask>(answers: Answers<K>): Steps<void> => serve(answers);
