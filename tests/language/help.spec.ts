import { describe, expect, test } from '@jest/globals';
import { helpFor } from '../../src/language/help.js';
import { sparkConf, sparkSubmit } from '../../src/language/spark-submit.js';
import { verbs } from '../../src/language/schema.js';
import { after, jobOf } from './notebook.js';

const context = after(
  'job: clicks\nconfiguration: reliable-wal\nconf: {spark.streaming.blockInterval: 100ms, spark.hadoop.x: "a b"}'
);

describe('help', () => {
  test('without a topic: every verb', () => {
    const { plain } = helpFor(null, context);
    for (const verb of verbs) expect(plain).toContain(verb);
  });
  test.each([
    ['job', 'batchInterval'],
    ['after', 'ckpt1'],
    ['kill', 'replica executor'],
    ['storageLevel', 'MEMORY_AND_DISK_SER_2'],
    ['ack', 'the source has heard'],
    ['receiver executor', 'runs the receiver'],
    ['reliable-wal', 'recover from even a driver failure'],
    ['spark.streaming.blockInterval', '200ms']
  ])('%s tells of %s', (topic, told) => {
    expect(helpFor(topic, context).plain).toContain(told);
    expect(helpFor(topic, context).markdown).toContain(told);
  });
  test('a job: its SparkConf and its spark-submit line', () => {
    const { plain } = helpFor('clicks', context);
    expect(plain).toContain('spark.streaming.receiver.writeAheadLog.enable');
    expect(plain).toContain('spark-submit');
    expect(plain).toContain('--supervise');
  });
  test('an unknown topic: the nearest', () => {
    expect(helpFor('kil', context).plain).toContain('kill');
  });
});

describe('spark-submit', () => {
  test("the properties that differ from Spark's own, and what goes along", () => {
    const { job } = jobOf('job: a\nlike: clicks', context);
    expect(Object.fromEntries(sparkConf(job))).toMatchObject({
      'spark.streaming.receiver.writeAheadLog.enable': 'true',
      'spark.streaming.blockInterval': '100ms',
      'spark.hadoop.x': 'a b'
    });
  });
  test('no flag that the job does not have', () => {
    expect(sparkSubmit(jobOf('job: a\nsupervise: false').job)).not.toContain('--supervise');
  });
  test('what a shell would take apart is quoted', () => {
    expect(sparkSubmit(jobOf('job: a\nlike: clicks', context).job)).toMatch(
      /'spark\.hadoop\.x=a b'|"spark\.hadoop\.x=a b"/
    );
  });
});
