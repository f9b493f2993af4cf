/** The configurations of the page's streaming table: what each id stands for, and which of them a job's settings amount to. */
import { replicationOf } from '../terms/job.js';
import type { Job } from '../terms/job.js';
import type { ConfigurationId } from '../terms/result.js';

/** The settings that decide over a row of the page; every other key leaves it alone. */
export type DecidingSettings = Pick<Job, 'consumer' | 'storageLevel' | 'writeAheadLog' | 'checkpoint' | 'offsets'>;

export interface Configuration {
  readonly id: ConfigurationId;
  /** The row in the page's words. */
  readonly title: string;
  readonly expands: DecidingSettings;
}

/** What a job has where neither its cell nor a configuration says. */
export const plainSettings: DecidingSettings = {
  consumer: 'reliable receiver',
  storageLevel: 'MEMORY_AND_DISK_SER_2',
  writeAheadLog: false,
  checkpoint: 'none',
  offsets: 'none'
};

/** The rows in the page's order, each with less loss than the one before it. */
export const configurations: readonly Configuration[] = [
  {
    id: 'unreliable',
    title: 'Unreliable receivers',
    expands: { ...plainSettings, consumer: 'unreliable receiver' }
  },
  {
    id: 'reliable-unreplicated',
    title: 'Reliable receivers, unreplicated storage level',
    expands: { ...plainSettings, storageLevel: 'MEMORY_AND_DISK_SER' }
  },
  {
    id: 'reliable-replicated',
    title: 'Reliable receivers, replicated storage level',
    expands: plainSettings
  },
  {
    id: 'reliable-wal',
    title: 'Reliable receivers, write-ahead logging',
    expands: { ...plainSettings, storageLevel: 'MEMORY_AND_DISK_SER', writeAheadLog: true, checkpoint: 'recovered' }
  },
  {
    id: 'direct-no-checkpoint',
    title: 'Direct Kafka consumer, no checkpointing',
    expands: { ...plainSettings, consumer: 'direct' }
  },
  {
    id: 'direct-checkpoint',
    title: 'Direct Kafka consumer, checkpointing',
    expands: { ...plainSettings, consumer: 'direct', checkpoint: 'recovered' }
  }
];

/**
 * The row that a job's settings amount to; null where the page has none: a write-ahead log on an unreliable receiver, or
 * a way of keeping offsets that the page does not speak of.
 */
export function configurationOf(job: DecidingSettings): ConfigurationId | null {
  switch (job.consumer) {
    case 'unreliable receiver':
      return job.writeAheadLog ? null : 'unreliable';
    case 'reliable receiver':
      if (job.writeAheadLog) return 'reliable-wal';
      return replicationOf(job) === 2 ? 'reliable-replicated' : 'reliable-unreplicated';
    case 'direct':
      if (job.offsets !== 'none') return null;
      return job.checkpoint === 'none' ? 'direct-no-checkpoint' : 'direct-checkpoint';
  }
}
