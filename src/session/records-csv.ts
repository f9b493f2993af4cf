/** A run's records as CSV (RFC 4180). */
import type { Input } from '../input/input.js';
import { placeOf } from '../chart/topic-words.js';
import { copiesOf } from './aggregate.js';
import type { JudgedRun } from './judged-run.js';

const columns = ['record', 'sent_ms', 'origins', 'copies', 'lost', 'cause', 'key', 'measure', 'text'] as const;

const quote = (value: string | number): string => {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** `origins`: the blocks or offset ranges that a record was processed from. `lost`: the place where it vanished. `cause`: of its surplus copies. `place`: topic, partition and offset, where the source is a topic of others. */
export function csvOf({ trace, tally }: JudgedRun, input: Input): { readonly text: string; readonly records: number } {
  const copies = copiesOf(trace);
  const origins = new Map<number, Set<string>>();
  const sentMs = new Map<number, number>();
  for (const moment of trace.moments) {
    if (moment.kind === 'written') {
      for (const record of moment.records) {
        origins.set(record, (origins.get(record) ?? new Set()).add(moment.origin));
      }
    } else if (moment.kind === 'sent') {
      for (const record of moment.records) {
        sentMs.set(record, sentMs.get(record) ?? moment.atMs);
      }
    }
  }
  const lost = new Map(tally.lost.map(one => [one.record, one.place]));
  const causes = new Map(tally.outputDuplicates.map(one => [one.record, one.cause]));
  const isPlaced = trace.topicRead !== undefined && trace.topicRead.runs.length > 0;
  const lines = [...sentMs].map(([record, atMs]) => {
    const text = input.text(record);
    const { key, measure } = input.compute(text);
    const processed = [...(origins.get(record) ?? [])].join(' ');
    const fields = [record, atMs.toFixed(3), processed, copies.get(record) ?? 0];
    const place = isPlaced ? [placeOf(trace, record) ?? ''] : [];
    const known = [...fields, lost.get(record) ?? '', causes.get(record) ?? '', key, measure, text, ...place];
    return known.map(quote).join(',');
  });
  return {
    text: [[...columns, ...(isPlaced ? ['place'] : [])].join(','), ...lines, ''].join('\r\n'),
    records: lines.length
  };
}
