/** A queue: it remembers each record until it is acknowledged, and delivers it again when its reader dies or takes too long. */
import type { Job } from '../terms/job.js';
import type { ProcessId, RecordId } from '../terms/trace.js';
import { clock, death, fork, mark, observe, sleep, sleepUntil, take, until, type Steps } from './effect.js';
import { answer } from './message.js';
import { idsOf, type StreamRecord } from './stream-record.js';
import { redeliveryTimeoutMs } from './timing.js';

interface Delivery {
  readonly records: readonly StreamRecord[];
  readonly to: ProcessId;
  readonly dueMs: number;
}

export function* queueSource(job: Job): Steps<void> {
  const ready: StreamRecord[] = [];
  const open = new Map<RecordId, { readonly record: StreamRecord; readonly to: ProcessId }>();
  const deliveries: Delivery[] = [];
  const readers = new Map<ProcessId, { gone: boolean }>();
  let accepted = 0;

  function* redeliver(ids: Iterable<RecordId>, from: ProcessId): Steps<void> {
    const records: StreamRecord[] = [];
    for (const id of ids) {
      const delivered = open.get(id);
      if (delivered?.to === from) {
        open.delete(id);
        records.push(delivered.record);
      }
    }
    if (records.length > 0) {
      ready.unshift(...records);
      yield* mark('redeliver', { records });
    }
  }
  function* watch(reader: ProcessId, state: { gone: boolean }): Steps<void> {
    yield* death(reader);
    state.gone = true;
    yield* redeliver([...open.keys()], reader);
  }
  function* expire(): Steps<never> {
    for (;;) {
      const { records, to, dueMs } = yield* take(deliveries);
      if (records.some(record => open.get(record.id)?.to === to)) {
        yield* sleepUntil(dueMs);
        yield* redeliver(idsOf(records), to);
      }
    }
  }
  function* readerState(reader: ProcessId): Steps<{ gone: boolean }> {
    const known = readers.get(reader);
    if (known) {
      return known;
    }
    const state = { gone: false };
    readers.set(reader, state);
    yield* fork(watch(reader, state));
    return state;
  }

  yield* fork(expire());
  yield* answer({
    *produce({ records }) {
      const position = accepted;
      accepted += records.length;
      ready.push(...records);
      yield* observe({ kind: 'accepted', records: idsOf(records), position });
      return true as const;
    },
    *take({ max, waitMs }, from) {
      const state = yield* readerState(from);
      yield* until(() => ready.length > 0 || state.gone);
      if (ready.length < max && !state.gone) {
        yield* sleep(waitMs);
      }
      const records = state.gone ? [] : ready.splice(0, max);
      if (job.consumer === 'reliable receiver' && records.length > 0) {
        for (const record of records) {
          open.set(record.id, { record, to: from });
        }
        deliveries.push({ records, to: from, dueMs: (yield* clock()) + redeliveryTimeoutMs });
      }
      if (records.length > 0) {
        yield* mark('deliver', { records, peer: from });
      }
      return records;
    },
    *acknowledge({ records }) {
      for (const record of records) {
        open.delete(record.id);
      }
      yield* mark('settle', { records });
      return true as const;
    }
  });
}
