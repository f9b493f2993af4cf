/** Where the records of a real topic lie, and what was counted of it, in words. */
import { count } from '../guarantee/words.js';
import type { RecordId, TopicWritten, Trace } from '../terms/trace.js';

/** `orders-1@1180`: topic, partition and offset, as people name a record of Kafka's; null: it is of no topic. */
export function placeOf({ topicRead }: Pick<Trace, 'topicRead'>, record: RecordId): string | null {
  if (topicRead === undefined) return null;
  const { topic, runs } = topicRead;
  const run = runs.find(({ first, count: records }) => first <= record && record < first + records);
  return run === undefined ? null : `${topic}-${run.partition}@${BigInt(run.offset) + BigInt(record - run.first)}`;
}

/** What a client that is no part of the job has counted, with its isolation level, as Kafka names it. */
export function topicWords({ topic, isolation, partitions }: TopicWritten): string {
  const each = partitions.map(({ partition, from, until, records, markers, aborted, gaps }) => {
    const others = [
      [markers, 'markers of transactions'],
      [aborted, 'of aborted transactions'],
      [gaps, 'gaps']
    ] as const;
    const passed = others.flatMap(([number, what]) => (number === 0 ? [] : [`${count(number)} ${what}`]));
    const besides = passed.length === 0 ? '' : ` (besides ${passed.join(', ')})`;
    return `partition ${partition}, offsets ${from} to ${until}: ${count(records)} records${besides}`;
  });
  return `Counted in topic ${topic} by a client of its own, read_${isolation}, by position: ${each.join('; ')}.`;
}
