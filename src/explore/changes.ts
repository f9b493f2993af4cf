/** Changes of one or two settings of a job, as its cell would write them. */
import type { Job } from '../terms/job.js';

/** One setting to another value. */
interface Setting {
  /** As a cell writes it. */
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
    // Beside a write-ahead log Spark keeps one copy whatever the level.
    text: 'storageLevel: MEMORY_AND_DISK_SER_2',
    change: job =>
      job.consumer === 'direct' || job.writeAheadLog || job.storageLevel.endsWith('_2')
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
  {
    text: 'offsets: with output',
    change: job =>
      job.consumer !== 'direct' || job.offsets === 'with output' ? null : { ...job, offsets: 'with output' }
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

export interface Changed {
  readonly job: Job;
  /** What was changed, a setting each. */
  readonly settings: readonly string[];
}

/** Single changes first, then pairs; none of them twice, and none that a cell could not have. */
export function changesOf(job: Job): readonly Changed[] {
  const single = settings.flatMap(({ text, change }, at) => {
    const changed = change(job);
    return changed === null ? [] : [{ job: changed, settings: [text], at }];
  });
  const pairs = single.flatMap(one =>
    settings.slice(one.at + 1).flatMap(({ text, change }) => {
      const again = change(one.job);
      return again === null ? [] : [{ job: again, settings: [...one.settings, text] }];
    })
  );
  return [...single, ...pairs].filter(changed => isPossible(changed.job));
}

/** A write-ahead log lies in the checkpoint directory, without which Spark's receiver throws. Offsets that go into the output's transaction need one. */
const isPossible = ({ writeAheadLog, checkpoint, offsets, sink }: Job): boolean =>
  (!writeAheadLog || checkpoint !== 'none') && (offsets !== 'with output' || sink === 'transactional');
