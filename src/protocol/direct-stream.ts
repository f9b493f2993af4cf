/** The direct stream: no receiver; a batch is a range of offsets, fixed when the batch is computed (`DirectKafkaInputDStream.scala`). */
import type { Job } from '../terms/job.js';
import type { OffsetRange, ProcessId } from '../terms/trace.js';
import type { BatchInput, InputState, Planned } from './batch-input.js';
import { clock, mark, type About, type Steps } from './effect.js';
import { ask } from './message.js';
import type { Output } from './output.js';
import { writtenUntil } from './sink.js';
import { autoCommitIntervalMs } from './timing.js';

export class DirectStream implements BatchInput {
  private position = 0;
  /** Where the driver's consumer stands: it has sought to the log's end, which a rate limit keeps the batches from. */
  private consumerAt = 0;
  private readonly ranges = new Map<number, OffsetRange>();
  private toCommit: number | null = null;
  private autoCommittedMs: number | null = null;

  constructor(
    private readonly source: ProcessId,
    private readonly job: Job,
    private readonly output: Output | null = null
  ) {}

  *begin(): Steps<void> {
    this.position = yield* this.startingPosition();
    this.consumerAt = this.position;
  }

  /** The ranges of the batches in the checkpoint are restored exactly (326-339). */
  *recover(state: InputState | null): Steps<void> {
    this.position = state?.position ?? (yield* this.startingPosition());
    this.consumerAt = this.position;
    for (const [batch, from, until] of state?.ranges ?? []) {
      this.ranges.set(batch, { from, until });
    }
  }

  *listen(): Steps<void> {}

  *plan(batch: number): Steps<Planned> {
    yield* this.autoCommit();
    const range = yield* this.rangeOf(batch);
    const about = { batch, range };
    yield* mark('compute', about);
    if (this.toCommit !== null) {
      const offset = this.toCommit;
      this.toCommit = null;
      yield* this.commit(offset, { batch });
    }
    return { partitions: range.until > range.from ? [{ kind: 'range', range }] : [], about };
  }

  /** `commitAsync` only queues; the offsets are sent by the next `compute` (254, 281-293). */
  *finished(batch: number): Steps<void> {
    if (this.job.offsets === 'after output') {
      this.toCommit = Math.max(this.toCommit ?? 0, this.ranges.get(batch)?.until ?? this.toCommit ?? 0);
    }
    for (const time of this.ranges.keys()) {
      if (time < batch) {
        this.ranges.delete(time);
      }
    }
  }

  *cleanBefore(): Steps<void> {}

  state(): InputState {
    const ranges = [...this.ranges].map(([batch, { from, until }]) => [batch, from, until] as const);
    return { position: this.position, ranges };
  }

  /** Explicit offsets, else the group's commit, else `auto.offset.reset` (`ConsumerStrategy.scala` 90-122). */
  private *startingPosition(): Steps<number> {
    if (this.job.offsets === 'with output') {
      return yield* this.output?.writtenUntil() ?? writtenUntil();
    }
    const committed = (yield* ask(this.source, { what: 'committed', body: null }))?.offset ?? null;
    if (committed !== null) {
      return committed;
    }
    return (yield* ask(this.source, { what: this.job.properties.autoOffsetReset, body: null })) ?? 0;
  }

  /** A consumer commits where it stands when it polls, whatever was processed since, or read at all. */
  private *autoCommit(): Steps<void> {
    if (this.job.offsets !== 'auto-commit') {
      return;
    }
    const nowMs = yield* clock();
    this.autoCommittedMs ??= nowMs;
    if (nowMs - this.autoCommittedMs >= autoCommitIntervalMs) {
      this.autoCommittedMs = nowMs;
      yield* this.commit(this.consumerAt, { range: { from: 0, until: this.consumerAt } });
    }
  }

  /** Up to the log's end as it is now; a batch that has its range keeps it. */
  private *rangeOf(batch: number): Steps<OffsetRange> {
    const known = this.ranges.get(batch);
    if (known) {
      return known;
    }
    const { position } = this;
    const end = (yield* this.logEnd()) ?? position;
    this.consumerAt = end;
    const { maxRatePerPartition } = this.job.properties;
    const most =
      maxRatePerPartition > 0 ? Math.ceil((maxRatePerPartition * this.job.batchIntervalMs) / 1000) : Infinity;
    const range = { from: position, until: Math.max(position, Math.min(end, position + most)) };
    this.ranges.set(batch, range);
    this.position = range.until;
    return range;
  }

  private logEnd(): Steps<number | null> {
    return ask(this.source, { what: 'latest', body: null });
  }
  private commit(offset: number, about: About): Steps<true | null> {
    return ask(this.source, { what: 'commit', body: { offset } }, { step: 'commit', about });
  }
}
