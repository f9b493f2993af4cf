import { describe, expect, test } from '@jest/globals';
import { configurations } from '../../src/guarantee/configuration.js';
import type { JobDefinition } from '../../src/language/cell.js';
import { newContext } from '../../src/language/read.js';
import { after, jobOf, problemsOf } from './notebook.js';

const origin = ({ settings }: JobDefinition, key: string) => settings.find(setting => setting.key === key)?.origin;

test('a job of one line has every setting at its default', () => {
  expect(jobOf('job: clicks').job).toEqual({
    name: 'clicks',
    engine: 'local',
    consumer: 'reliable receiver',
    storageLevel: 'MEMORY_AND_DISK_SER_2',
    writeAheadLog: false,
    checkpoint: 'none',
    offsets: 'none',
    supervise: true,
    executors: 2,
    batchIntervalMs: 500,
    sink: 'append',
    sinkTopic: null,
    source: {
      kind: 'queue',
      content: { from: 'dataset', dataset: 'flights' },
      ratePerSecond: 500,
      records: null
    },
    failures: [],
    runs: 1,
    seed: 1,
    limitMs: 60_000,
    properties: {
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
    },
    otherProperties: {}
  });
});

describe('configuration', () => {
  test.each(configurations.map(({ id, expands }) => ({ id, expands })))(
    '$id is the row it names',
    ({ id, expands }) => {
      const definition = jobOf(`job: clicks\nconfiguration: ${id}`);
      expect(definition.configuration).toBe(id);
      expect(definition.job).toMatchObject(expands);
    }
  );

  test('every other key overrides it', () => {
    const { job, configuration } = jobOf('job: a\nconfiguration: reliable-replicated\nstorageLevel: DISK_ONLY');
    expect(job.storageLevel).toBe('DISK_ONLY');
    expect(configuration).toBe('reliable-unreplicated');
  });

  test('what the page has no row for is null', () => {
    expect(jobOf('job: a\nconsumer: direct\noffsets: after output').configuration).toBeNull();
    expect(
      jobOf('job: a\nconsumer: unreliable receiver\nwriteAheadLog: true\ncheckpoint: true').configuration
    ).toBeNull();
  });
});

describe('like', () => {
  const context = after(
    'job: clicks\nconfiguration: reliable-replicated\nsource: {rate: 100/s, records: 50}\nconf: {spark.task.maxFailures: 8}'
  );

  test('is the same job, but for the keys of its own', () => {
    const { job, configuration } = jobOf('job: safer\nlike: clicks\nexecutors: 4', context);
    expect(job).toEqual({ ...jobOf('job: x\nlike: clicks', context).job, name: 'safer', executors: 4 });
    expect(configuration).toBe('reliable-replicated');
  });

  test('keeps the keys of source and conf that it does not give', () => {
    const { job } = jobOf(
      'job: b\nlike: clicks\nsource: {rate: 900/s}\nconf: {spark.streaming.blockInterval: 100ms}',
      context
    );
    expect(job.source).toMatchObject({ ratePerSecond: 900, records: 50 });
    expect(job.properties).toMatchObject({ taskMaxFailures: 8, blockIntervalMs: 100 });
  });

  test('takes another content for the one it had', () => {
    const { job } = jobOf('job: b\nlike: clicks\nsource: {file: a.csv}', context);
    expect(job.source).toMatchObject({ content: { from: 'file', path: 'a.csv' }, ratePerSecond: 100 });
  });

  test('with a configuration starts over the keys that decide the row', () => {
    const { job } = jobOf('job: b\nlike: clicks\nconfiguration: direct-checkpoint', context);
    expect(job).toMatchObject({
      consumer: 'direct',
      checkpoint: 'recovered',
      source: { kind: 'log', ratePerSecond: 100 }
    });
  });

  test('says where each setting comes from', () => {
    const definition = jobOf('job: b\nlike: clicks\nexecutors: 4', context);
    expect(origin(definition, 'executors')).toBe('given');
    expect(origin(definition, 'source')).toBe('like');
    expect(origin(definition, 'supervise')).toBe('default');
    expect(origin(jobOf('job: c\nconfiguration: reliable-wal'), 'writeAheadLog')).toBe('configuration');
  });
});

describe('source', () => {
  test.each([
    ['reliable receiver', 'queue'],
    ['unreliable receiver', 'queue'],
    ['direct', 'log']
  ])('%s reads a %s unless told', (consumer, kind) => {
    expect(jobOf(`job: a\nconsumer: ${consumer}`).job.source.kind).toBe(kind);
  });

  test('Kafka is a log', () => {
    const { source } = jobOf('job: a\nengine: local\nsource: {kafka: {start: true, topic: t}}').job;
    expect(source).toMatchObject({ kind: 'log', content: { from: 'kafka', bootstrap: null, topic: 't', brokers: 1 } });
  });

  test('offsets lose nothing, however large', () => {
    const { source } = jobOf(
      'job: a\nengine: local\nsource: {kafka: {bootstrap: "a:9092", topic: t, from: {0: 9007199254740993}}}'
    ).job;
    expect(source.content).toMatchObject({ begin: expect.stringContaining('9007199254740993') });
  });
});

describe('conf', () => {
  test('durations are parsed, other properties go along as they are written', () => {
    const { job } = jobOf(
      'job: a\nconf: {spark.locality.wait: 1.5s, spark.network.timeout: 1min, spark.hadoop.level: 010, spark.hadoop.on: true}'
    );
    expect(job.properties).toMatchObject({ localityWaitMs: 1500, networkTimeoutMs: 60_000 });
    expect(job.otherProperties).toEqual({ 'spark.hadoop.level': '010', 'spark.hadoop.on': 'true' });
  });

  test('a property that is a key of the job sets it', () => {
    const { job } = jobOf('job: a\ncheckpoint: true\nconf: {spark.streaming.receiver.writeAheadLog.enable: true}');
    expect(job.writeAheadLog).toBe(true);
    expect(job.otherProperties).toEqual({});
  });

  test('a property and its key that agree are no error', () => {
    expect(
      problemsOf('job: a\nsupervise: false\nconf: {spark.driver.supervise: false}').filter(
        ({ severity }) => severity === 'error'
      )
    ).toEqual([]);
  });
});

describe('checkpoint', () => {
  test.each([
    ['true', 'recovered'],
    ['false', 'none'],
    ['{recover: never}', 'written only']
  ])('%s is %s', (written, checkpoint) => {
    expect(jobOf(`job: a\ncheckpoint: ${written}`).job.checkpoint).toBe(checkpoint);
  });
});

describe('who wins', () => {
  test('an override wins over the cell', () => {
    const context = { ...newContext(), overrides: { engine: 'local' as const, seed: 9, limitMs: 5000 } };
    const definition = jobOf('job: a\nengine: simulated\nseed: 2\nlimit: 9s', context);
    expect(definition.job).toMatchObject({ engine: 'local', seed: 9, limitMs: 5000 });
    expect(origin(definition, 'seed')).toBe('override');
  });

  test("the notebook's engine is the one of a job that names none", () => {
    expect(jobOf('job: a', newContext('simulated')).job.engine).toBe('simulated');
    expect(jobOf('job: a\nengine: local', newContext('simulated')).job.engine).toBe('local');
    expect(jobOf('job: a').job.engine).toBe('local');
  });
});
