/** What a job has where its cell says nothing: the lab's defaults and Spark's. */
import type { DecidingSettings } from '../guarantee/configuration.js';
import type { Job } from '../terms/job.js';
import { sparkDefaults } from './properties.js';
import { plainDataset, plainKind, plainRate } from './source.js';

/** A job of that name and engine with every default, and what is given of the settings that decide over its row. */
export function plainJob(of: Pick<Job, 'name' | 'engine'>, deciding: DecidingSettings): Job {
  const content = { from: 'dataset', dataset: plainDataset } as const;
  return {
    name: of.name,
    engine: of.engine,
    ...deciding,
    supervise: true,
    executors: 2,
    batchIntervalMs: 500,
    sink: 'append',
    sinkTopic: null,
    source: { kind: plainKind(deciding.consumer, content), content, ratePerSecond: plainRate, records: null },
    failures: [],
    runs: 1,
    seed: 1,
    limitMs: 60_000,
    properties: sparkDefaults,
    otherProperties: {}
  };
}
