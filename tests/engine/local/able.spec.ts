import { expect, test } from '@jest/globals';
import { mustBeAbleToRun } from '../../../src/engine/local/able.js';
import type { SourceContent } from '../../../src/terms/job.js';
import { jobOf, type Overrides } from '../jobs.js';

type Kafka = Extract<SourceContent, { readonly from: 'kafka' }>;
const own: Kafka = {
  from: 'kafka',
  bootstrap: null,
  topic: null,
  properties: null,
  brokers: 1,
  begin: 'latest',
  end: null
};
const reading = (kafka: Partial<Kafka>): Overrides => ({ source: { kind: 'log', content: { ...own, ...kafka } } });

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
