/** Jobs on a Kafka of one's own. */
import type { Job, SourceContent } from '../../../src/terms/job.js';
import { rowJob } from '../jobs.js';

export const ownKafka: SourceContent = {
  ...{ from: 'kafka', bootstrap: null, topic: null, properties: null, brokers: 1, begin: 'latest', end: null }
};
const source = { kind: 'log', ratePerSecond: 100, content: ownKafka } as const;
/** Enough for a busy machine. */
const limits = { engine: 'local', limitMs: 120_000, batchIntervalMs: 300 } as const;

export const shortKafkaJob: Job = rowJob('direct-checkpoint', { ...limits, source: { ...source, records: 100 } });
export const endlessKafkaJob: Job = rowJob('direct-checkpoint', { ...limits, source: { ...source, records: null } });
