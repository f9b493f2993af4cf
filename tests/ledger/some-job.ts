/** A job as the ledger's tests need it: complete, and beside the point but for what a test sets. */
import type { Job } from '../../src/terms/job.js';

export function someJob(settings: Partial<Job> = {}): Job {
  return {
    name: 'clicks',
    engine: 'simulated',
    consumer: 'reliable receiver',
    storageLevel: 'MEMORY_AND_DISK_SER_2',
    writeAheadLog: false,
    checkpoint: 'none',
    offsets: 'none',
    supervise: true,
    executors: 3,
    batchIntervalMs: 500,
    sink: 'append',
    sinkTopic: null,
    source: {
      kind: settings.consumer === 'direct' ? 'log' : 'queue',
      content: { from: 'generated' },
      ratePerSecond: 500,
      records: 400
    },
    failures: [],
    runs: 1,
    seed: 1,
    limitMs: 60_000,
    properties: {
      blockIntervalMs: 200,
      blockQueueSize: 10,
      concurrentJobs: 1,
      receiverRestartDelayMs: 2000,
      taskMaxFailures: 4,
      maxReplicationFailures: 1,
      localityWaitMs: 3000,
      networkTimeoutMs: 120_000,
      maxRatePerPartition: 0,
      autoOffsetReset: 'latest'
    },
    otherProperties: {},
    ...settings
  };
}
