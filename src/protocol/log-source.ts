/** A log (Kafka's kind, one partition): it keeps every record, and of its reader one number only: the offset up to which all is settled. */
import { mark, observe, sleep, until, type Steps } from './effect.js';
import { answer, type Body, type Reply } from './message.js';
import { idsOf, type StreamRecord } from './stream-record.js';

export const logSource = (): Steps<void> => new LogSource().listen();

class LogSource {
  private readonly log: StreamRecord[] = [];
  private settled: number | null = null;

  listen(): Steps<void> {
    return answer({
      produce: body => this.produce(body),
      fetch: body => this.fetch(body),
      latest: () => this.latest(),
      earliest: () => this.earliest(),
      committed: () => this.committed(),
      commit: body => this.commit(body)
    });
  }

  private *produce({ records }: Body<'produce'>): Steps<Reply<'produce'>> {
    const position = this.log.length;
    this.log.push(...records);
    yield* observe({ kind: 'accepted', records: idsOf(records), position });
    return true;
  }

  private *fetch({ from, until: limit, waitMs }: Body<'fetch'>): Steps<Reply<'fetch'>> {
    const { log } = this;
    if (log.length <= from) {
      yield* until(() => log.length > from);
    }
    if (log.length < limit && waitMs > 0) {
      yield* sleep(waitMs);
    }
    return log.slice(from, limit);
  }

  private *latest(): Steps<Reply<'latest'>> {
    return this.log.length;
  }

  /** It keeps every record. */
  private *earliest(): Steps<Reply<'earliest'>> {
    return 0;
  }

  private *committed(): Steps<Reply<'committed'>> {
    return { offset: this.settled };
  }

  private *commit({ offset }: Body<'commit'>): Steps<Reply<'commit'>> {
    const records = idsOf(this.log.slice(this.settled ?? 0, offset));
    this.settled = Math.max(this.settled ?? 0, offset);
    yield* mark('settle', { records });
    return true;
  }
}
