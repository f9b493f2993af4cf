import { describe, expect, test } from '@jest/globals';
import { configurationOf, configurations, plainSettings } from '../../src/guarantee/configuration.js';

describe('the rows of the page', () => {
  test.each(configurations.map(({ id, expands }) => [id, expands] as const))(
    '%s is what it expands to',
    (id, expands) => {
      expect(configurationOf(expands)).toBe(id);
    }
  );

  test('a job that says nothing is the default configuration of the page', () => {
    expect(configurationOf(plainSettings)).toBe('reliable-replicated');
  });
});

describe('which row settings amount to', () => {
  test('a write-ahead log decides, whatever the storage level', () => {
    const job = { ...plainSettings, writeAheadLog: true, checkpoint: 'recovered' as const };
    expect(configurationOf(job)).toBe('reliable-wal');
  });
  test('a checkpoint that is never read leaves the row; it voids the promise', () => {
    const direct = { ...plainSettings, consumer: 'direct' as const };
    expect(configurationOf({ ...direct, checkpoint: 'written only' })).toBe('direct-checkpoint');
  });
  test('a checkpoint beside a receiver changes no row', () => {
    expect(configurationOf({ ...plainSettings, checkpoint: 'recovered' })).toBe('reliable-replicated');
  });
  test('an unreliable receiver with a write-ahead log is no row', () => {
    const job = { ...plainSettings, consumer: 'unreliable receiver' as const, writeAheadLog: true };
    expect(configurationOf(job)).toBeNull();
  });
  test('other ways to keep offsets are no row', () => {
    const job = { ...plainSettings, consumer: 'direct' as const, offsets: 'after output' as const };
    expect(configurationOf(job)).toBeNull();
  });
});
