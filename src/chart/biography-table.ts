/** One record's life as a table: when, what, and who died. */
import { count } from '../guarantee/words.js';
import type { Biography } from './biography.js';
import { laneTitles } from './biography-frame.js';
import { lifeOf } from './life-of.js';
import { fateOfRecord } from './life-words.js';
import type { Table } from './table.js';
import { placeOf } from './topic-words.js';

export function biographyTable({ trace, record, tally }: Biography): Table {
  const { rows, lanes } = lifeOf(trace, record);
  const { finding, why } = fateOfRecord(trace, record, tally);
  const place = placeOf(trace, record);
  const nameOf = (lane: number) => laneTitles[lanes[lane]?.kind ?? 'driver'].join(' ');
  const hasDead = rows.some(({ dies }) => dies.length > 0);
  return {
    title: finding,
    columns: [
      { head: 'ms', align: 'right' },
      { head: `record ${record} of ${trace.job.name}` },
      ...(hasDead ? [{ head: 'died' }] : [])
    ],
    rows: rows.map(({ atMs, text, dies }) => [
      count(Math.round(atMs)),
      text,
      ...(hasDead ? [dies.map(nameOf).join(', ')] : [])
    ]),
    notes: [why, ...(place === null ? [] : [`In Kafka it is ${place}: topic, partition and offset.`])],
    next: null
  };
}
