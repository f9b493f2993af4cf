import { describe, expect, test } from '@jest/globals';
import { configurationOf } from '../../src/guarantee/configuration.js';
import {
  pageConfiguration,
  pageConfigurations,
  pageSemantics,
  pageSentenceOn,
  semanticsOf
} from '../../src/guarantee/page.js';
import { rowIds, rowJob } from '../engine/jobs.js';

describe('the page', () => {
  test('has six configurations with two lines each, in its own words', () => {
    const lines = pageConfigurations.map(({ number, title, promises }) => [
      `${number}. ${title}`,
      promises['executor failure'].words,
      promises['driver failure'].words
    ]);
    expect(lines).toEqual([
      ['1. Unreliable receivers', 'executor failure => data loss', 'driver failure => data loss'],
      [
        '2. Reliable receivers, unreplicated storage level',
        'executor failure => data loss',
        'driver failure => data loss'
      ],
      [
        '3. Reliable receivers, replicated storage level',
        '(single) executor failure => no data loss',
        'driver failure => data loss'
      ],
      [
        '4. Reliable receivers, write-ahead logging',
        'executor failure => no data loss',
        'driver failure => no data loss'
      ],
      ['5. Direct Kafka consumer, no checkpointing', 'executor failure => no data loss', 'driver failure => data loss'],
      ['6. Direct Kafka consumer, checkpointing', 'executor failure => no data loss', 'driver failure => no data loss']
    ]);
  });

  test('increases what it keeps from row to row, as it says', () => {
    const kept = pageConfigurations.map(
      ({ promises }) => Object.values(promises).filter(({ promise }) => promise === 'no data loss').length
    );
    expect(kept).toEqual([0, 0, 1, 2, 1, 2]);
  });

  test('limits one line to a single executor', () => {
    const single = pageConfigurations.filter(({ promises }) => promises['executor failure'].single);
    expect(single.map(({ id }) => id)).toEqual(['reliable-replicated']);
  });

  test('promises receivers at least once, and the direct consumer exactly-once', () => {
    expect(pageSemantics.map(({ title, promise }) => [title, promise])).toEqual([
      ['Receivers', 'at least once'],
      ['Direct Kafka consumer', 'exactly-once']
    ]);
    expect(semanticsOf('unreliable receiver').id).toBe('receivers');
    expect(semanticsOf('direct').id).toBe('direct');
  });

  test.each(rowIds)('gives the settings of %s as a cell has them', id => {
    const row = pageConfiguration(id);
    expect(row.settings['consumer']).toBe(rowJob(id).consumer);
    expect(configurationOf(rowJob(id))).toBe(id);
    expect(row.sentences.every(sentence => /^[A-Z].*\.$/.test(sentence))).toBe(true);
  });
});

describe('the page’s sentence on a word of a cell', () => {
  test.each([
    ['writeAheadLog', 'with write-ahead logging (WAL) enabled'],
    ['checkpoint', 'exactly where it left off'],
    ['consumer', 'you must use the Direct Kafka API'],
    ['storageLevel', 'By default, Spark streaming receivers run with a replicated storage level.'],
    ['supervise', '--supervise'],
    ['offsets', 'starts reading from the latest Kafka offset'],
    ['sink', 'your output operation provides exactly-once guarantees'],
    ['kill', 'two types of failures'],
    ['source', 'loses data when delivered data does not get processed']
  ])('%s', (key, part) => {
    expect(pageSentenceOn(key)).toContain(part);
  });

  test('of which it says nothing', () => {
    expect(pageSentenceOn('seed')).toBeNull();
  });
});
