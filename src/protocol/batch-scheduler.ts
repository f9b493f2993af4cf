/** Spark's JobScheduler: batches one after another (`spark.streaming.concurrentJobs`), each with all its tasks at once. */
import type { Job } from '../terms/job.js';
import type { Planned } from './batch-input.js';
import { all, exit, fork, mark, take, type About, type Steps } from './effect.js';
import type { ExecutorPool } from './executor-pool.js';
import { runTask } from './task-scheduler.js';

interface Submitted {
  readonly batch: number;
  readonly planned: Planned;
}

export class BatchScheduler {
  private readonly unfinished = new Set<number>();
  private readonly submitted: Submitted[] = [];

  /** @param finished told of each batch whose tasks have all succeeded. */
  constructor(
    private readonly pool: ExecutorPool,
    private readonly job: Job,
    private readonly finished: (batch: number) => void
  ) {}

  *submit(batch: number, planned: Planned): Steps<void> {
    this.unfinished.add(batch);
    this.submitted.push({ batch, planned });
    yield* mark('submit', planned.about satisfies About);
  }

  /** Batches submitted and not finished. */
  pending(): readonly number[] {
    return [...this.unfinished];
  }

  *run(): Steps<never> {
    for (let thread = 1; thread < this.job.properties.concurrentJobs; thread += 1) {
      yield* fork(this.runOneByOne());
    }
    return yield* this.runOneByOne();
  }

  private *runOneByOne(): Steps<never> {
    for (;;) {
      yield* this.runBatch(yield* take(this.submitted));
    }
  }

  private *runBatch({ batch, planned: { partitions, about } }: Submitted): Steps<void> {
    const succeeded = yield* all(partitions.map(partition => runTask({ batch, partition }, this.pool, this.job)));
    if (succeeded.includes(false)) {
      yield* mark('abort', about);
      yield* exit(1); // awaitTermination throws, and the application ends with it
    }
    this.unfinished.delete(batch);
    this.finished(batch);
    yield* mark('done', about);
  }
}
