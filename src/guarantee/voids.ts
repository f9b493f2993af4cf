/** What voids a promise of the page: settings with which a job is in a row, and yet not what the row's sentences speak of. */
import type { Job } from '../terms/job.js';
import { configurationOf } from './configuration.js';
import { pageConfiguration, semanticsOf, type FailureKind } from './page.js';
import { durationWords } from './words.js';

export interface Void {
  readonly of: FailureKind | 'semantics';
  /** The setting as a cell has it: `supervise: false`. */
  readonly setting: string;
  readonly sentence: string;
}

interface Rule extends Void {
  /** One clause for the reference page: when it bears. */
  readonly bears: string;
  readonly holds: (job: Job) => boolean;
}

/** Where the source itself may lose what it has acknowledged: several brokers keep the topic, or its records expire. */
const forgetting: readonly Rule[] = (['executor failure', 'driver failure', 'semantics'] as const).flatMap(of => [
  {
    of,
    setting: 'acks: 1',
    bears: 'for a source with `brokers: 3`',
    sentence:
      'the page’s promises rest on a source that keeps what it has acknowledged, and a leader that answers before its followers have a record may take it along',
    holds: ({ source: { content } }) =>
      content.from === 'kafka' && content.replication !== undefined && content.producer?.acks === '1'
  },
  {
    of,
    setting: 'uncleanElection: true',
    bears: 'for a source with `brokers: 3`',
    sentence:
      'the page’s promises rest on a source that can be read again, and a leader that was not in sync need not hold what was read',
    holds: ({ source: { content } }) => content.from === 'kafka' && content.replication?.uncleanElection === true
  },
  {
    of,
    setting: 'retention: …',
    bears: 'for a source with `kafka: {start: true}`',
    sentence:
      'the page’s promises rest on a source that can be read again, and a topic keeps a record only so long, whether it was read or not',
    holds: ({ source: { content } }) => content.from === 'kafka' && content.retentionMs !== undefined
  }
]);

/** A setting can void what could otherwise be broken; a warning of data loss stands with any setting. */
export const voidRules: readonly Rule[] = [
  {
    of: 'driver failure',
    setting: 'supervise: false',
    bears: 'where the page promises no data loss when the driver fails',
    sentence: 'nothing restarts the driver, so nobody reads the log, the checkpoint or the source again',
    holds: job => !job.supervise
  },
  {
    of: 'driver failure',
    setting: 'checkpoint: {recover: never}',
    bears: 'where the page promises no data loss when the driver fails',
    sentence: 'the checkpoint is written and never read, so a new driver starts as if there were none',
    holds: job => job.checkpoint === 'written only'
  },
  {
    of: 'executor failure',
    setting: 'executors: 1',
    bears: 'with a replicated storage level',
    sentence: 'a replicated level has no second executor to keep the copy',
    holds: job => job.executors < 2 && configurationOf(job) === 'reliable-replicated'
  },
  {
    of: 'semantics',
    setting: 'offsets: auto-commit | after output | with output',
    bears: 'for a direct consumer without a checkpoint that is read',
    sentence:
      'the page’s exactly-once rests on offsets in the checkpoint directory, and this job takes them from elsewhere',
    holds: job => job.consumer === 'direct' && job.offsets !== 'none' && job.checkpoint !== 'recovered'
  },
  {
    of: 'semantics',
    setting: 'auto.offset.reset: earliest',
    bears: 'for a direct consumer without a checkpoint that is read',
    sentence:
      'a new driver begins at the log’s start and reads again what is processed; the page speaks of the latest offset',
    holds: job =>
      job.consumer === 'direct' &&
      job.offsets === 'none' &&
      job.checkpoint !== 'recovered' &&
      job.properties.autoOffsetReset === 'earliest'
  },
  ...forgetting
];

/** What voids a promise that the page would make to this job. */
export function voidsOf(job: Job): readonly Void[] {
  return voidRules
    .filter(rule => isPromised(job, rule.of) && rule.holds(job))
    .map(({ of, setting, sentence }) => ({ of, setting: asSet(job, setting), sentence }));
}

function isPromised(job: Job, of: Void['of']): boolean {
  if (of === 'semantics') {
    return semanticsOf(job.consumer).promise === 'exactly-once';
  }
  const id = configurationOf(job);
  return id !== null && pageConfiguration(id).promises[of].promise === 'no data loss';
}

/** Where a rule covers any value, or several, the one that the job has. */
const asSet = (job: Job, setting: string): string => {
  const { content } = job.source;
  if (setting.startsWith('retention:') && content.from === 'kafka' && content.retentionMs !== undefined) {
    return `retention: ${durationWords(content.retentionMs)}`;
  }
  return setting.startsWith('offsets:') ? `offsets: ${job.offsets}` : setting;
};
