/** Runs the tasks of a batch on executors, each until it succeeds or has failed too often (`TaskSetManager.scala`). */
import type { Job } from '../terms/job.js';
import { oneOf, until, type Steps } from './effect.js';
import type { ExecutorPool } from './executor-pool.js';
import { ask, type Task } from './message.js';

/**
 * A dead executor and a block that nobody has both count as failures of the task.
 * A holder of the block is preferred; Spark waits for it `spark.locality.wait`, here it always has room.
 * @returns false: the task has failed `spark.task.maxFailures` times, so the job is aborted.
 */
export function* runTask({ batch, partition }: Omit<Task, 'attempt'>, pool: ExecutorPool, job: Job): Steps<boolean> {
  for (let attempt = 0; attempt < job.properties.taskMaxFailures; attempt += 1) {
    yield* until(() => pool.live().length > 0);
    const near =
      partition.kind === 'block' && partition.isBlockIdValid && job.properties.localityWaitMs > 0
        ? pool.holders(partition.block.id)
        : [];
    const executor = yield* oneOf(near.length > 0 ? near : pool.live());
    if (yield* ask(executor, { what: 'runTask', body: { batch, attempt, partition } })) {
      return true;
    }
  }
  return false;
}
