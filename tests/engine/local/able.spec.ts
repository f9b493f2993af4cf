import { expect, test } from '@jest/globals';
import { mustBeAbleToRun } from '../../../src/engine/local/able.js';
import { jobOf, ownKafka, type KafkaContent, type Overrides } from '../jobs.js';

const reading = (kafka: Partial<KafkaContent>): Overrides => ({
  source: { kind: 'log', content: { ...ownKafka, ...kafka } }
});

test.each([['several brokers', reading({ brokers: 3 }), 'leave "brokers" out']])(
  '%s: what is not there yet is said before anything starts',
  (_, settings, words) => {
    expect(() => mustBeAbleToRun(jobOf(settings))).toThrow(words);
  }
);

test.each([
  reading({}),
  reading({ begin: 'earliest', topic: 'clicks' }),
  reading({ bootstrap: 'broker:9092', topic: 'clicks', end: '30s' }),
  { sinkTopic: 'output' },
  {}
])('%j can be run', settings => {
  expect(() => mustBeAbleToRun(jobOf(settings))).not.toThrow();
});
