/** A queue: it remembers each record until it is acknowledged; for an unreliable receiver it forgets it when it hands it out. */
import type { Job } from '../terms/job.js';
import type { ProcessId } from '../terms/trace.js';
import { fork, mark, observe, sleep, until, type Steps } from './effect.js';
import { Deliveries } from './deliveries.js';
import { answer, type Body, type Reply } from './message.js';
import { idsOf, type StreamRecord } from './stream-record.js';

export const queueSource = (job: Job): Steps<void> => new QueueSource(job).run();

class QueueSource {
  private readonly ready: StreamRecord[] = [];
  private readonly deliveries = new Deliveries(records => void this.ready.unshift(...records));
  private accepted = 0;

  constructor(private readonly job: Job) {}

  *run(): Steps<void> {
    yield* fork(this.deliveries.expire());
    yield* answer({
      produce: body => this.produce(body),
      take: (body, from) => this.take(body, from),
      acknowledge: body => this.acknowledge(body)
    });
  }

  private *produce({ records }: Body<'produce'>): Steps<Reply<'produce'>> {
    const position = this.accepted;
    this.accepted += records.length;
    this.ready.push(...records);
    yield* observe({ kind: 'accepted', records: idsOf(records), position });
    return true;
  }

  private *take({ max, waitMs }: Body<'take'>, from: ProcessId): Steps<Reply<'take'>> {
    const { deliveries, job, ready } = this;
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
  }

  private *acknowledge({ records }: Body<'acknowledge'>): Steps<Reply<'acknowledge'>> {
    this.deliveries.forget(records);
    yield* mark('settle', { records });
    return true;
  }
}
