/** How a receiver reads from its source and acknowledges to it. */
import type { Job } from '../terms/job.js';
import type { ProcessId, RecordId } from '../terms/trace.js';
import { mark, type Asking, type Steps } from './effect.js';
import { ask, outOfRange } from './message.js';
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

export const reader = (source: ProcessId, job: Job): Reader =>
  job.source.kind === 'log' ? new LogReader(source, job) : new QueueReader(source, job);

class LogReader implements Reader {
  private position: number | null = null;

  constructor(
    private readonly source: ProcessId,
    private readonly job: Job
  ) {}

  *receive(): Steps<readonly StreamRecord[]> {
    const { source, job } = this;
    this.position ??= (yield* ask(source, { what: 'committed', body: null }))?.offset ?? 0;
    const from = this.position;
    const range = { from, until: from + recordsPerPoll(job), waitMs: job.properties.blockIntervalMs };
    const answer = (yield* ask(source, { what: 'fetch', body: range })) ?? [];
    const records = answer === outOfRange ? [] : answer;
    this.position = answer === outOfRange ? yield* this.reset() : from + records.length;
    yield* mark('recv', { records: idsOf(records) });
    return records;
  }

  /** Where a consumer begins whose position is gone: Kafka's `auto.offset.reset`. */
  private *reset(): Steps<number | null> {
    const what = this.job.properties.autoOffsetReset;
    return yield* ask(this.source, { what, body: null });
  }

  *acknowledge(records: readonly StreamRecord[]): Steps<void> {
    const body = { offset: this.next(this.position ?? 0) };
    yield* ask(this.source, { what: 'commit', body }, acknowledging(idsOf(records)));
  }

  restart(): void {
    this.position = null;
  }

  /** A commit names the next record to read; the bug named the last one that was read. */
  private next(offset: number): number {
    return this.job.bug === 'off-by-one commit' ? Math.max(0, offset - 1) : offset;
  }
}

class QueueReader implements Reader {
  constructor(
    private readonly source: ProcessId,
    private readonly job: Job
  ) {}

  *receive(): Steps<readonly StreamRecord[]> {
    const { source, job } = this;
    const body = { max: recordsPerPoll(job), waitMs: job.properties.blockIntervalMs };
    const records = (yield* ask(source, { what: 'take', body })) ?? [];
    yield* mark('recv', { records: idsOf(records) });
    return records;
  }

  *acknowledge(records: readonly StreamRecord[]): Steps<void> {
    const ids = idsOf(records);
    yield* ask(this.source, { what: 'acknowledge', body: { records: ids } }, acknowledging(ids));
  }

  restart(): void {} // a queue delivers again by itself
}
