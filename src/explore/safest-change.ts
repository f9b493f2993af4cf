/** The nearest safe change: the fewest settings, one or two, under which exploring finds none any more; and what it costs on the same job. */
import type { Job } from '../terms/job.js';
import type { ExplorationResult } from '../terms/result.js';
import { count } from '../guarantee/words.js';
import { crashPointsOf } from './crash-points.js';
import { singleCrashes, type Exploring } from './exploration.js';
import type { Explored } from './exploration-result.js';
import { Laboratory } from './laboratory.js';
import type { PointOutcome } from './point-outcome.js';
import { priceOf } from './price.js';

export type Change = NonNullable<ExplorationResult['change']>;

/** One setting to another value, as a cell writes it. */
interface Setting {
  readonly text: string;
  /** The job with it; null: it has it already, or it says nothing of this job. */
  readonly change: (job: Job) => Job | null;
}

const settings: readonly Setting[] = [
  {
    text: 'consumer: reliable receiver',
    change: job => (job.consumer === 'unreliable receiver' ? { ...job, consumer: 'reliable receiver' } : null)
  },
  {
    text: 'storageLevel: MEMORY_AND_DISK_SER_2',
    change: job =>
      job.consumer === 'direct' || job.storageLevel.endsWith('_2')
        ? null
        : { ...job, storageLevel: 'MEMORY_AND_DISK_SER_2' }
  },
  {
    text: 'checkpoint: true',
    change: job => (job.checkpoint === 'recovered' ? null : { ...job, checkpoint: 'recovered' })
  },
  {
    text: 'writeAheadLog: true',
    change: job => (job.consumer === 'direct' || job.writeAheadLog ? null : { ...job, writeAheadLog: true })
  },
  {
    text: 'offsets: after output',
    change: job =>
      job.consumer !== 'direct' || job.offsets === 'after output' ? null : { ...job, offsets: 'after output' }
  },
  { text: 'supervise: true', change: job => (job.supervise ? null : { ...job, supervise: true }) },
  {
    text: 'conf: {spark.streaming.concurrentJobs: 1}',
    change: job =>
      job.properties.concurrentJobs === 1 ? null : { ...job, properties: { ...job.properties, concurrentJobs: 1 } }
  },
  {
    text: 'conf: {spark.task.maxFailures: 4}',
    change: job =>
      job.properties.taskMaxFailures >= 4 ? null : { ...job, properties: { ...job.properties, taskMaxFailures: 4 } }
  },
  { text: 'sink: idempotent', change: job => (job.sink === 'append' ? { ...job, sink: 'idempotent' } : null) },
  { text: 'sink: transactional', change: job => (job.sink === 'append' ? { ...job, sink: 'transactional' } : null) },
  {
    text: 'conf: {auto.offset.reset: earliest}',
    change: job =>
      job.consumer !== 'direct' || job.properties.autoOffsetReset === 'earliest'
        ? null
        : { ...job, properties: { ...job.properties, autoOffsetReset: 'earliest' } }
  }
];

/** A write-ahead log lies in the checkpoint directory: without one Spark's receiver throws. */
const isPossible = ({ writeAheadLog, checkpoint }: Job): boolean => !writeAheadLog || checkpoint !== 'none';

interface Candidate {
  readonly job: Job;
  readonly texts: readonly string[];
}

/** Single changes first, then pairs; none of them twice. */
function candidatesOf(job: Job): readonly Candidate[] {
  const single = settings.flatMap(({ text, change }) => {
    const changed = change(job);
    return changed === null ? [] : [{ job: changed, texts: [text] }];
  });
  const pairs = single.flatMap(({ job: changed, texts }) =>
    settings.flatMap(({ text, change }) => {
      const again = text > (texts[0] ?? '') ? change(changed) : null;
      return again === null ? [] : [{ job: again, texts: [...texts, text] }];
    })
  );
  return [...single, ...pairs].filter(candidate => isPossible(candidate.job));
}

type Against = Change['against'];

const isBad: Readonly<Record<Against, (result: PointOutcome) => boolean>> = {
  lost: ({ receipt }) => receipt.lost > 0,
  'output duplicated': ({ output }) => output.duplicated > 0
};

/** What is worst about a job: loss before what its sink holds twice. */
function worstOf({ exploration }: Explored): Against | null {
  const kinds: readonly Against[] = ['lost', 'output duplicated'];
  return kinds.find(against => exploration.tried.some(({ result }) => isBad[against](result))) ?? null;
}

/** @returns null: there is nothing to mend, or two failures were explored. */
export async function safestChange(
  explored: Explored,
  how: Pick<Exploring, 'tryAll' | 'planned'>
): Promise<Change | null> {
  const against = worstOf(explored);
  const { exploration } = explored;
  if (against === null || exploration.depth === 2) {
    return null;
  }
  const { job, seed } = exploration;
  const world = { seed, storeLatencyMs: null, map: 'full' } as const;
  for (const { job: changed, texts } of candidatesOf(job)) {
    const points = await pointsWithout({ job: changed, worlds: [world], ...how }, isBad[against]);
    if (points !== null) {
      const bound = `none at any of ${count(points)} crash points, one failure each`;
      return { against, settings: texts, bound, price: priceOf(job, changed) };
    }
  }
  return { against, settings: null, bound: 'no one or two of the settings that were tried mend it', price: [] };
}

/** So many runs are looked at before more are done: most changes that do not help show it at once. */
const lookEvery = 96;

/** @returns how many crash points there are, where none of them is bad; null: one is. */
async function pointsWithout(
  { job, worlds: [world], tryAll, planned }: Exploring,
  bad: (result: PointOutcome) => boolean
): Promise<number | null> {
  const { points } = crashPointsOf(new Laboratory(job), { ...world, crashes: [] });
  const schedules = singleCrashes(points, world).map(({ schedule }) => schedule);
  const strides = Math.max(1, Math.ceil(schedules.length / lookEvery));
  for (let stride = 0; stride < strides; stride += 1) {
    const spread = schedules.filter((_, index) => index % strides === stride);
    planned?.(spread.length);
    if ((await tryAll(job, spread)).some(bad)) {
      return null;
    }
  }
  return points.length;
}
