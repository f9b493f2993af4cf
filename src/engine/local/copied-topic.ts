/**
 * The source of a job whose topic several brokers keep. It answers what `own-topic.ts` answers, with two differences. A send is acknowledged
 * when the broker says so, whether or not it is to be seen: a leader that answers before its followers have a record may take it along.
 * And the log may be taken back, where a broker leads that was not in sync: then what was seen is looked at again, as Kafka's own readers
 * do by the leaders' epochs (KIP-320), and reading goes on where the log differs.
 */
import { LogError } from '../../kafka/log-error.js';
import { ReadAhead } from '../../kafka/read-ahead.js';
import type { LogEntry, LogProducer, Page, Sending } from '../../kafka/record-log.js';
import type { SeenLog } from '../../kafka/seen-log.js';
import { call, fork, mark, observe, sleep, until, type Steps } from '../../protocol/effect.js';
import { answer } from '../../protocol/message.js';
import { entryOf, idOf, maxBytes, partition, recordOf, waitMs } from './own-entry.js';
import { ownOffsets } from './own-offsets.js';
import type { OwnTopic } from './own-topic.js';

export interface CopiedTopic extends Omit<OwnTopic, 'seen' | 'expires'> {
  /** How far the verifier has read. */
  readonly seen: SeenLog;
}

export function* copiedTopicSource(setting: CopiedTopic): Steps<void> {
  const { log, topic, group, seen } = setting;
  const producer = new LongProducer(setting);
  yield* call(() => producer.begin());
  yield* call(() => log.committed(group, topic)); // new brokers make their groups' coordinator at the first question
  const reader = new CopiesReader(setting);
  let latest = 0;
  yield* fork(verify(setting));
  yield* answer({
    *produce({ records }) {
      const sending = { topic, partition, entries: records.map(entryOf) };
      yield* call(() => producer.send(sending));
      return true as const;
    },
    *fetch({ from, until: limit, waitMs: patienceMs }) {
      yield* until(() => seen.end > from);
      if (seen.end < limit && patienceMs > 0) {
        yield* sleep(patienceMs);
      }
      const entries = yield* reader.between(from, Math.min(limit, seen.end));
      return entries.map(recordOf);
    },
    *latest() {
      const [bounds] = yield* call(() => log.bounds(topic));
      const end = Number(bounds?.end ?? 0n);
      yield* until(() => seen.next >= end);
      latest = Math.max(latest, seen.positionAt(end));
      return latest;
    },
    *earliest() {
      yield* mark(null);
      return 0;
    },
    ...ownOffsets(setting, seen)
  });
}

/** A log that was taken back takes nothing more from an idempotent producer whose records it held. Kafka's own then goes on as another one (KIP-360), and so does this. */
class LongProducer {
  private producer: Promise<LogProducer> | null = null;

  constructor(private readonly setting: CopiedTopic) {}

  begin(): Promise<LogProducer> {
    this.producer ??= this.setting.log.producer(this.setting.producer);
    return this.producer;
  }

  async send(sending: Sending): Promise<void> {
    const producer = await this.begin();
    try {
      await producer.send(sending);
    } catch (error) {
      if (!(error instanceof LogError && error.code === 'out of sequence')) throw error;
      this.producer = null;
      await producer.close().catch(() => undefined); // its connections may be broken
      await (await this.begin()).send(sending);
    }
  }
}

/** Of what a leader has written whose term the verifier does not know, nothing is handed on: it may stand in the place of what was seen. */
class CopiesReader {
  private ahead: ReadAhead;
  private gone = 0;

  constructor(private readonly setting: CopiedTopic) {
    this.ahead = new ReadAhead(setting.log);
  }

  *between(from: number, limit: number): Steps<readonly LogEntry[]> {
    const { topic, seen } = this.setting;
    const place = { topic, partition, isolation: 'committed', waitMs, maxBytes } as const;
    for (;;) {
      if (this.gone !== seen.gone.length) this.ahead = new ReadAhead(this.setting.log); // its pages may be of the log as it was
      this.gone = seen.gone.length;
      const ranges = seen.offsetsOf(from, limit);
      const found = yield* call(() =>
        inRange(async () => {
          const entries: LogEntry[] = [];
          for (const range of ranges) {
            entries.push(...(await this.ahead.between(place, BigInt(range.from), BigInt(range.until))));
          }
          return entries;
        })
      );
      if (found !== null && epochOf(found) <= seen.epoch && this.gone === seen.gone.length) return found;
      this.ahead = new ReadAhead(this.setting.log);
      yield* sleep(waitMs / 10);
    }
  }
}

/** Reads on from where it is, for ever. Nothing writes to this topic in transactions, so its offsets are dense. */
function* verify({ verifier, topic, seen }: CopiedTopic): Steps<never> {
  const read = (from: number): Promise<Page | null> =>
    inRange(() => verifier.read({ topic, partition, from: BigInt(from), isolation: 'uncommitted', waitMs, maxBytes }));
  for (;;) {
    const page = yield* call(() => read(seen.next));
    if (page === null || (seen.next > 0 && epochOf(page.entries) > seen.epoch)) {
      const now = yield* call(() => heldNow(read, seen.next));
      seen.takeBackTo(seen.differsAt(now.records));
      seen.epoch = Math.max(seen.epoch, now.epoch, epochOf(page?.entries ?? []));
      if (page === null) yield* sleep(waitMs / 10);
    } else if (page.entries.length > 0) {
      const records = page.entries.map(idOf);
      seen.epoch = Math.max(seen.epoch, epochOf(page.entries));
      const position = seen.end;
      seen.add(records);
      yield* observe({ kind: 'accepted', records, position });
    }
  }
}

/** What the log holds before this offset, from its beginning. */
async function heldNow(read: (from: number) => Promise<Page | null>, until: number) {
  const records: number[] = [];
  let epoch = -1;
  while (records.length < until) {
    const page = await read(records.length);
    if (page === null || (page.entries.length === 0 && page.end <= BigInt(records.length))) break;
    epoch = Math.max(epoch, epochOf(page.entries));
    records.push(...page.entries.map(idOf));
  }
  return { records, epoch };
}

const epochOf = (entries: readonly LogEntry[]): number =>
  entries.reduce((newest, { leaderEpoch = 0 }) => Math.max(newest, leaderEpoch), -1);

/** null: the log does not reach so far. */
async function inRange<T>(act: () => Promise<T>): Promise<T | null> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof LogError && error.code === 'out of range') return null;
    throw error;
  }
}
