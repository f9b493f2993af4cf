import { describe, expect, test } from '@jest/globals';
import { voidsOf } from '../../src/guarantee/voids.js';
import { jobOf, ownKafka, rowIds, rowJob, sparkDefaults, type KafkaContent } from '../engine/jobs.js';

const voided = (...job: Parameters<typeof rowJob>) => voidsOf(rowJob(...job)).map(({ of, setting }) => [of, setting]);

describe('a promise of the page', () => {
  test.each(rowIds)('stands for %s as the page describes it', id => {
    expect(voided(id)).toEqual([]);
  });

  test.each(['reliable-wal', 'direct-checkpoint'] as const)('on the driver is void for %s', id => {
    expect(voided(id, { supervise: false })).toEqual([['driver failure', 'supervise: false']]);
    expect(voided(id, { checkpoint: 'written only' })).toEqual([['driver failure', 'checkpoint: {recover: never}']]);
  });

  test('on an executor is void where there is no second one for the copy', () => {
    expect(voided('reliable-replicated', { executors: 1 })).toEqual([['executor failure', 'executors: 1']]);
    expect(voided('reliable-wal', { executors: 1 })).toEqual([]);
  });

  test('is what can be void, a warning of data loss is not', () => {
    expect(voided('reliable-replicated', { supervise: false })).toEqual([]);
    expect(voided('unreliable', { supervise: false, executors: 1 })).toEqual([]);
  });

  test.each(['auto-commit', 'after output', 'with output'] as const)(
    'of exactly-once is void with offsets %s',
    offsets => {
      expect(voidsOf(jobOf({ consumer: 'direct', offsets }))).toMatchObject([
        { of: 'semantics', setting: `offsets: ${offsets}` }
      ]);
      expect(voidsOf(jobOf({ consumer: 'direct', offsets, checkpoint: 'recovered' }))).toEqual([]);
    }
  );

  test('is void where the source itself may lose what it has acknowledged: several brokers, and a leader that answers alone or was not in sync', () => {
    const on = (kafka: Partial<KafkaContent>) =>
      voided('direct-checkpoint', { source: { kind: 'log', content: { ...ownKafka, ...kafka } } });
    const replication = { factor: 3, minInSync: 1, uncleanElection: false };
    const alone = { producer: { acks: '1', idempotent: false } } as const;
    const all = ['executor failure', 'driver failure', 'semantics'];
    expect(on({ brokers: 3, replication })).toEqual([]);
    expect(on(alone)).toEqual([]); // one broker: whoever answers is all there is
    expect(on({ brokers: 3, replication, ...alone })).toEqual(all.map(of => [of, 'acks: 1']));
    const unclean = { brokers: 3, replication: { ...replication, uncleanElection: true } };
    expect(on(unclean)).toEqual(all.map(of => [of, 'uncleanElection: true']));
  });

  test('of exactly-once is void where a restart begins at the log’s start', () => {
    const properties = { ...sparkDefaults, autoOffsetReset: 'earliest' } as const;
    expect(voided('direct-no-checkpoint', { properties })).toEqual([['semantics', 'auto.offset.reset: earliest']]);
    expect(voided('direct-checkpoint', { properties })).toEqual([]);
  });
});
