/** Under which schedules a job is tried: a seed decides latencies and how long a death goes unnoticed, the store's latency which of two racing steps comes first. */
import { latencies } from '../engine/simulated/latency.js';
import type { Job } from '../terms/job.js';

/** full: every victim at every point. reduced: a victim only after its own effects; it finds kinds of outcome, and proves nothing. */
export type MapKind = 'full' | 'reduced';

/** One way in which things take their time, and how much is tried of it. */
export interface World {
  readonly seed: number;
  /** In place of the job's own; null: the job's. */
  readonly storeLatencyMs: number | null;
  readonly map: MapKind;
}

export type Worlds = readonly [World, ...World[]];

/** HDFS and S3 answer after tens of ms: longer than a task takes here, so a batch's output comes before its checkpoint. */
export const slowStoreMs = 25;

/** A store in the same process's page cache: a batch's checkpoint is durable before its first output. */
export const fastStoreMs = 0;

/** Whether anything of the job waits for the durable store. */
const hasStore = ({ checkpoint, writeAheadLog }: Job): boolean => checkpoint !== 'none' || writeAheadLog;

const slowed = (job: Job, seed: number, map: MapKind): readonly World[] =>
  hasStore(job) && job.storeLatencyMs === undefined ? [{ seed, storeLatencyMs: slowStoreMs, map }] : [];

/** Where batches write checkpoints: the other order of checkpoint and output, each victim after its own effects. */
const hurried = (job: Job, seed: number): readonly World[] =>
  job.checkpoint !== 'none' && job.storeLatencyMs === undefined
    ? [{ seed, storeLatencyMs: fastStoreMs, map: 'reduced' }]
    : [];

/** Of one job: the full map under its own seed and with a slow store; each victim after its own effects under another seed, and with a fast store. */
export const worldsOfOne = (job: Job): Worlds => [
  { seed: job.seed, storeLatencyMs: null, map: 'full' },
  ...slowed(job, job.seed + 1, 'full'),
  { seed: job.seed + 2, storeLatencyMs: null, map: 'reduced' },
  ...hurried(job, job.seed + 3)
];

/** Of one among many: its full map, and with a slow and with a fast store each victim after its own effects. */
export const worldsOfMany = (job: Job): Worlds => [
  { seed: job.seed, storeLatencyMs: null, map: 'full' },
  ...slowed(job, job.seed + 1, 'reduced'),
  ...hurried(job, job.seed + 2)
];

/** Of a change that is to be called safe: as one job alone, and the slow store under its own seed too, so that it is not luck with one of them. */
export const worldsOfChange = (job: Job): readonly World[] => [...worldsOfOne(job), ...slowed(job, job.seed, 'full')];

/** `seed 2 and a store that takes 15 ms` */
export function worldWords({ seed, storeLatencyMs }: Pick<World, 'seed' | 'storeLatencyMs'>): string {
  if (storeLatencyMs === null) return `seed ${seed}`;
  return `seed ${seed} and a store that takes ${storeLatencyMs === 0 ? 'no time' : `${storeLatencyMs} ms`}`;
}

/** How long a death goes unnoticed in every world. */
export const unnoticedWords = `${latencies.unnoticed.least} to ${latencies.unnoticed.most} ms`;
