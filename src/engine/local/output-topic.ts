/** The topic that a job writes to: where it is, and what each of its records says of its making. */
import type { KafkaConnection } from '../../kafka/kafka-connection.js';
import { originOf, type Writing } from '../../protocol/sink.js';
import type { ProcessId, WrittenMoment } from '../../terms/trace.js';

/** Told to each process of the job; what of it is secret goes through no file. */
export interface OutputTopic {
  readonly connection: KafkaConnection;
  readonly topic: string;
  /** What the names of its transactional producers and of its groups begin with. */
  readonly name: string;
  /** Where a direct stream's transactions note how far its input is written. */
  readonly progress: { readonly group: string; readonly topic: string };
}

/** The topic has one. */
export const outputPartition = 0;
/** The header in which a record says what it was made from. */
export const originHeader = 'spillway';

/** What a record was made from, and by whom. */
export interface Origin extends Pick<WrittenMoment, 'origin' | 'batch' | 'attempt' | 'driver'> {
  readonly by: ProcessId;
}

export function originText({ task, driver }: Writing, by: ProcessId): string {
  return JSON.stringify({
    origin: originOf(task),
    batch: task.batch,
    attempt: task.attempt,
    driver,
    by
  } satisfies Origin);
}
/** null: no process of a job has written that. */
export function originIn(text: string | undefined): Origin | null {
  if (text === undefined) return null;
  try {
    const { origin, batch, attempt, driver, by }: Partial<Origin> = JSON.parse(text) as Partial<Origin>;
    const isWhole =
      typeof origin === 'string' &&
      typeof batch === 'number' &&
      typeof attempt === 'number' &&
      typeof driver === 'string' &&
      typeof by === 'string';
    return isWhole ? { origin, batch, attempt, driver, by } : null;
  } catch {
    return null;
  }
}
