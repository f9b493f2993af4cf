/** What a queue has handed out and not heard of: it comes back when its reader dies or takes too long. */
import type { ProcessId, RecordId } from '../terms/trace.js';
import { clock, death, fork, mark, sleepUntil, take, type Steps } from './effect.js';
import { idsOf, type StreamRecord } from './stream-record.js';
import { redeliveryTimeoutMs } from './timing.js';

interface Delivery {
  readonly records: readonly StreamRecord[];
  readonly to: ProcessId;
  readonly dueMs: number;
}

export class Deliveries {
  private readonly open = new Map<RecordId, { readonly record: StreamRecord; readonly to: ProcessId }>();
  private readonly made: Delivery[] = [];
  private readonly readers = new Map<ProcessId, { gone: boolean }>();

  /** @param back where records go that are to be delivered again: to the front of the queue. */
  constructor(private readonly back: (records: readonly StreamRecord[]) => void) {}

  *remember(records: readonly StreamRecord[], to: ProcessId): Steps<void> {
    for (const record of records) {
      this.open.set(record.id, { record, to });
    }
    this.made.push({ records, to, dueMs: (yield* clock()) + redeliveryTimeoutMs });
  }

  forget(records: readonly RecordId[]): void {
    for (const record of records) {
      this.open.delete(record);
    }
  }

  /** Whether a reader is known to be dead; from its first question on it is watched. */
  *stateOf(reader: ProcessId): Steps<{ readonly gone: boolean }> {
    const known = this.readers.get(reader);
    if (known) {
      return known;
    }
    const state = { gone: false };
    this.readers.set(reader, state);
    yield* fork(this.watch(reader, state));
    return state;
  }

  /** A fiber of the queue: takes back what was not acknowledged in time. */
  *expire(): Steps<never> {
    for (;;) {
      const { records, to, dueMs } = yield* take(this.made);
      if (records.some(record => this.open.get(record.id)?.to === to)) {
        yield* sleepUntil(dueMs);
        yield* this.takeBack(idsOf(records), to);
      }
    }
  }

  private *watch(reader: ProcessId, state: { gone: boolean }): Steps<void> {
    yield* death(reader);
    state.gone = true;
    yield* this.takeBack([...this.open.keys()], reader);
  }

  private *takeBack(ids: Iterable<RecordId>, from: ProcessId): Steps<void> {
    const records: StreamRecord[] = [];
    for (const id of ids) {
      const delivered = this.open.get(id);
      if (delivered?.to === from) {
        this.open.delete(id);
        records.push(delivered.record);
      }
    }
    if (records.length > 0) {
      this.back(records);
      yield* mark('redeliver', { records: idsOf(records) });
    }
  }
}
