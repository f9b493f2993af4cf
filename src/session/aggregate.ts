/** The aggregate that the job keeps, twice: as it should be, from all that was delivered, and as the sink has it. */
import type { AggregateRow } from '../chart/aggregate.js';
import type { Input } from '../input/input.js';
import type { Trace } from '../terms/trace.js';

/** Rows by key, the largest true total first. */
export function aggregateOf(trace: Trace, input: Input): readonly AggregateRow[] {
  const copies = copiesOf(trace);
  const rows = new Map<string, { truth: number; sink: number; lost: number; twice: number }>();
  for (const record of deliveredOf(trace)) {
    const { key, measure } = input.compute(input.text(record));
    const held = copies.get(record) ?? 0;
    const row = rows.get(key) ?? { truth: 0, sink: 0, lost: 0, twice: 0 };
    rows.set(key, {
      truth: row.truth + measure,
      sink: row.sink + held * measure,
      lost: row.lost + (held === 0 ? 1 : 0),
      twice: row.twice + (held > 1 ? 1 : 0)
    });
  }
  return [...rows].map(([key, row]) => ({ key, ...row })).sort((a, b) => b.truth - a.truth || (a.key < b.key ? -1 : 1));
}

/** How many copies of each record the sink holds. */
export function copiesOf({ moments }: Trace): ReadonlyMap<number, number> {
  const copies = new Map<number, number>();
  for (const moment of moments) {
    if (moment.kind === 'written' && moment.effect !== 'refused') {
      for (const record of moment.records) {
        copies.set(record, moment.effect === 'upsert' ? 1 : (copies.get(record) ?? 0) + 1);
      }
    }
  }
  return copies;
}

function deliveredOf({ moments, endPosition }: Trace): ReadonlySet<number> {
  const delivered = new Set<number>();
  for (const moment of moments) {
    if (moment.kind === 'accepted') {
      for (const [index, record] of moment.records.entries()) {
        if (endPosition === null || moment.position + index < endPosition) {
          delivered.add(record);
        }
      }
    }
  }
  return delivered;
}
