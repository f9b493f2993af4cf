/** How a receiver reads from its source and acknowledges to it. */
import type { Job } from '../terms/job.js';
import type { ProcessId, RecordId } from '../terms/trace.js';
import { mark, type Asking, type Steps } from './effect.js';
import { ask } from './message.js';
import { idsOf, type StreamRecord } from './stream-record.js';
import { acknowledgementTimeoutMs, pollRecordsMax, pollsPerSecond } from './timing.js';

export interface Reader {
  /** The next records; none when the source could not answer. */
  receive(): Steps<readonly StreamRecord[]>;
  /** Tells the source that these, the newest received, need not come again. */
  acknowledge(records: readonly StreamRecord[]): Steps<void>;
  /** Begins again where the source says. */
  restart(): void;
}

const acknowledging = (records: readonly RecordId[]): Asking => ({
  step: 'ack',
  about: { records },
  timeoutMs: acknowledgementTimeoutMs
});

/** As many as a poll gives, unless the job sends faster than so many polls would take: then more, by a rule of its settings alone. */
const recordsPerPoll = ({ source }: Job): number =>
  Math.max(pollRecordsMax, Math.ceil(source.ratePerSecond / pollsPerSecond));

export function reader(source: ProcessId, job: Job): Reader {
  return job.source.kind === 'log' ? logReader(source, job) : queueReader(source, job);
}

function logReader(source: ProcessId, job: Job): Reader {
  let position: number | null = null;
  /** A commit names the next record to read; the bug named the last one that was read. */
  const next = (offset: number): number => (job.bug === 'off-by-one commit' ? Math.max(0, offset - 1) : offset);
  return {
    *receive() {
      position ??= (yield* ask(source, { what: 'committed', body: null }))?.offset ?? 0;
      const range = { from: position, until: position + recordsPerPoll(job), waitMs: job.properties.blockIntervalMs };
      const records = (yield* ask(source, { what: 'fetch', body: range })) ?? [];
      position += records.length;
      yield* mark('recv', { records: idsOf(records) });
      return records;
    },
    *acknowledge(records) {
      yield* ask(source, { what: 'commit', body: { offset: next(position ?? 0) } }, acknowledging(idsOf(records)));
    },
    restart() {
      position = null;
    }
  };
}

function queueReader(source: ProcessId, job: Job): Reader {
  return {
    *receive() {
      const records =
        (yield* ask(source, {
          what: 'take',
          body: { max: recordsPerPoll(job), waitMs: job.properties.blockIntervalMs }
        })) ?? [];
      yield* mark('recv', { records: idsOf(records) });
      return records;
    },
    *acknowledge(records) {
      const ids = idsOf(records);
      yield* ask(source, { what: 'acknowledge', body: { records: ids } }, acknowledging(ids));
    },
    restart() {} // a queue delivers again by itself
  };
}
