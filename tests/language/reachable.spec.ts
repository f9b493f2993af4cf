import { describe, expect, test } from '@jest/globals';
import { stepsOf, victimsOf, whyNoVictim, whyUnreachable } from '../../src/language/reachable.js';
import { jobOf } from './notebook.js';

const job = (keys: string) => jobOf(`job: a\n${keys}`).job;
const receiving = ['recv', 'put', 'queue', 'reply'];
const batching = ['alloc', 'rdd', 'submit', 'out', 'done'];

describe('the steps of each configuration', () => {
  test.each([
    ['unreliable', ['recv', 'cut', 'put', 'replicate', 'queue', 'reply', ...batching]],
    ['reliable-unreplicated', [...receiving, 'ack', ...batching]],
    ['reliable-replicated', ['recv', 'put', 'replicate', 'queue', 'reply', 'ack', ...batching]],
    [
      'reliable-wal',
      ['recv', 'put', 'wal', 'meta', 'queue', 'reply', 'ack', 'alloc', 'rdd', 'submit', 'ckpt1', 'out', 'done', 'ckpt2']
    ],
    ['direct-no-checkpoint', ['compute', 'submit', 'out', 'done']],
    ['direct-checkpoint', ['compute', 'submit', 'ckpt1', 'out', 'done', 'ckpt2']]
  ])('%s', (configuration, steps) => {
    expect(stepsOf(job(`configuration: ${configuration}`))).toEqual(steps);
  });

  test('a block is registered on disk wherever there is a checkpoint directory', () => {
    expect(stepsOf(job('checkpoint: {recover: never}'))).toContain('meta');
  });

  test('one executor has no peer to replicate to', () => {
    expect(stepsOf(job('executors: 1'))).not.toContain('replicate');
  });

  test('an unreliable receiver commits to a log, and tells a queue nothing', () => {
    expect(stepsOf(job('consumer: unreliable receiver\nsource: {kind: log}'))).toContain('ack');
    expect(stepsOf(job('consumer: unreliable receiver'))).not.toContain('ack');
  });

  test('a direct stream commits only when it keeps its offsets in Kafka', () => {
    expect(stepsOf(job('consumer: direct\noffsets: after output'))).toContain('commit');
    expect(stepsOf(job('consumer: direct\noffsets: with output\nsink: transactional'))).not.toContain('commit');
  });

  test('a transaction in Kafka is committed, whoever reads', () => {
    const sink = (kind: string) => `engine: local\nsink: {kafka: output, kind: ${kind}}`;
    expect(stepsOf(job(sink('transactional')))).toContain('commit');
    expect(stepsOf(job(sink('append')))).not.toContain('commit');
  });
});

describe('the victims', () => {
  test('of a job with two copies on two executors: no other one', () => {
    expect(victimsOf(job('configuration: reliable-replicated'))).not.toContain('other executor');
    expect(victimsOf(job('configuration: reliable-replicated\nexecutors: 3'))).toContain('other executor');
  });
  test('of a job with one copy: no replica', () => {
    const victims = victimsOf(job('configuration: reliable-unreplicated'));
    expect(victims).not.toContain('replica executor');
    expect(victims).toContain('other executor');
  });
  test('of a direct job: no receiver', () => {
    const victims = victimsOf(job('configuration: direct-checkpoint'));
    expect(victims).toEqual(expect.arrayContaining(['driver', 'executor', 'task executor']));
    expect(victims.filter(victim => /receiver|replica/.test(victim))).toEqual([]);
  });
});

describe('what cannot be is refused with what to change', () => {
  test.each([
    ['configuration: reliable-replicated', 'wal', /writeAheadLog/],
    ['configuration: reliable-replicated', 'ckpt1', /checkpoint/],
    ['configuration: reliable-replicated', 'compute', /direct/],
    ['configuration: direct-checkpoint', 'ack', /receiver/],
    ['configuration: reliable-unreplicated', 'replicate', /storageLevel/],
    ['executors: 1', 'replicate', /executors/]
  ] as const)('%s: after %s', (keys, step, remedy) => {
    expect(whyUnreachable(job(keys), step)).toMatch(remedy);
  });

  test('and what can be is not', () => {
    const wal = job('configuration: reliable-wal');
    expect(stepsOf(wal).map(step => whyUnreachable(wal, step))).toEqual(stepsOf(wal).map(() => null));
    expect(victimsOf(wal).map(victim => whyNoVictim(wal, victim))).toEqual(victimsOf(wal).map(() => null));
  });

  test('another executor beside receiver and replica asks for three', () => {
    expect(whyNoVictim(job('configuration: reliable-replicated'), 'other executor')).toMatch(/executors: 3/);
  });
});
