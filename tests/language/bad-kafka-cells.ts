/** Wrong cells of jobs that read or write Kafka. */
import type { BadCell } from './bad-cells.js';

export const kafkaCells: readonly BadCell[] = [
  {
    text: 'job: new\nengine: local\nconsumer: reliable receiver\nsource: {kafka: {start: true, brokers: 3, uncleanElection: true}}',
    code: 'both and different',
    at: '{kafka: {start: true, brokers: 3, uncleanElection: true}}'
  },
  {
    text: 'job: new\nengine: local\nsource: {kafka: {start: true}}\nfailures: [{kill: partition leader, at: 1s}]',
    code: 'no such victim',
    at: 'partition leader'
  },
  {
    text: 'job: new\nengine: local\nsource: {kafka: {start: true, brokers: 3}}\nfailures: [{pause: partition leader, for: 1s, at: 1s}]',
    code: 'no such victim',
    at: 'partition leader'
  },
  {
    text: 'job: new\nengine: local\nsource: {kafka: {start: true, minInsyncReplicas: 2}}',
    code: 'key without its partner',
    at: 'minInsyncReplicas'
  },
  {
    text: 'job: new\nengine: local\nsource: {kafka: {bootstrap: "a:9092", topic: b, uncleanElection: true}}',
    code: 'key without its partner',
    at: 'uncleanElection'
  },
  {
    text: 'job: new\nengine: local\nsource: {kafka: {start: true, brokers: 2, replicationFactor: 3}}',
    code: 'both and different',
    at: '3'
  },
  {
    text: 'job: new\nengine: local\nsource: {kafka: {start: true, brokers: 4, replicationFactor: 2, minInsyncReplicas: 3}}',
    code: 'both and different',
    at: '3'
  },
  {
    text: 'job: new\nengine: local\nsource: {kafka: {start: true, topic: a}}\nsink: {kafka: a}',
    code: 'both and different',
    at: '{kafka: a}'
  },
  {
    text: 'job: new\nengine: local\nconsumer: direct\nsink: {kafka: a, kind: transactional}\nconf: {spark.streaming.concurrentJobs: 2}',
    code: 'both and different',
    at: '{kafka: a, kind: transactional}'
  },
  {
    text: 'job: new\nengine: local\nsource: {kafka: {bootstrap: "a:9092", topic: b, until: now}, records: 5}',
    code: 'both and different',
    at: 'records'
  },
  {
    text: 'job: new\nengine: local\nsource: {kafka: {bootstrap: "a:9092", topic: b}}\nfailures: [{drop: produce acknowledgement, at: 1s}]',
    code: 'unreachable step',
    at: 'produce acknowledgement'
  },
  {
    text: 'job: new\nengine: local\nsource: {kafka: {start: true, until: 30s}}',
    code: 'both and different',
    at: 'until'
  },
  {
    text: 'job: new\nengine: local\nsource: {kafka: {start: true, from: {0: 12}}}',
    code: 'both and different',
    at: '{0: 12}'
  },
  {
    text: 'job: new\nengine: local\nsource: {kafka: {start: true, properties: client.properties}}',
    code: 'both and different',
    at: 'properties'
  },
  {
    text: 'job: new\nengine: local\nsource: {kafka: {start: true, acks: 1, idempotence: true}}',
    code: 'both and different',
    at: 'true'
  },
  {
    text: "job: new\nengine: local\nsource: {kafka: {bootstrap: 'a:9092', topic: b, acks: 0}}",
    code: 'key without its partner',
    at: 'acks'
  },
  {
    text: "job: new\nengine: local\nsource: {kafka: {bootstrap: 'a:9092', topic: b}}\nfailures: [{kill: broker}]",
    code: 'no such victim',
    at: 'broker'
  },
  {
    text: 'job: new\nengine: local\nsource: {kafka: {start: true}}\nfailures: [{pause: broker, for: 2s}]',
    code: 'no such victim',
    at: 'broker'
  },
  {
    text: "job: new\nengine: local\nsource: {kafka: {bootstrap: 'a:9092', topic: b, retention: 5s}}",
    code: 'key without its partner',
    at: 'retention'
  },
  {
    text: 'job: new\nengine: local\nsource: {kafka: {start: true, brokers: 3, retention: 5s}}',
    code: 'both and different',
    at: 'retention'
  },
  {
    text: 'job: new\nsupervise: false\nfailures: [{kill: driver, for: 5s}]',
    code: 'both and different',
    at: '5s'
  },
  { text: 'job: new\nfailures: [{kill: broker}]', code: 'no such victim', at: 'broker' },
  {
    text: `job: new\nengine: local\nsink: {kafka: ${'output'.repeat(40)}}`,
    code: 'bad name',
    at: `{kafka: ${'output'.repeat(40)}}`
  },
  { text: 'remove: all', code: 'missing key', at: 'remove' },
  { text: 'remove: clicks', code: 'nothing to remove', at: 'clicks' },
  { text: 'remove: nobody', code: 'unknown job', at: 'nobody' },
  {
    text: 'remove: clicks\nkafka: {bootstrap: "a:9092"}\ntopics: [orders]',
    code: 'nothing to remove',
    at: 'orders'
  },
  {
    text: 'remove: all\nkafka: {bootstrap: "a:9092"}\ntopics: [spillway-orders]',
    code: 'nothing to remove',
    at: 'spillway-orders'
  },
  {
    text: 'remove: clicks\nkafka: {bootstrap: "a:9092"}\ntopics: [spillway-other-0123456789ab-output]',
    code: 'nothing to remove',
    at: 'spillway-other-0123456789ab-output'
  }
];
