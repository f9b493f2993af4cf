/** What of a topic is read: from which offset on in each partition, and to where. */
import { LogError } from './log-error.js';
import type { Bounds, Offsets, RecordLog } from './record-log.js';

export type SpanEnd =
  /** Nothing ends it. */
  | { readonly kind: 'open' }
  /** In each partition before this offset. */
  | { readonly kind: 'offsets'; readonly offsets: Offsets }
  | { readonly kind: 'records'; readonly records: number }
  | { readonly kind: 'time'; readonly ms: number };

export interface TopicSpan {
  /** Of every partition of the topic. */
  readonly begin: Offsets;
  readonly end: SpanEnd;
}

/** As a job says it, parsed. */
export interface WantedSpan {
  readonly topic: string;
  /** A time in ms since 1970, or offsets; partitions that are not named begin at their ends. */
  readonly begin: 'earliest' | 'latest' | { readonly timeMs: number } | { readonly offsets: Offsets };
  /** `now`: at the records that the topic holds when it is asked. */
  readonly end: 'never' | 'now' | { readonly records: number } | { readonly ms: number };
}

/** @throws LogError where there is no such topic, partition or offset, with what there is, or where nothing is to be read */
export async function spanOf(log: RecordLog, { topic, begin, end }: WantedSpan): Promise<TopicSpan> {
  const bounds = await log.bounds(topic);
  const span = { begin: await beginOf(log, { topic, begin }, bounds), end: endOf(end, bounds) };
  if (isEmpty(span)) throw nothingThere(topic, bounds);
  return span;
}

/** Nothing lies in it, and nothing ever will. */
const isEmpty = ({ begin, end }: TopicSpan): boolean =>
  end.kind === 'offsets' && [...end.offsets].every(([partition, last]) => (begin.get(partition) ?? last) >= last);

function nothingThere(topic: string, bounds: readonly Bounds[]): LogError {
  const holds = bounds.some(({ earliest, end }) => earliest < end);
  const why = holds ? 'holds no record from there on until now' : 'holds no record now';
  const remedy = holds ? 'write "from: earliest"' : 'write to it first';
  return new LogError(
    'out of range',
    `topic ${topic} ${why}, so there is nothing to read: ${remedy}, or leave "until: now" out, to read what comes`
  );
}

async function beginOf(
  log: RecordLog,
  { topic, begin }: Pick<WantedSpan, 'topic' | 'begin'>,
  bounds: readonly Bounds[]
): Promise<Offsets> {
  const each = (of: (bounds: Bounds) => bigint): Offsets => new Map(bounds.map(one => [one.partition, of(one)]));
  if (begin === 'earliest') return each(({ earliest }) => earliest);
  if (begin === 'latest') return each(({ end }) => end);
  if ('timeMs' in begin) return log.offsetsAt(topic, begin.timeMs);
  for (const [partition, offset] of begin.offsets) mustHold(topic, { partition, offset }, bounds);
  return each(({ partition, end }) => begin.offsets.get(partition) ?? end);
}

interface Place {
  readonly partition: number;
  readonly offset: bigint;
}

function mustHold(topic: string, { partition, offset }: Place, bounds: readonly Bounds[]): void {
  const found = bounds.find(one => one.partition === partition);
  if (found === undefined) {
    const last = bounds.length - 1;
    throw new LogError(
      'no such topic',
      `topic ${topic} has no partition ${partition}: ${last === 0 ? 'its only one is 0' : `they are 0 to ${last}`}; name one of these in "from"`
    );
  }
  if (offset < found.earliest || offset > found.end) {
    throw new LogError(
      'out of range',
      `partition ${partition} of topic ${topic} holds the offsets ${found.earliest} to ${found.end}, and "from" names ${offset}: write one of these, or "from: earliest"`
    );
  }
}

function endOf(end: WantedSpan['end'], bounds: readonly Bounds[]): SpanEnd {
  if (end === 'never') return { kind: 'open' };
  if (end === 'now') return { kind: 'offsets', offsets: new Map(bounds.map(one => [one.partition, one.end])) };
  return 'records' in end ? { kind: 'records', records: end.records } : { kind: 'time', ms: end.ms };
}
