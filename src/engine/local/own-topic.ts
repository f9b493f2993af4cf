/**
 * The source of a job on a Kafka of one's own, with a topic that is new: it answers the questions that the embedded log answers, out of a broker. What the broker has accepted
 * nobody says: a client of its own reads the topic, by position, and the world believes that. A record's number is its key.
 */
import { ReadAhead } from '../../kafka/read-ahead.js';
import type { ProducerSetting, RecordLog } from '../../kafka/record-log.js';
import { call, fork, mark, observe, sleep, until, type Steps } from '../../protocol/effect.js';
import { answer } from '../../protocol/message.js';
import { entryOf, idOf, maxBytes, partition, recordOf, waitMs } from './own-entry.js';

export interface OwnTopic {
  /** The job's client. */
  readonly log: RecordLog;
  /** Another, which sees what the broker holds. */
  readonly verifier: RecordLog;
  /** A new topic of one partition. */
  readonly topic: string;
  /** Whose offsets are committed. */
  readonly group: string;
  /** How records are sent to it. */
  readonly producer: ProducerSetting;
  /** How far the verifier has read. */
  readonly seen: { end: number };
}

export function* ownTopicSource({ log, verifier, topic, group, seen, ...setting }: OwnTopic): Steps<void> {
  const producer = yield* call(() => log.producer(setting.producer));
  yield* call(() => log.committed(group, topic)); // a new broker makes its groups' coordinator at the first question
  const ahead = new ReadAhead(log);
  const place = { topic, partition, isolation: 'committed', waitMs, maxBytes } as const;
  let settled = 0;
  yield* fork(verify(verifier, topic, seen));
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
      const end = BigInt(Math.min(limit, seen.end));
      const entries = yield* call(() => ahead.between(place, BigInt(from), end));
      return entries.map(recordOf);
    },
    *latest() {
      const [bounds] = yield* call(() => log.bounds(topic));
      const end = Number(bounds?.end ?? 0n);
      yield* until(() => seen.end >= end);
      return end;
    },
    *committed() {
      const offset = (yield* call(() => log.committed(group, topic))).get(partition);
      return { offset: offset === undefined ? null : Number(offset) };
    },
    *commit({ offset }) {
      yield* call(() => log.commit({ group, topic, offsets: new Map([[partition, BigInt(offset)]]) }));
      const range = { from: Math.min(settled, offset), until: offset };
      settled = Math.max(settled, offset);
      yield* mark('settle', { range });
      return true as const;
    }
  });
}

/** Reads on from where it is, for ever; offsets of this topic are dense, since nothing writes to it in transactions. */
function* verify(verifier: RecordLog, topic: string, seen: { end: number }): Steps<never> {
  for (;;) {
    const reading = { topic, partition, from: BigInt(seen.end), isolation: 'uncommitted', waitMs, maxBytes } as const;
    const { entries } = yield* call(() => verifier.read(reading));
    if (entries.length > 0) {
      yield* observe({ kind: 'accepted', records: entries.map(idOf), position: seen.end });
      seen.end += entries.length;
    }
  }
}
