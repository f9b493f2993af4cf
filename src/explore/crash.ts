/** A crash as exploring numbers it, and the schedule of crashes that one run is tried under. */
import type { Failure, KafkaVictim, Victim } from '../terms/failure.js';

/** Who is struck: a process that is killed, or the receiver's acknowledgement, which is lost on its way. */
export type Struck = Exclude<Victim, 'receiver host' | 'executor' | KafkaVictim> | 'acknowledgement';

/** Right after the numbered effect of the run, or, for an acknowledgement, the numbered one (from 1). */
export interface Crash {
  readonly struck: Struck;
  readonly at: number;
}

/** One run to try: its seed decides latencies and how long deaths go unnoticed, the store's latency which of two racing steps comes first. */
export interface Schedule {
  readonly seed: number;
  /** Of the durable store, in place of the job's own; null: the job's. */
  readonly storeLatencyMs: number | null;
  /** In order of time. */
  readonly crashes: readonly Crash[];
}

export function failureOf({ struck, at }: Crash): Failure {
  if (struck === 'acknowledgement') {
    return {
      fault: { kind: 'drop', message: 'acknowledgement' },
      place: { at: 'step', step: 'ack', occurrence: at, record: null, phaseMs: null },
      withinMs: null,
      duringRecovery: false
    };
  }
  return {
    fault: { kind: 'kill', victims: [struck] },
    place: { at: 'effect', effect: at },
    withinMs: null,
    duringRecovery: false
  };
}
