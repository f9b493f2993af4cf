/** The direct stream: no receiver; a batch is a range of offsets, fixed when the batch is computed (`DirectKafkaInputDStream.scala`). */
import type { Job } from '../terms/job.js';
import type { OffsetRange, ProcessId } from '../terms/trace.js';
import type { BatchInput } from './batch-input.js';
import { clock, mark, type Steps } from './effect.js';
import { ask } from './message.js';
import { writtenUntil } from './sink.js';
import { autoCommitIntervalMs } from './timing.js';

export function directStream(source: ProcessId, job: Job): BatchInput {
  let position = 0;
  const ranges = new Map<number, OffsetRange>();
  let toCommit: number | null = null;
  let autoCommittedMs: number | null = null;

  /** Explicit offsets, else the group's commit, else `auto.offset.reset` (`ConsumerStrategy.scala` 90-122). */
  function* startingPosition(): Steps<number> {
    if (job.offsets === 'with output') {
      return yield* writtenUntil();
    }
    const committed = (yield* ask(source, 'committed', null))?.offset ?? null;
    if (committed !== null) {
      return committed;
    }
    return job.properties.autoOffsetReset === 'earliest' ? 0 : ((yield* ask(source, 'latest', null)) ?? 0);
  }

  /** A consumer commits where it stands when it polls; the driver has sought to the log's end, whatever was processed since. */
  function* autoCommit(): Steps<void> {
    if (job.offsets !== 'auto-commit') {
      return;
    }
    const nowMs = yield* clock();
    autoCommittedMs ??= nowMs;
    if (nowMs - autoCommittedMs >= autoCommitIntervalMs) {
      autoCommittedMs = nowMs;
      yield* ask(
        source,
        'commit',
        { offset: position },
        { step: 'commit', about: { range: { from: 0, until: position } } }
      );
    }
  }

  function* range(batch: number): Steps<OffsetRange> {
    const known = ranges.get(batch);
    if (known) {
      return known;
    }
    const latest = (yield* ask(source, 'latest', null)) ?? position;
    const { maxRatePerPartition } = job.properties;
    const most = maxRatePerPartition > 0 ? Math.ceil((maxRatePerPartition * job.batchIntervalMs) / 1000) : Infinity;
    const fresh = { from: position, until: Math.max(position, Math.min(latest, position + most)) };
    ranges.set(batch, fresh);
    position = fresh.until;
    return fresh;
  }

  return {
    *begin() {
      position = yield* startingPosition();
    },
    *recover(state) {
      position = state?.position ?? (yield* startingPosition());
      for (const [batch, from, until] of state?.ranges ?? []) {
        ranges.set(batch, { from, until });
      }
    },
    *listen() {},
    *plan(batch) {
      yield* autoCommit();
      const planned = yield* range(batch);
      const { from, until } = planned;
      yield* mark('compute', { batch, range: planned });
      if (toCommit !== null) {
        const offset = toCommit;
        toCommit = null;
        yield* ask(source, 'commit', { offset }, { step: 'commit', about: { batch } });
      }
      return { partitions: until > from ? [{ kind: 'range', range: planned }] : [], about: { batch, range: planned } };
    },
    *finished(batch) {
      if (job.offsets === 'after output') {
        toCommit = Math.max(toCommit ?? 0, ranges.get(batch)?.until ?? 0);
      }
      for (const time of ranges.keys()) {
        if (time < batch) {
          ranges.delete(time);
        }
      }
    },
    *cleanBefore() {},
    state: () => ({ position, ranges: [...ranges].map(([batch, { from, until }]) => [batch, from, until]) })
  };
}
