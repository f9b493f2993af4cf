/** Finished runs as an engine and the judgement leave them, small enough to read. */
import type { FinishedRun } from '../../src/archive/finished-run.js';
import type { Job, SourceContent } from '../../src/terms/job.js';
import type { VerdictResult } from '../../src/terms/result.js';
import type { Moment, Trace } from '../../src/terms/trace.js';

export interface Wanted {
  readonly job?: string;
  readonly content?: SourceContent;
  /** How many records the run sent. */
  readonly records?: number;
}

export function finishedRun({
  job = 'clicks',
  content = { from: 'generated' },
  records = 24
}: Wanted = {}): FinishedRun {
  const trace = traceOf(jobOf(job, content), records);
  return {
    job,
    configuration: 'reliable-wal',
    settings: [{ key: 'writeAheadLog', value: 'true', origin: 'given' }],
    traces: [trace],
    result: resultOf(job, records)
  };
}

function jobOf(name: string, content: SourceContent): Job {
  return {
    name,
    engine: 'simulated',
    consumer: 'reliable receiver',
    storageLevel: 'MEMORY_AND_DISK_SER',
    writeAheadLog: true,
    checkpoint: 'recovered',
    offsets: 'none',
    supervise: true,
    executors: 2,
    batchIntervalMs: 500,
    sink: 'append',
    sinkTopic: null,
    source: { kind: 'queue', content, ratePerSecond: 500, records: null },
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
    otherProperties: {}
  };
}

function traceOf(job: Job, records: number): Trace {
  const all = Array.from({ length: records }, (_, id) => id);
  const moments: Moment[] = [
    { kind: 'launched', atMs: 0, process: 'driver-1', role: 'driver', host: 'host-1' },
    { kind: 'sent', atMs: 1.5, process: 'producer-1', role: 'producer', records: all, attempt: 1 },
    { kind: 'accepted', atMs: 2, process: 'source-1', role: 'source', records: all, position: 0 },
    {
      kind: 'step',
      atMs: 3,
      process: 'executor-1',
      role: 'executor',
      step: 'recv',
      records: [...all].reverse(),
      block: null,
      batch: null,
      peer: null
    },
    { kind: 'state', atMs: 500, process: 'driver-1', role: 'driver', state: 'drained' }
  ];
  return {
    job,
    engine: 'simulated',
    seed: 1,
    moments,
    failures: [],
    endPosition: records,
    ended: 'drained',
    outcome: 'undisturbed'
  };
}

function resultOf(job: string, records: number): VerdictResult {
  const counts = { distinct: records, lost: 0, duplicated: 0, extra: 0 };
  return {
    schema: 'spillway/1',
    kind: 'verdict',
    job,
    engine: 'simulated',
    seed: 1,
    configuration: 'reliable-wal',
    failures: [],
    outcome: 'undisturbed',
    records: { sent: records, delivered: records, failed: 0, indeterminate: 0, unseen: 0, waiting: 0 },
    receipt: counts,
    output: counts,
    causes: { lost: {}, receipt: {}, output: {} },
    promises: [],
    verdict: 'not exercised'
  };
}
