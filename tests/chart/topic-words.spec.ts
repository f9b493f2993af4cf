import { expect, test } from '@jest/globals';
import { placeOf, topicWords } from '../../src/chart/topic-words.js';
import type { TopicRead } from '../../src/terms/trace.js';

const topicRead: TopicRead = {
  topic: 'orders',
  isolation: 'committed',
  partitions: [
    { partition: 0, from: '1200', until: '1204', records: 2, markers: 1, aborted: 1, gaps: 0 },
    { partition: 1, from: '9007199254740993', until: '9007199254740995', records: 2, markers: 0, aborted: 0, gaps: 0 }
  ],
  runs: [
    { first: 0, partition: 0, offset: '1200', count: 2 },
    { first: 2, partition: 1, offset: '9007199254740993', count: 2 }
  ]
};

test('a record of a topic is known by topic, partition and offset, however large', () => {
  expect([0, 1, 2, 3, 4].map(record => placeOf({ topicRead }, record))).toEqual([
    'orders-0@1200',
    'orders-0@1201',
    'orders-1@9007199254740993',
    'orders-1@9007199254740994',
    null
  ]);
  expect(placeOf({}, 0)).toBeNull();
});

test('what was counted is told with its isolation level, and what takes an offset and is no record', () => {
  expect(topicWords(topicRead)).toBe(
    'Counted in topic orders by a client of its own, read_committed, by position: partition 0, offsets 1200 to 1204: 2 records (besides 1 markers of transactions, 1 of aborted transactions); partition 1, offsets 9007199254740993 to 9007199254740995: 2 records.'
  );
});
