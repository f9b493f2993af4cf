/** Jobs on a Kafka of one's own. */
import type { Job } from '../../../src/terms/job.js';
import { ownKafka, rowJob } from '../jobs.js';

const source = { kind: 'log', ratePerSecond: 100, content: ownKafka } as const;
/** Enough for a busy machine. */
const limits = { engine: 'local', limitMs: 120_000, batchIntervalMs: 300 } as const;

export const shortKafkaJob: Job = rowJob('direct-checkpoint', { ...limits, source: { ...source, records: 100 } });
export const endlessKafkaJob: Job = rowJob('direct-checkpoint', { ...limits, source: { ...source, records: null } });
