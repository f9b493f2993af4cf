/** What every message's file has in common: how a request is answered. */
import type { ExecutionLog } from './execution-log.js';
import type { Identity } from './identity.js';
import type { Interpreter } from './interpreter.js';
import type { Json } from './wire.js';

/** What an answer may use. */
export interface Desk {
  readonly identity: Identity;
  readonly log: ExecutionLog;
  /** Loaded at the first call; rejects if it cannot be. */
  interpreter(): Promise<Interpreter>;
  /** Sends to everybody who listens, as a consequence of this request. */
  readonly publish: (type: string, content: Json) => void;
  /** Ends the running cell, or tells the interpreter that nothing ran. */
  interrupt(): void;
  /** Ends the running cell, those that wait, and the interpreter. */
  shutDown(): Promise<void>;
}

/** A request's content → the reply's content, or null for a message that has no reply. A throw becomes an error reply. */
export type Answer = (content: Json, desk: Desk) => Json | null | Promise<Json | null>;

export interface Failed {
  readonly ename: string;
  readonly evalue: string;
  readonly traceback: readonly string[];
}

/** Anything thrown, in the protocol's words. */
export function failedFrom(thrown: unknown): Failed {
  if (!(thrown instanceof Error)) return { ename: 'Error', evalue: String(thrown), traceback: [String(thrown)] };
  return {
    ename: thrown.name,
    evalue: thrown.message,
    traceback: (thrown.stack ?? `${thrown.name}: ${thrown.message}`).split('\n')
  };
}
