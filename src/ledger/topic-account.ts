/** What a Kafka source's topic held in the end, as it was counted there, against what its producer was told. */
import type { RecordId, Trace } from '../terms/trace.js';

export interface TopicAccount {
  /** In how many places each record lies; those that were taken away again do not count. */
  readonly copies: ReadonlyMap<RecordId, number>;
  /** Acknowledged, and in no place. */
  readonly missing: readonly RecordId[];
}

/** Of a source that is no Kafka, the same: nothing of it is ever missing. */
export function topicAccount({ moments, topicRead }: Pick<Trace, 'moments' | 'topicRead'>): TopicAccount {
  const copies = new Map<RecordId, number>();
  const acknowledged = new Set<RecordId>();
  const add = (records: readonly RecordId[], by: 1 | -1): void => {
    for (const record of records) copies.set(record, (copies.get(record) ?? 0) + by);
  };
  for (const moment of moments) {
    if (moment.kind === 'accepted') {
      add(moment.records, 1);
    } else if (moment.kind === 'send settled' && moment.state === 'acknowledged') {
      for (const record of moment.records) acknowledged.add(record);
    }
  }
  add(topicRead?.kept?.later ?? [], 1);
  add(topicRead?.kept?.gone ?? [], -1);
  return { copies, missing: [...acknowledged].filter(record => (copies.get(record) ?? 0) <= 0) };
}

/** When each record that its topic misses went: with the first broker that died once its send was acknowledged; null: none did. */
export function goneWithBrokers(trace: Trace): ReadonlyMap<RecordId, number | null> {
  if (trace.job.source.content.from !== 'kafka') return new Map();
  const { missing } = topicAccount(trace);
  const gone = new Map<RecordId, number | null>(missing.map(record => [record, null]));
  let open: RecordId[] = [];
  for (const [index, moment] of trace.moments.entries()) {
    if (moment.kind === 'send settled' && moment.state === 'acknowledged') {
      for (const record of moment.records) if (gone.get(record) === null) open.push(record);
    } else if (moment.kind === 'died' && moment.role === 'broker') {
      for (const record of open) gone.set(record, index);
      open = [];
    }
  }
  return gone;
}
