/** Spark's properties, as `conf` gives them: those that the protocol obeys, and the others. */
import type { SparkProperties } from '../terms/job.js';
import { isMapping, mappingField, numberField, textField } from './fields.js';
import type { Fields } from './fields.js';
import { durationField } from './failure.js';

/** Spark's own defaults (`Configuration` and `Spark Streaming` pages of Spark 3.5). */
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

/** Where each is found in `conf`, in the order in which they are printed. */
export const propertyNames: Readonly<Record<keyof SparkProperties, string>> = {
  blockIntervalMs: 'spark.streaming.blockInterval',
  blockQueueSize: 'spark.streaming.blockQueueSize',
  concurrentJobs: 'spark.streaming.concurrentJobs',
  receiverRestartDelayMs: 'spark.streaming.receiverRestartDelay',
  taskMaxFailures: 'spark.task.maxFailures',
  maxReplicationFailures: 'spark.storage.maxReplicationFailures',
  localityWaitMs: 'spark.locality.wait',
  networkTimeoutMs: 'spark.network.timeout',
  maxRatePerPartition: 'spark.streaming.kafka.maxRatePerPartition',
  autoOffsetReset: 'auto.offset.reset'
};

export function propertiesOf(given: Fields): SparkProperties {
  const conf = mappingField(given, 'conf') ?? {};
  const ms = (name: keyof SparkProperties): number | null => durationField(conf, propertyNames[name]);
  const count = (name: keyof SparkProperties): number | null => numberField(conf, propertyNames[name]);
  return {
    blockIntervalMs: ms('blockIntervalMs') ?? sparkDefaults.blockIntervalMs,
    blockQueueSize: count('blockQueueSize') ?? sparkDefaults.blockQueueSize,
    concurrentJobs: count('concurrentJobs') ?? sparkDefaults.concurrentJobs,
    receiverRestartDelayMs: ms('receiverRestartDelayMs') ?? sparkDefaults.receiverRestartDelayMs,
    taskMaxFailures: count('taskMaxFailures') ?? sparkDefaults.taskMaxFailures,
    maxReplicationFailures: count('maxReplicationFailures') ?? sparkDefaults.maxReplicationFailures,
    localityWaitMs: ms('localityWaitMs') ?? sparkDefaults.localityWaitMs,
    networkTimeoutMs: ms('networkTimeoutMs') ?? sparkDefaults.networkTimeoutMs,
    maxRatePerPartition: count('maxRatePerPartition') ?? sparkDefaults.maxRatePerPartition,
    autoOffsetReset: textField(conf, propertyNames.autoOffsetReset) === 'earliest' ? 'earliest' : 'latest'
  };
}

/** What the protocol does not know, as text: for spark-submit and real Spark. */
export function otherPropertiesOf(given: Fields): Readonly<Record<string, string>> {
  const known = new Set(Object.values(propertyNames));
  const others = Object.entries(mappingField(given, 'conf') ?? {}).filter(([name]) => !known.has(name));
  return Object.fromEntries(
    others.map(([name, value]) => [
      name,
      isMapping(value) || Array.isArray(value) ? JSON.stringify(value) : String(value)
    ])
  );
}
