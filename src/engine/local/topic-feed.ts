/**
 * Hands a topic's records on to a job: as fast as the source's rate allows, the oldest first, whichever partition they lie in. A client of its
 * own reads them, by position. They were sent and accepted before anybody looked: the trace says so when they are met.
 */
import type { LogEntry } from '../../kafka/record-log.js';
import { isolation } from '../../kafka/topic-isolation.js';
import { call, clock, fork, mark, observe, sleep, until, type Steps } from '../../protocol/effect.js';
import { answer } from '../../protocol/message.js';
import { producerLingerMs } from '../../protocol/timing.js';
import type { TopicReading } from './topic-reading.js';

/** How long one question for more waits at the broker, ms: with several partitions each waits for the others' answers. */
const waitMs = { alone: 500, among: 50 } as const;
const maxBytes = 1 << 20;
/** A partition is read ahead of what is handed on by so many records. */
const aheadMax = 10_000;

interface Ahead {
  readonly partition: number;
  readonly entries: LogEntry[];
  /** All that is to be read of it has been read. */
  isRead: boolean;
}

export function* topicFeed(reading: TopicReading): Steps<void> {
  const { begin, end } = reading.setting.span;
  const state = { over: false };
  yield* answer({
    *stopSending() {
      state.over ||= end.kind === 'open';
      yield* mark(null);
      return true as const;
    }
  });
  const partitions = [...begin.keys()].map((partition): Ahead => ({ partition, entries: [], isRead: false }));
  for (const ahead of partitions) yield* fork(readAhead(reading, ahead, state));
  const startMs = yield* clock();
  reading.begunAtMs = startMs;
  yield* handOn(reading, partitions, state);
  state.over = true;
  yield* observe({ kind: 'state', state: 'source stopped' });
}

function* readAhead({ setting }: TopicReading, ahead: Ahead, state: { readonly over: boolean }): Steps<void> {
  const { verifier, topic, span } = setting;
  const { partition } = ahead;
  const last = span.end.kind === 'offsets' ? (span.end.offsets.get(partition) ?? 0n) : null;
  const how = { topic, partition, isolation, maxBytes, waitMs: span.begin.size > 1 ? waitMs.among : waitMs.alone };
  let next = span.begin.get(partition) ?? 0n;
  while (!state.over && (last === null || next < last)) {
    if (ahead.entries.length >= aheadMax) yield* until(() => ahead.entries.length < aheadMax || state.over);
    const from = next;
    const page = yield* call(() => verifier.read({ ...how, from }));
    ahead.entries.push(...page.entries.filter(({ offset }) => last === null || offset < last));
    ({ next } = page);
  }
  ahead.isRead = true;
}

/** What has come in one turn, at most so often as a producer sends. */
function* handOn(reading: TopicReading, partitions: readonly Ahead[], state: { readonly over: boolean }): Steps<void> {
  const { span, ratePerSecond } = reading.setting;
  const { end } = span;
  const recordsMax = end.kind === 'records' ? end.records : Infinity;
  let sinceMs = yield* clock();
  let due = 0;
  for (;;) {
    const nowMs = yield* clock();
    const isLate = end.kind === 'time' && nowMs >= (reading.begunAtMs ?? nowMs) + end.ms;
    const isDone = partitions.every(({ isRead, entries }) => isRead && entries.length === 0);
    if (state.over || isLate || isDone || reading.places.count >= recordsMax) return;
    due += ((nowMs - sinceMs) * ratePerSecond) / 1000;
    sinceMs = nowMs;
    const handed = takeOldest(partitions, Math.min(Math.floor(due), recordsMax - reading.places.count));
    due = partitions.some(({ entries }) => entries.length > 0) ? due - handed.length : 0; // nobody catches up on a topic that was empty
    if (handed.length > 0) yield* show(reading, handed);
    yield* sleep(producerLingerMs);
  }
}

interface Handed {
  readonly partition: number;
  readonly entry: LogEntry;
}

function takeOldest(partitions: readonly Ahead[], count: number): readonly Handed[] {
  const handed: Handed[] = [];
  while (handed.length < count) {
    const [oldest] = partitions
      .filter(({ entries }) => entries.length > 0)
      .sort((one, other) => timeOf(one) - timeOf(other));
    const entry = oldest?.entries.shift();
    if (oldest === undefined || entry === undefined) break;
    handed.push({ partition: oldest.partition, entry });
  }
  return handed;
}
const timeOf = ({ entries }: Ahead): number => entries[0]?.timestampMs ?? Infinity;

function* show({ places, setting }: TopicReading, handed: readonly Handed[]): Steps<void> {
  const position = places.count;
  const records = handed.map((_, index) => position + index);
  yield* observe({ kind: 'sent', records, attempt: 1 });
  yield* observe({ kind: 'accepted', records, position });
  setting.learn(handed.map(({ entry }) => entry.value?.toString() ?? ''));
  for (const { partition, entry } of handed) places.add({ partition, offset: entry.offset });
  yield* observe({ kind: 'send settled', records, state: 'acknowledged' });
}
