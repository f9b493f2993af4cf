/**
 * The source of a job on a topic that is there already: it answers the questions that the embedded log answers, out of the topic. A place in the
 * order of what has been handed on stands for a partition and an offset; reads and commits name these. Nothing is ever written to the topic.
 */
import { LogError } from '../../kafka/log-error.js';
import { isolation } from '../../kafka/topic-isolation.js';
import type { TopicPlace } from '../../kafka/topic-places.js';
import { call, mark, sleep, type Steps } from '../../protocol/effect.js';
import { answer } from '../../protocol/message.js';
import type { StreamRecord } from '../../protocol/stream-record.js';
import type { OffsetRange } from '../../terms/trace.js';
import type { TopicReading } from './topic-reading.js';

/** How often it looks whether the feed, a process beside it, has handed on more, ms. */
const lookEveryMs = 5;
const waitMs = 500;
const maxBytes = 1 << 20;

export function* topicSource(reading: TopicReading): Steps<void> {
  const { places, setting } = reading;
  const { log, topic, group } = setting;
  let settled = 0;
  yield* answer({
    *fetch({ from, until: limit, waitMs: patienceMs }) {
      while (places.count <= from) yield* sleep(lookEveryMs);
      if (places.count < limit && patienceMs > 0) yield* sleep(patienceMs);
      return yield* call(() => recordsIn(reading, { from, until: Math.min(limit, places.count) }));
    },
    *latest() {
      yield* mark(null);
      return places.count;
    },
    *earliest() {
      yield* mark(null);
      return 0;
    },
    *committed() {
      return { offset: places.placeOf(yield* call(() => log.committed(group, topic))) };
    },
    *commit({ offset }) {
      yield* call(() => log.commit({ group, topic, offsets: places.offsetsAt(offset) }));
      const range = { from: Math.min(settled, offset), until: offset };
      settled = Math.max(settled, offset);
      yield* mark('settle', { range });
      return true as const;
    }
  });
}

/** @throws LogError where the topic no longer holds them */
async function recordsIn({ places, setting }: TopicReading, range: OffsetRange): Promise<readonly StreamRecord[]> {
  const wanted = places.between(range.from, range.until);
  const texts = new Map<string, string>();
  const byPartition = new Map<number, TopicPlace[]>();
  for (const place of wanted) {
    const of = byPartition.get(place.partition) ?? [];
    of.push(place);
    byPartition.set(place.partition, of);
  }
  for (const of of byPartition.values()) await readInto(texts, setting, of);
  return wanted.map((place, index) => {
    const text = texts.get(keyOf(place));
    if (text === undefined) throw gone(setting.topic, place);
    return { id: range.from + index, text };
  });
}

const keyOf = ({ partition, offset }: TopicPlace): string => `${partition} ${offset}`;

/** @param of places of one partition, in the order of their offsets */
async function readInto(
  texts: Map<string, string>,
  { log, topic }: TopicReading['setting'],
  of: readonly TopicPlace[]
): Promise<void> {
  const [first, last] = [of[0], of.at(-1)];
  if (first === undefined || last === undefined) return;
  const { partition } = first;
  for (let from = first.offset; from <= last.offset;) {
    const page = await log.read({ topic, partition, from, isolation, waitMs, maxBytes });
    for (const { offset, value } of page.entries) texts.set(keyOf({ partition, offset }), value?.toString() ?? '');
    from = page.next;
  }
}

const gone = (topic: string, { partition, offset }: TopicPlace): LogError =>
  new LogError(
    'out of range',
    `topic ${topic} no longer holds offset ${offset} of partition ${partition}, which the job was to read: its retention or compaction has taken it away`
  );
