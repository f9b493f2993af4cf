/** A job's settings, one by one, as text, each with where it comes from. */
import { plainSettings } from '../guarantee/configuration.js';
import type { DecidingSettings } from '../guarantee/configuration.js';
import type { Job } from '../terms/job.js';
import type { Context, SettingOrigin } from './cell.js';
import type { Fields } from './fields.js';
import { printCheckpoint, printFailure, printSink, printSource, printText } from './print-value.js';
import { propertyNames, sparkDefaults } from './properties.js';
import { printDuration } from './quantity.js';

export interface Origins {
  readonly own: Fields;
  readonly inherited: Fields;
  readonly expands: DecidingSettings | null;
  readonly context: Context;
}

/** In the order of the schema. */
export function settingsOf(job: Job, origins: Origins): readonly SettingOrigin[] {
  return settingTexts(job).map(([key, value]) => ({ key, value, origin: originOf(key, origins) }));
}

/** Every key of a job with its value as a cell writes it. */
export function settingTexts(job: Job): readonly (readonly [key: string, value: string])[] {
  return [
    ['engine', job.engine],
    ['consumer', job.consumer],
    ['storageLevel', job.storageLevel],
    ['writeAheadLog', String(job.writeAheadLog)],
    ['checkpoint', printCheckpoint(job.checkpoint)],
    ['offsets', job.offsets],
    ...(job.bug === undefined ? [] : [['bug', job.bug] as const]),
    ...(job.storeLatencyMs === undefined ? [] : [['storeLatency', printDuration(job.storeLatencyMs)] as const]),
    ['supervise', String(job.supervise)],
    ['executors', String(job.executors)],
    ['batchInterval', printDuration(job.batchIntervalMs)],
    ['sink', printSink(job)],
    ['source', printSource(job.source, job.consumer)],
    ['failures', `[${job.failures.map(printFailure).join(', ')}]`],
    ['runs', String(job.runs)],
    ['seed', String(job.seed)],
    ['limit', printDuration(job.limitMs)],
    ['conf', printConf(job)]
  ];
}

/** The properties that are not Spark's defaults: `{spark.streaming.blockInterval: 100ms}`. */
function printConf(job: Job): string {
  const entries = [
    ...changedProperties(job),
    ...Object.entries(job.otherProperties).map(([name, text]) => [name, printText(text)] as const)
  ];
  return `{${entries.map(([name, value]) => `${printText(name)}: ${value}`).join(', ')}}`;
}

/** The properties of the protocol that are not at Spark's defaults, as a cell writes them. */
export function changedProperties({ properties }: Job): readonly (readonly [string, string])[] {
  const entries: (readonly [string, string])[] = [];
  const add = (key: keyof typeof propertyNames, print: (value: number) => string): void => {
    const value = properties[key];
    if (typeof value === 'number' && value !== sparkDefaults[key]) entries.push([propertyNames[key], print(value)]);
  };
  add('blockIntervalMs', printDuration);
  add('blockQueueSize', String);
  add('concurrentJobs', String);
  add('receiverRestartDelayMs', printDuration);
  add('taskMaxFailures', String);
  add('maxReplicationFailures', String);
  add('localityWaitMs', printDuration);
  add('networkTimeoutMs', printDuration);
  add('maxRatePerPartition', String);
  if (properties.autoOffsetReset !== 'latest')
    entries.push([propertyNames.autoOffsetReset, properties.autoOffsetReset]);
  return entries;
}

function originOf(key: string, { own, inherited, expands, context }: Origins): SettingOrigin['origin'] {
  const { engine, seed, limitMs } = context.overrides;
  const overridden = { engine, seed, limit: limitMs }[key];
  if (overridden !== undefined) return 'override';
  if (Object.hasOwn(own, key)) return 'given';
  if (Object.hasOwn(inherited, key)) return 'like';
  if (expands === null || !isExpanded(key, expands)) return 'default';
  return Object.hasOwn(own, 'configuration') ? 'configuration' : 'like';
}

/** Whether the configuration says it: the consumer always, the rest where it is not what a plain job has. */
function isExpanded(key: string, expands: DecidingSettings): boolean {
  switch (key) {
    case 'consumer':
      return true;
    case 'storageLevel':
      return expands.consumer !== 'direct';
    case 'writeAheadLog':
    case 'checkpoint':
    case 'offsets':
      return expands[key] !== plainSettings[key];
    default:
      return false;
  }
}
