/** What a Kafka source says of the part of a topic that it reads, as values. */
import type { SourceContent } from '../terms/job.js';
import { parseDuration } from './quantity.js';

type KafkaContent = Extract<SourceContent, { readonly from: 'kafka' }>;

export type WantedBegin =
  'earliest' | 'latest' | { readonly timeMs: number } | { readonly offsets: ReadonlyMap<number, bigint> };
export type WantedEnd = 'never' | 'now' | { readonly records: number } | { readonly ms: number };

/** `2026-01-31T12:00:00Z`, or `{0: 1200, 1: 1180}`. */
export function beginOf({ begin }: Pick<KafkaContent, 'begin'>): WantedBegin {
  if (begin === 'earliest' || begin === 'latest') return begin;
  if (!begin.startsWith('{')) return { timeMs: Date.parse(begin) };
  const pairs = [...begin.matchAll(/(\d+): (\d+)/g)];
  return { offsets: new Map(pairs.map(([, partition, offset]) => [Number(partition), BigInt(offset ?? 0)])) };
}

/** `now`, `5000` (records) or `30s`. @param records the source's own `records:`, which ends it too */
export function endOf({ end }: Pick<KafkaContent, 'end'>, records: number | null): WantedEnd {
  if (end === null) return records === null ? 'never' : { records };
  if (end === 'now') return 'now';
  return /^\d+$/.test(end) ? { records: Number(end) } : { ms: parseDuration(end) ?? 0 };
}
