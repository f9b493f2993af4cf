/** A log (Kafka's kind, one partition): it keeps every record, and of its reader one number only: the offset up to which all is settled. */
import { mark, observe, sleep, until, type Steps } from './effect.js';
import { answer } from './message.js';
import { idsOf, type StreamRecord } from './stream-record.js';

export function* logSource(): Steps<void> {
  const log: StreamRecord[] = [];
  let settled: number | null = null;
  yield* answer({
    *produce({ records }) {
      const position = log.length;
      log.push(...records);
      yield* observe({ kind: 'accepted', records: idsOf(records), position });
      return true as const;
    },
    *fetch({ from, until: limit, waitMs }) {
      if (log.length <= from) {
        yield* until(() => log.length > from);
      }
      if (log.length < limit && waitMs > 0) {
        yield* sleep(waitMs);
      }
      return log.slice(from, limit);
    },
    *latest() {
      return log.length;
    },
    *committed() {
      return { offset: settled };
    },
    *commit({ offset }) {
      const records = idsOf(log.slice(settled ?? 0, offset));
      settled = Math.max(settled ?? 0, offset);
      yield* mark('settle', { records });
      return true as const;
    }
  });
}
