/** The job that is explored in place of a user's: the same settings, and an input that is small enough to be tried at every crash point. */
import type { Application } from '../protocol/stream-record.js';
import type { Job } from '../terms/job.js';

/** 20 records in about four batches: one every 20 ms, a batch every 100 ms, a block every 20 ms. */
export const small = { records: 20, ratePerSecond: 50, batchIntervalMs: 100, blockIntervalMs: 20 } as const;

/** Shorter than a death goes unnoticed: where several batches may run at once (`spark.streaming.concurrentJobs`), a later one overtakes one that has lost its executor. */
const overtakingIntervalMs = 40;

/** A receiver's rows need an executor besides those of receiver and replica. */
const executorsOfReceivers = 3;
const executorsOfDirect = 2;

/** @returns the job with every setting that decides over its guarantees, on the small input, without failures of its own. */
export function smallJob(job: Job): Job {
  const executors = job.consumer === 'direct' ? executorsOfDirect : executorsOfReceivers;
  return {
    ...job,
    engine: 'simulated',
    executors: Math.max(job.executors, executors),
    batchIntervalMs: job.properties.concurrentJobs > 1 ? overtakingIntervalMs : small.batchIntervalMs,
    sinkTopic: null,
    source: {
      kind: job.source.kind,
      content: { from: 'generated' },
      ratePerSecond: small.ratePerSecond,
      records: small.records
    },
    failures: [],
    runs: 1,
    properties: { ...job.properties, blockIntervalMs: small.blockIntervalMs }
  };
}

/** What a record holds does not change what becomes of it, so exploring gives each its number as text. */
export const numbers: Application = {
  text: id => String(id),
  compute: text => ({ key: text, measure: Number(text), row: text })
};
