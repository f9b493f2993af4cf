/** What a biography is drawn from: one record's rows, lifelines, copies and ways, in rows from the top; half rows lie between. */
import type { RecordId } from '../terms/trace.js';

/** Where a record can be; executors stand there by what they did for it. */
export type LaneKind = 'source' | 'receiver' | 'replica' | 'task' | 'log' | 'driver' | 'sink';

export interface Lane {
  readonly kind: LaneKind;
  /** Who stood there, one after the other; empty: source, log and sink. */
  readonly processes: readonly string[];
  /** From row to row; what died has no line until another takes its place. */
  readonly alive: readonly { readonly from: number; readonly to: number }[];
}
export interface LifeRow {
  readonly atMs: number;
  readonly text: string;
  /** cut: a failure. return: somebody takes a dead one's place. own: it happened to the record. */
  readonly kind: 'own' | 'cut' | 'return';
  /** Lanes that die here, by place in the list of lanes. */
  readonly dies: readonly number[];
}
/** A copy that rests with somebody. */
export interface Hold {
  readonly lane: number;
  readonly from: number;
  readonly to: number;
  readonly end: 'dies' | 'let go' | 'stays';
  readonly again: boolean;
}
/** The record goes from one to another (thick), or a message about it does; `both`: with an answer; `lost`: it never arrives. */
export interface Way {
  readonly row: number;
  readonly from: number;
  readonly to: number;
  readonly look: 'record' | 'message' | 'both' | 'lost';
  readonly again: boolean;
}
export interface Life {
  readonly record: RecordId;
  readonly rows: readonly LifeRow[];
  readonly lanes: readonly Lane[];
  readonly holds: readonly Hold[];
  readonly ways: readonly Way[];
}
