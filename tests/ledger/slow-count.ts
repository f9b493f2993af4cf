/**
 * The count as one would write it down from the definitions, with sets and maps, slow and obvious: what the ledger is checked against.
 * It knows only what is seen from outside, and for a job that did not come back what its queue has seen acknowledged.
 */
import type { OracleCounts, RecordCounts } from '../../src/terms/result.js';
import type { RecordId, Trace } from '../../src/terms/trace.js';

export interface SlowCount {
  readonly records: RecordCounts;
  readonly receipt: OracleCounts;
  readonly output: OracleCounts;
  readonly phantoms: readonly RecordId[];
}

interface Seen {
  readonly positions: number[];
  readonly origins: Set<string>;
  readonly copies: string[];
  /** How the producer thinks of each of its sends, oldest first. */
  readonly sends: string[];
  known: boolean;
  acknowledgements: number;
}

function watch(trace: Trace): ReadonlyMap<RecordId, Seen> {
  const all = new Map<RecordId, Seen>();
  const of = (record: RecordId): Seen => {
    const seen = all.get(record) ?? {
      positions: [],
      origins: new Set<string>(),
      copies: [],
      sends: [],
      known: false,
      acknowledgements: 0
    };
    all.set(record, seen);
    return seen;
  };
  for (const moment of trace.moments) {
    if (moment.kind === 'sent') {
      moment.records.map(of).forEach(seen => {
        seen.known = true;
        seen.sends.push('open');
      });
    } else if (moment.kind === 'send settled') {
      moment.records.map(of).forEach(seen => {
        seen.known = true;
        // What is said of a send holds for all attempts that were still open.
        const settled = seen.sends.map(state => (state === 'open' ? moment.state : state));
        const none = !seen.sends.includes('open');
        seen.sends.splice(0, settled.length, ...settled, ...(none ? [moment.state] : []));
      });
    } else if (moment.kind === 'accepted') {
      moment.records.forEach((record, place) => {
        of(record).known = true;
        of(record).positions.push(moment.position + place);
      });
    } else if (moment.kind === 'written') {
      moment.records.map(of).forEach(seen => {
        seen.origins.add(moment.origin);
        if (moment.effect === 'upsert' && !seen.copies.includes('upsert')) {
          seen.copies.push('upsert');
        } else if (moment.effect === 'append' || moment.effect === 'transaction') {
          seen.copies.push(moment.effect);
        }
      });
    } else if (moment.kind === 'step' && moment.step === 'settle') {
      moment.records.map(of).forEach(seen => {
        seen.acknowledgements += seen.positions.length > seen.acknowledgements ? 1 : 0;
      });
    }
  }
  return all;
}

export function slowCount(trace: Trace): SlowCount {
  const end = trace.endPosition ?? Infinity;
  const seen = [...watch(trace)];
  const sent = seen.filter(([, one]) => one.known).map(([, one]) => one);
  const atSource = sent.filter(one => one.positions.length > 0);
  const unseen = atSource.filter(one => one.positions.every(position => position >= end));
  const delivered = sent.filter(
    one =>
      !unseen.includes(one) && (one.positions.length > 0 || one.sends.includes('acknowledged') || one.origins.size > 0)
  );
  const open = sent.filter(one => !unseen.includes(one) && !delivered.includes(one));
  const failed = open.filter(one => one.sends.length > 0 && one.sends.every(state => state === 'failed'));
  const unprocessed = delivered.filter(one => one.origins.size === 0);
  const waiting = unprocessed.filter(one => waits(trace, one));
  const lost = unprocessed.length - waiting.length;
  const turnedAway = delivered.filter(one => one.origins.size > 0 && one.copies.length === 0).length;
  return {
    records: {
      sent: sent.length,
      delivered: delivered.length,
      failed: failed.length,
      indeterminate: open.length - failed.length,
      unseen: unseen.length,
      waiting: waiting.length
    },
    receipt: oracle(
      delivered.map(one => one.origins.size),
      lost
    ),
    output: oracle(
      delivered.map(one => one.copies.length),
      lost + turnedAway
    ),
    phantoms: seen.filter(([, one]) => !one.known && one.origins.size > 0).map(([record]) => record)
  };
}

function waits(trace: Trace, one: Seen): boolean {
  if (trace.ended !== 'drained') {
    return true;
  }
  const cameBack = trace.outcome === 'undisturbed' || trace.outcome === 'recovered';
  return !cameBack && (one.positions.length === 0 || one.positions.length > one.acknowledgements);
}

function oracle(times: readonly number[], lost: number): OracleCounts {
  return {
    distinct: times.filter(count => count > 0).length,
    lost,
    duplicated: times.filter(count => count > 1).length,
    extra: times.reduce((extra, count) => extra + Math.max(0, count - 1), 0)
  };
}
