/**
 * The source of a job on a Kafka of one's own, with a topic that is new: it answers the questions that the embedded log answers, out of a broker. What the broker has accepted
 * nobody says: a client of its own reads the topic, by position, and the world believes that. A record's number is its key.
 */
import { LogError } from '../../kafka/log-error.js';
import { ReadAhead } from '../../kafka/read-ahead.js';
import type { ProducerSetting, RecordLog } from '../../kafka/record-log.js';
import { call, fork, mark, observe, sleep, until, type Steps } from '../../protocol/effect.js';
import { answer, outOfRange } from '../../protocol/message.js';
import type { StreamRecord } from '../../protocol/stream-record.js';
import type { OffsetRange } from '../../terms/trace.js';
import { entryOf, idOf, maxBytes, partition, recordOf, waitMs } from './own-entry.js';
import { asTheyAre, ownOffsets, type OwnGroup } from './own-offsets.js';

/** How often it looks what retention has taken away, ms. */
const lookEveryMs = 100;

/** Its log is the job's client, its topic is new and has one partition. */
export interface OwnTopic extends OwnGroup {
  /** Another, which sees what the broker holds. */
  readonly verifier: RecordLog;
  /** How records are sent to it. */
  readonly producer: ProducerSetting;
  /** Whether records go when their time is over. */
  readonly expires: boolean;
  readonly seen: Seen;
}
export interface Seen {
  /** The first offset that was still held when somebody looked; those before have been told of as expired. */
  start: number;
  /** How far the verifier has read. */
  end: number;
}

export function* ownTopicSource(own: OwnTopic): Steps<void> {
  const { log, topic, group, seen, ...setting } = own;
  const producer = yield* call(() => log.producer(setting.producer));
  yield* call(() => log.committed(group, topic)); // a new broker makes its groups' coordinator at the first question
  const ahead = new ReadAhead(log);
  yield* fork(verify(own));
  if (setting.expires) yield* fork(watchStart(own));
  yield* answer({
    /** Acknowledged when the broker has it and the verifier has seen it there; at once where nobody says so. */
    *produce({ records }) {
      const sending = { topic, partition, entries: records.map(entryOf) };
      const { end } = yield* call(async () => ({ end: await producer.send(sending) }));
      if (end !== null) {
        yield* until(() => seen.end >= Number(end));
      }
      return true as const;
    },
    *fetch({ from, until: limit, waitMs: patienceMs }) {
      yield* until(() => seen.end > from);
      if (seen.end < limit && patienceMs > 0) {
        yield* sleep(patienceMs);
      }
      const range = { from, until: Math.min(limit, seen.end) };
      const records = setting.expires && from < (yield* startOf(own)) ? null : yield* recordsIn(range, own, ahead);
      if (records === null) yield* mark('out of range', { range: { from, until: from } });
      return records ?? outOfRange;
    },
    *earliest() {
      return yield* startOf(own);
    },
    *latest() {
      const [bounds] = yield* call(() => log.bounds(topic));
      const end = Number(bounds?.end ?? 0n);
      yield* until(() => seen.end >= end);
      return end;
    },
    ...ownOffsets(own, asTheyAre)
  });
}

/** Asks the broker: what was read ahead may be there no longer. What is gone is told of. */
function* startOf({ log, topic, seen }: OwnTopic): Steps<number> {
  const [bounds] = yield* call(() => log.bounds(topic));
  const start = Number(bounds?.earliest ?? 0n);
  yield* until(() => seen.end >= start);
  if (start > seen.start) {
    const range = { from: seen.start, until: start };
    seen.start = start;
    yield* mark('expire', { range });
  }
  return start;
}

function* watchStart(own: OwnTopic): Steps<never> {
  for (;;) {
    yield* startOf(own);
    yield* sleep(lookEveryMs);
  }
}

/** Only where records expire may some be gone; elsewhere that ends the run. */
const isGone = (error: unknown, { expires }: Pick<OwnTopic, 'expires'>): boolean =>
  expires && error instanceof LogError && error.code === 'out of range';

/** null: the topic no longer has the first of them. */
function* recordsIn(
  { from, until: end }: OffsetRange,
  own: OwnTopic,
  ahead: ReadAhead
): Steps<readonly StreamRecord[] | null> {
  const place = { topic: own.topic, partition, isolation: 'committed', waitMs, maxBytes } as const;
  const read = async (): Promise<readonly StreamRecord[] | null> => {
    try {
      return (await ahead.between(place, BigInt(from), BigInt(end))).map(recordOf);
    } catch (error) {
      if (isGone(error, own)) return null;
      throw error;
    }
  };
  return yield* call(read);
}

/** What nobody outside has seen cannot be counted. */
const tooLate =
  (own: OwnTopic) =>
  (error: unknown): never => {
    if (!isGone(error, own)) throw error;
    const sentence = `records of topic ${own.topic} expired before they could be counted: this machine is slower than that; write a longer "retention"`;
    throw new LogError('out of range', sentence, { cause: error });
  };

/** Reads on from where it is, for ever; offsets of this topic are dense, since nothing writes to it in transactions. */
function* verify(own: OwnTopic): Steps<never> {
  const { verifier, topic, seen } = own;
  for (;;) {
    const reading = { topic, partition, from: BigInt(seen.end), isolation: 'uncommitted', waitMs, maxBytes } as const;
    const { entries } = yield* call(() => verifier.read(reading).catch(tooLate(own)));
    if (entries.length > 0) {
      yield* observe({ kind: 'accepted', records: entries.map(idOf), position: seen.end });
      seen.end += entries.length;
    }
  }
}
