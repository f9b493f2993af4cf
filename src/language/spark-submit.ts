/** A job as Spark is told of it: the properties of its SparkConf, and the command line that submits it. */
import type { Job } from '../terms/job.js';
import { changedProperties } from './settings.js';

/** The properties that are not Spark's defaults, in a fixed order. Kafka's own are no part of it. */
export function sparkConf(job: Job): readonly (readonly [property: string, value: string])[] {
  const log: readonly (readonly [string, string])[] = job.writeAheadLog
    ? [['spark.streaming.receiver.writeAheadLog.enable', 'true']]
    : [];
  return [
    ['spark.executor.instances', String(job.executors)],
    ...log,
    ...changedProperties(job).filter(([name]) => name.startsWith('spark.')),
    ...Object.entries(job.otherProperties)
  ];
}

/** The line for a shell; host, class and jar are for the reader to fill in. */
export function sparkSubmit(job: Job): string {
  const flags = ['--master spark://HOST:7077', '--deploy-mode cluster', ...(job.supervise ? ['--supervise'] : [])];
  const conf = sparkConf(job).map(([name, value]) => `--conf ${shellWord(`${name}=${value}`)}`);
  return ['spark-submit', ...flags, ...conf, '--class CLASS', 'APPLICATION.jar'].join(' \\\n  ');
}

/** What the program itself has to say, for Spark has no property for it. */
export function programLines(job: Job): readonly string[] {
  const context = `new StreamingContext(conf, Milliseconds(${job.batchIntervalMs}))`;
  const lines = [
    job.consumer === 'direct'
      ? 'KafkaUtils.createDirectStream(context, …)'
      : `a receiver with StorageLevel.${job.storageLevel}`
  ];
  switch (job.checkpoint) {
    case 'none':
      return [context, ...lines];
    case 'written only':
      return [context, 'context.checkpoint(DIRECTORY)', ...lines];
    case 'recovered':
      return [`StreamingContext.getOrCreate(DIRECTORY, () => ${context} …)`, 'context.checkpoint(DIRECTORY)', ...lines];
  }
}

/** A word as a POSIX shell takes it whole. */
function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
