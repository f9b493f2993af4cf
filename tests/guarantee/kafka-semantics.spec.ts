import { describe, expect, test } from '@jest/globals';
import { judge } from '../../src/guarantee/judge.js';
import { kafkaRows } from '../../src/guarantee/kafka-semantics.js';
import { kafkaVerdicts } from '../../src/guarantee/kafka-verdict.js';
import type { Expiry } from '../../src/guarantee/expiry.js';
import type { Finding } from '../../src/guarantee/finding.js';
import type { LostCase } from '../../src/ledger/tally.js';
import type { Failure, Fault } from '../../src/terms/failure.js';
import type { Job } from '../../src/terms/job.js';
import type { LossPlace } from '../../src/terms/result.js';
import { jobOf, ownKafka, sparkDefaults, type KafkaContent, type Overrides } from '../engine/jobs.js';
import { atTime } from '../engine/failures.js';
import { finding, met } from './findings.js';

const kafkaJob = (rest: Overrides = {}, kafka: Partial<KafkaContent> = {}): Job =>
  jobOf({ engine: 'local', consumer: 'direct', ...rest, source: { kind: 'log', content: { ...ownKafka, ...kafka } } });

const copies = { factor: 3, minInSync: 1, uncleanElection: false };
const three: Partial<KafkaContent> = { brokers: 3, replication: copies };
const unclean: Partial<KafkaContent> = { brokers: 3, replication: { ...copies, uncleanElection: true } };
const leaderAlone: Partial<KafkaContent> = { producer: { acks: '1', idempotent: false } };

const bearing = (job: Job): readonly string[] => kafkaRows.filter(({ bears }) => bears(job)).map(({ row }) => row);

describe('which of Kafka’s words bear on a job', () => {
  const unsure = { producer: { acks: 'all', idempotent: false } } as const;
  test.each<readonly [string, Job, readonly string[]]>([
    ['one without Kafka', jobOf(), []],
    ['a topic of its own', kafkaJob(), ['idempotent producer']],
    ['a producer that sends again', kafkaJob({}, unsure), ['producer that sends again']],
    [
      'one that does not wait',
      kafkaJob({}, { producer: { acks: '0', idempotent: false } }),
      ['producer that does not wait']
    ],
    ['a topic of others: they answer for what is in it', kafkaJob({}, { bootstrap: 'a:9092', topic: 't' }), []],
    [
      'an unreliable receiver',
      kafkaJob({ consumer: 'unreliable receiver' }),
      ['idempotent producer', 'reader that saves its position first']
    ],
    [
      'a log before the position',
      kafkaJob({ consumer: 'reliable receiver', writeAheadLog: true, checkpoint: 'recovered' }),
      ['idempotent producer', 'reader that saves its position afterwards']
    ],
    ['memory before the position: neither', kafkaJob({ consumer: 'reliable receiver' }), ['idempotent producer']],
    [
      'offsets after the output, appended to a topic',
      kafkaJob({ offsets: 'after output', sinkTopic: 'out' }),
      ['idempotent producer', 'reader that saves its position afterwards', 'appended output']
    ],
    [
      'offsets with the output',
      kafkaJob({ offsets: 'with output', sink: 'transactional', sinkTopic: 'out' }),
      ['idempotent producer', 'position saved in the transaction of the output', 'output in transactions']
    ],
    ['three brokers', kafkaJob({}, three), ['idempotent producer', 'committed record']],
    ['… and a leader that answers alone', kafkaJob({}, { ...three, ...leaderAlone }), ['committed record']],
    ['… and unclean election', kafkaJob({}, unclean), ['leader that was not in sync']],
    ['… of which nothing is said of a producer that is not idempotent', kafkaJob({}, { ...unclean, ...unsure }), []],
    [
      'records that expire, and a direct stream without a position to come back to',
      kafkaJob({}, { retentionMs: 2000 }),
      ['idempotent producer', 'record that is younger than its topic’s retention']
    ],
    [
      '… and one with a checkpoint',
      kafkaJob({ checkpoint: 'recovered' }, { retentionMs: 2000 }),
      [
        'idempotent producer',
        'record that is younger than its topic’s retention',
        'reader whose position is gone, set to none'
      ]
    ],
    ['a keyed topic alone', jobOf({ sink: 'idempotent', sinkTopic: 'out' }), ['output with a key']]
  ])('%s', (_, job, rows) => {
    expect(bearing(job)).toEqual(rows);
  });
});

describe('what they come to', () => {
  const failureOf = (fault: Fault): Failure => ({ fault, place: atTime(0), withinMs: null, duringRecovery: false });
  const lostAnswer: Fault = { kind: 'drop', message: 'produce acknowledgement' };
  const brokerKilled: Fault = { kind: 'kill', victims: ['broker'] };
  const struckBy = (fault: Fault, rest: Partial<Finding> = {}): Finding => ({
    ...finding({ failures: [met(failureOf(fault))] }),
    ...rest
  });
  const verdictOf = (job: Job, one: Finding) => {
    const [verdict] = kafkaVerdicts({ job, findings: [one], wanted: 1 });
    return [verdict?.promise, verdict?.verdict, verdict?.why];
  };
  const inLog = (twice: readonly number[], missing: readonly number[] = []): Partial<Finding> => ({
    inLog: { twice, missing }
  });
  const unsure = kafkaJob({}, { producer: { acks: 'all', idempotent: false } });

  test('an idempotent producer whose answer was lost has its records in the topic once', () => {
    expect(verdictOf(kafkaJob(), struckBy(lostAnswer, inLog([])))).toEqual([
      'exactly-once',
      'agrees',
      'none of 1,990 records is in the topic more than once, and all that was acknowledged is in the topic'
    ]);
    expect(verdictOf(kafkaJob(), struckBy(lostAnswer, inLog([7])))).toEqual([
      'exactly-once',
      'contradicts',
      '1 of 1,990 records more than once in the topic'
    ]);
  });

  test('one that sends again may have them there twice, and none may be missing', () => {
    expect(verdictOf(unsure, struckBy(lostAnswer, inLog([7, 8])))).toEqual([
      'at least once',
      'agrees',
      'all that was acknowledged is in the topic; 2 records more than once in the topic, which it allows'
    ]);
    expect(verdictOf(unsure, struckBy(brokerKilled, inLog([], [9])))).toMatchObject(['at least once', 'contradicts', expect.stringContaining('1 of')]); // prettier-ignore
  });

  test('one that does not wait has none twice', () => {
    const careless = kafkaJob({}, { producer: { acks: '0', idempotent: false } });
    expect(verdictOf(careless, struckBy(brokerKilled, inLog([])))).toMatchObject(['at most once', 'agrees', expect.anything()]); // prettier-ignore
    expect(verdictOf(careless, struckBy(brokerKilled, inLog([1])))).toMatchObject(['at most once', 'contradicts', expect.anything()]); // prettier-ignore
  });

  describe('of records that expire', () => {
    const driver: Fault = { kind: 'kill', victims: ['driver'], forMs: 9000 };
    const lostAt = (place: LossPlace): LostCase => ({ record: 5, sentAtMs: 0, place, momentIndex: 100 });
    const run = (expiry: Partial<Expiry>, lost: readonly LostCase[] = [], positionGone = true): Finding => {
      const one = finding({ failures: [{ ...met(failureOf(driver)), positionGone }] });
      const all = { twice: [], missing: [], expiry: { early: [], readAnew: [], ...expiry } };
      return { ...one, tally: { ...one.tally, lost }, inLog: all };
    };
    const rows = (autoOffsetReset: 'earliest' | 'latest', one: Finding) => {
      const properties = { ...sparkDefaults, autoOffsetReset };
      const job = kafkaJob({ consumer: 'reliable receiver', properties }, { retentionMs: 2000 });
      return kafkaVerdicts({ job, findings: [one], wanted: 1 }).slice(1);
    };

    test('none may go before its time; that older ones go unread is no breach', () => {
      expect(rows('latest', run({}, [lostAt('expired')]))[0]).toMatchObject({
        documented: { by: 'Apache Kafka', section: 'Topic Configs' },
        verdict: 'agrees',
        why: 'no record was taken away before its time; 1 record expired unread, which it allows'
      });
      expect(rows('latest', run({ early: [3] }))[0]).toMatchObject({ verdict: 'contradicts' });
    });

    test('a reader set to the earliest passes over nothing that is still there', () => {
      expect(rows('earliest', run({}, [lostAt('expired')]))[1]).toMatchObject({ verdict: 'agrees' });
      expect(rows('earliest', run({}, [lostAt('in flight')]))[1]).toMatchObject({ verdict: 'contradicts' });
    });

    test('one set to the latest may, and reads none of it', () => {
      expect(rows('latest', run({}, [lostAt('skipped offsets')]))[1]).toMatchObject({
        documented: { section: 'Consumer Configs' },
        verdict: 'agrees',
        why: expect.stringContaining('1 record passed over that the topic still held, which it allows')
      });
      expect(rows('latest', run({ readAnew: [3] }))[1]).toMatchObject({ verdict: 'contradicts' });
    });

    test('where the position was still there, nothing is said of a reader that has lost it', () => {
      expect(rows('latest', run({}, [], false))[1]).toMatchObject({
        verdict: 'not exercised',
        why: 'no reader came to a position that was gone'
      });
    });
  });

  describe('of a partition whose leader was killed', () => {
    const leader: Fault = { kind: 'kill', victims: ['partition leader'] };
    const copied = (missing: readonly number[], takenBack: readonly number[], twice: readonly number[] = []) =>
      struckBy(leader, { inLog: { twice, missing, takenBack } });
    const lastOf = (job: Job, one: Finding) => kafkaVerdicts({ job, findings: [one], wanted: 1 }).at(-1);

    test('a leader that answers alone may take along what was not committed, and nothing that was', () => {
      const job = kafkaJob({}, { ...three, ...leaderAlone });
      expect(lastOf(job, copied([5, 6], []))).toMatchObject({
        documented: { by: 'Apache Kafka', section: 'Replication', row: 'committed record' },
        verdict: 'agrees',
        why: 'all that was committed is in the topic; 2 records acknowledged by the leader before its followers had them, and not in the topic, which it allows'
      });
      const broken = { verdict: 'contradicts', why: '1 of 1,990 records committed, and no longer in the topic' };
      expect(lastOf(job, copied([5, 6], [5]))).toMatchObject(broken);
    });

    test('where all in sync answer, what was acknowledged was committed', () => {
      expect(lastOf(kafkaJob({}, three), copied([], []))).toMatchObject({ verdict: 'agrees' });
      expect(lastOf(kafkaJob({}, three), copied([5], []))).toMatchObject({ verdict: 'contradicts' });
    });

    test('one that was not in sync need not have it, and has nothing twice', () => {
      const row = { row: 'leader that was not in sync' };
      expect(lastOf(kafkaJob({}, unclean), copied([5], [5]))).toMatchObject({ documented: row, verdict: 'agrees' });
      expect(lastOf(kafkaJob({}, unclean), copied([], [], [5]))).toMatchObject({ verdict: 'contradicts' });
    });

    test('a pause alone is no death, so that nothing was put to the test', () => {
      const paused = struckBy(
        { kind: 'pause', victim: 'partition followers', forMs: 1000 },
        { inLog: { twice: [], missing: [] } }
      );
      expect(lastOf(kafkaJob({}, three), paused)).toMatchObject({ verdict: 'not exercised' });
    });
  });

  test('a death of the job puts no producer to the test', () => {
    const killed = struckBy({ kind: 'kill', victims: ['driver'] }, inLog([]));
    expect(verdictOf(kafkaJob(), killed)).toEqual(['exactly-once', 'not exercised', 'nothing failed']);
  });

  test('output with a key is there once, whatever was written again', () => {
    const job = jobOf({ sink: 'idempotent', sinkTopic: 'out' });
    const killed = struckBy({ kind: 'kill', victims: ['task executor'] });
    expect(verdictOf(job, killed)).toMatchObject(['exactly-once', 'agrees', expect.anything()]);
    const missing = { ...killed, missingInSink: [3] };
    expect(verdictOf(job, missing)).toEqual(['exactly-once', 'contradicts', '1 of 1,990 records not in the sink']);
  });

  test('what a source sent again is two records to a sink: a receiver’s transaction held each once', () => {
    const twice = finding({ failures: [met(failureOf({ kind: 'kill', victims: ['executor'] }))], twice: [4] });
    const held = (consumer: 'reliable receiver' | 'direct') =>
      verdictOf(jobOf({ consumer, sink: 'transactional', sinkTopic: 'out' }), twice)[1];
    expect([held('reliable receiver'), held('direct')]).toEqual(['agrees', 'contradicts']);
  });

  describe('beside what the page promises', () => {
    const job = kafkaJob({ checkpoint: 'recovered' });
    const killed = (found: Partial<Finding>): Finding => struckBy({ kind: 'kill', victims: ['driver'] }, found);

    test('of a producer whose broker nobody touched nothing is said, so that the verdict is the page’s', () => {
      const { promises, verdict } = judge(job, [killed(inLog([]))]);
      expect(promises.filter(({ documented }) => documented?.by === 'Apache Kafka')).toEqual([]);
      expect(promises.length).toBeGreaterThan(0);
      expect(verdict).toBe('agrees');
    });

    test('… but what contradicts its row is told, whatever failed', () => {
      const { promises, verdict } = judge(job, [killed(inLog([7]))]);
      expect(promises.at(-1)).toMatchObject({ documented: { row: 'idempotent producer' }, verdict: 'contradicts' });
      expect(verdict).toBe('contradicts');
    });

    test('… and where nothing failed, that is said', () => {
      const { promises } = judge(job, [finding(inLog([]))]);
      expect(promises.at(-1)).toMatchObject({ documented: { row: 'idempotent producer' }, verdict: 'not exercised' });
    });
  });

  test('each names its source, and counts for the verdict on the job', () => {
    const { promises, verdict } = judge(kafkaJob(), [struckBy(lostAnswer, inLog([7]))]);
    const documented = { by: 'Apache Kafka', section: 'Message Delivery Semantics', row: 'idempotent producer' };
    expect(promises.at(-1)).toMatchObject({ documented, oracle: 'log', witness: { seed: 1, record: 7 } });
    expect(verdict).toBe('contradicts');
  });
});
