import { expect, test } from '@jest/globals';
import { mustBeAbleToRun } from '../../../src/engine/local/able.js';
import { jobOf, ownKafka, type KafkaContent, type Overrides } from '../jobs.js';

const reading = (kafka: Partial<KafkaContent>): Overrides => ({
  source: { kind: 'log', content: { ...ownKafka, ...kafka } }
});

test.each([
  reading({}),
  reading({ brokers: 3 }),
  reading({ begin: 'earliest', topic: 'clicks' }),
  reading({ bootstrap: 'broker:9092', topic: 'clicks', end: '30s' }),
  { sinkTopic: 'output' },
  {}
])('%j can be run', settings => {
  expect(() => mustBeAbleToRun(jobOf(settings))).not.toThrow();
});
