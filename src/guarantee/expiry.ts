/** What the records of a topic that keeps them for a time only came to, as far as promises speak of it. */
import type { RecordId, Trace } from '../terms/trace.js';

export interface Expiry {
  /** Taken away before their time. */
  readonly early: readonly RecordId[];
  /** Read by a reader that had lost its position, though the topic had held them before it began anew. */
  readonly readAnew: readonly RecordId[];
}

/**
 * A record is no younger than its first send, and is found gone no sooner than it went: so what is called early was taken early.
 * @returns nothing for a topic that keeps its records.
 */
export function expiryOf({ moments, job: { source } }: Trace): { readonly expiry?: Expiry } {
  const retentionMs = source.content.from === 'kafka' ? source.content.retentionMs : undefined;
  if (retentionMs === undefined) return {};
  const sentMs = new Map<RecordId, number>();
  /** Of each record that the topic has held: how many it had held by then. */
  const places = new Map<RecordId, number>();
  const early: RecordId[] = [];
  const readAnew: RecordId[] = [];
  let heldBefore = 0;
  for (const moment of moments) {
    if (moment.kind === 'sent') {
      for (const record of moment.records) if (!sentMs.has(record)) sentMs.set(record, moment.atMs);
    } else if (moment.kind === 'accepted') {
      for (const record of moment.records) places.set(record, places.size + (places.has(record) ? 0 : 1));
    } else if (moment.kind === 'step' && moment.step === 'expire') {
      const youngestMs = moment.atMs - retentionMs;
      early.push(...moment.records.filter(record => (sentMs.get(record) ?? -Infinity) > youngestMs));
    } else if (moment.kind === 'step' && moment.step === 'out of range') {
      heldBefore = places.size;
    } else if (moment.kind === 'step' && moment.step === 'recv') {
      readAnew.push(...moment.records.filter(record => (places.get(record) ?? Infinity) <= heldBefore));
    }
  }
  return { expiry: { early, readAnew } };
}
