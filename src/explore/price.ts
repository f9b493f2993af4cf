/** What a change of settings costs: measured on the same input, undisturbed, before and after. */
import { simulateFromLaunch } from '../engine/simulated/simulated-engine.js';
import type { Job } from '../terms/job.js';
import type { ChangeResult } from '../terms/result.js';
import type { RecordId } from '../terms/trace.js';
import { numbers } from './small-job.js';

export type Price = ChangeResult['price'];

/** What an undisturbed run of the same input takes, before and after the change. */
export function priceOf(before: Job, after: Job): Price {
  const [one, other] = [costsOf(before), costsOf(after)];
  return [
    { what: 'copies in memory a record', before: one.copies, after: other.copies },
    { what: 'durable writes a record', before: one.writes, after: other.writes },
    { what: 'bytes synced a record', before: one.bytes, after: other.bytes },
    { what: 'ms from sent to written', before: one.latencyMs, after: other.latencyMs }
  ];
}

interface Costs {
  readonly copies: number;
  readonly writes: number;
  readonly bytes: number;
  readonly latencyMs: number;
}

function costsOf(job: Job): Costs {
  let writes = 0;
  let bytes = 0;
  /** A checkpoint is written beside and renamed: it is synced once. */
  const synced = new Set<unknown>();
  const watcher = {
    see: () => undefined,
    passed: () => undefined,
    stored(entry: unknown) {
      if (!synced.has(entry)) {
        synced.add(entry);
        writes += 1;
        bytes += JSON.stringify(entry).length;
      }
    }
  };
  const { moments } = simulateFromLaunch({ job, application: numbers, seed: job.seed }, [], watcher);
  const sentMs = new Map<RecordId, number>();
  let copies = 0;
  let latencyMs = 0;
  let written = 0;
  for (const moment of moments) {
    if (moment.kind === 'sent') {
      for (const record of moment.records) {
        sentMs.set(record, moment.atMs);
      }
    } else if (moment.kind === 'written') {
      for (const record of moment.records) {
        latencyMs += moment.atMs - (sentMs.get(record) ?? moment.atMs);
        written += 1;
      }
    } else if (moment.kind === 'step') {
      copies += moment.step === 'put' || moment.step === 'replica' ? moment.records.length : 0;
    }
  }
  const records = Math.max(1, sentMs.size);
  return {
    copies: round(copies / records),
    writes: round(writes / records),
    bytes: round(bytes / records),
    latencyMs: round(latencyMs / Math.max(1, written))
  };
}

const round = (n: number): number => Math.round(n * 100) / 100;
