/** Jobs for tests: the six configurations of the page's table, small and quick, with any setting overridden. */
import { configurations, plainSettings } from '../../src/guarantee/configuration.js';
import type { Application } from '../../src/protocol/stream-record.js';
import type { Job, Source, SourceContent, SparkProperties } from '../../src/terms/job.js';
import type { ConfigurationId } from '../../src/terms/result.js';

/** Spark's and Kafka's own defaults. */
export const sparkDefaults: SparkProperties = {
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
};

/** 24 records in about six batches: one every 25 ms, a batch every 100 ms, a block every 20 ms. */
const tiny: Job = {
  ...plainSettings,
  name: 'clicks',
  engine: 'simulated',
  supervise: true,
  executors: 3,
  batchIntervalMs: 100,
  sink: 'append',
  sinkTopic: null,
  source: { kind: 'queue', content: { from: 'generated' }, ratePerSecond: 40, records: 24 },
  failures: [],
  runs: 1,
  seed: 1,
  limitMs: 60_000,
  properties: { ...sparkDefaults, blockIntervalMs: 20 },
  otherProperties: {}
};

export interface Overrides extends Partial<Omit<Job, 'source' | 'properties'>> {
  readonly source?: Partial<Source>;
  readonly properties?: Partial<SparkProperties>;
}

/** A job from these settings; a direct stream reads a log. */
export function jobOf({ source, properties, ...settings }: Overrides = {}): Job {
  const kind = settings.consumer === 'direct' ? 'log' : 'queue';
  return {
    ...tiny,
    ...settings,
    source: { ...tiny.source, kind, ...source },
    properties: { ...tiny.properties, ...properties }
  };
}

/** A row of the page's table as a tiny job, with settings of its own. */
export function rowJob(id: ConfigurationId, overrides: Overrides = {}): Job {
  const row = configurations.find(one => one.id === id);
  if (row === undefined) {
    throw new Error(`no row of the name ${id}`);
  }
  return jobOf({ ...row.expands, ...overrides });
}

export const rowIds: readonly ConfigurationId[] = configurations.map(row => row.id);

export type KafkaContent = Extract<SourceContent, { readonly from: 'kafka' }>;

/** What `kafka: {start: true}` is: a topic and a broker of the job's own. */
export const ownKafka: KafkaContent = {
  from: 'kafka',
  bootstrap: null,
  topic: null,
  properties: null,
  brokers: 1,
  begin: 'latest',
  end: null
};

/** A job that sends for a long time: for failures that need one. */
export const endless: { readonly source: Partial<Source> } = { source: { records: null } };

/** The tiny input: a record's text is its number. */
export const numbers: Application = {
  text: id => String(id),
  compute: text => ({ key: Number(text) % 2 === 0 ? 'even' : 'odd', measure: Number(text), row: text })
};
