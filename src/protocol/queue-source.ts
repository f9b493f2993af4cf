/** A queue: it remembers each record until it is acknowledged; for an unreliable receiver it forgets it when it hands it out. */
import type { Job } from '../terms/job.js';
import { fork, mark, observe, sleep, until, type Steps } from './effect.js';
import { Deliveries } from './deliveries.js';
import { answer } from './message.js';
import { idsOf, type StreamRecord } from './stream-record.js';

export function* queueSource(job: Job): Steps<void> {
  const ready: StreamRecord[] = [];
  const deliveries = new Deliveries(records => void ready.unshift(...records));
  let accepted = 0;

  yield* fork(deliveries.expire());
  yield* answer({
    *produce({ records }) {
      const position = accepted;
      accepted += records.length;
      ready.push(...records);
      yield* observe({ kind: 'accepted', records: idsOf(records), position });
      return true as const;
    },
    *take({ max, waitMs }, from) {
      const reader = yield* deliveries.stateOf(from);
      yield* until(() => ready.length > 0 || reader.gone);
      if (ready.length < max && !reader.gone) {
        yield* sleep(waitMs);
      }
      const records = reader.gone ? [] : ready.splice(0, max);
      if (records.length > 0) {
        if (job.consumer === 'reliable receiver') {
          yield* deliveries.remember(records, from);
        }
        yield* mark('deliver', { records: idsOf(records), peer: from });
      }
      return records;
    },
    *acknowledge({ records }) {
      deliveries.forget(records);
      yield* mark('settle', { records });
      return true as const;
    }
  });
}
