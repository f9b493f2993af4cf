/** Spark's JobScheduler: batches one after another (`spark.streaming.concurrentJobs`), each with all its tasks at once. */
import type { Job } from '../terms/job.js';
import type { Planned } from './batch-input.js';
import { all, exit, fork, mark, take, type About, type Steps } from './effect.js';
import type { ExecutorPool } from './executor-pool.js';
import { runTask } from './task-scheduler.js';

export interface BatchScheduler {
  submit(batch: number, planned: Planned): Steps<void>;
  /** Batches submitted and not finished. */
  pending(): readonly number[];
  run(): Steps<never>;
}

export function batchScheduler(pool: ExecutorPool, job: Job, finished: (batch: number) => void): BatchScheduler {
  const pending = new Set<number>();
  const submitted: { readonly batch: number; readonly planned: Planned }[] = [];

  function* runBatch(batch: number, { partitions, about }: Planned): Steps<void> {
    const succeeded = yield* all(partitions.map(partition => runTask({ batch, partition }, pool, job)));
    if (succeeded.includes(false)) {
      yield* mark('abort', about);
      yield* exit(1); // awaitTermination throws, and the application ends with it
    }
    pending.delete(batch);
    finished(batch);
    yield* mark('done', about);
  }
  function* runOneByOne(): Steps<never> {
    for (;;) {
      const { batch, planned } = yield* take(submitted);
      yield* runBatch(batch, planned);
    }
  }
  return {
    *submit(batch, planned) {
      pending.add(batch);
      submitted.push({ batch, planned });
      yield* mark('submit', planned.about satisfies About);
    },
    pending: () => [...pending],
    *run() {
      for (let thread = 1; thread < job.properties.concurrentJobs; thread += 1) {
        yield* fork(runOneByOne());
      }
      return yield* runOneByOne();
    }
  };
}
