/** Cells that are right: the ten tasks of a first lesson, and one for every key. Property tests mutate them. */

/** Each is a notebook in order: one cell, or several with `---` between them. */
export const tenTasks: Readonly<Record<string, string>> = {
  'a two-line job by configuration, failed and charted': `job: clicks
configuration: reliable-replicated
---
fail: clicks
kill: driver
after: ack
---
chart: clicks
`,
  'like and compare': `job: clicks
configuration: reliable-replicated
---
job: safer
like: clicks
storageLevel: MEMORY_AND_DISK_SER
writeAheadLog: true
checkpoint: true
---
compare: [clicks, safer]
failures: [{kill: driver, after: ack}]
`,
  'two failures in one list, the second during recovery': `job: twice
configuration: direct-checkpoint
failures:
  - {kill: driver, after: submit}
  - {kill: driver, during: recovery}
---
chart: twice
`,
  'fifty runs with a failure at random': `job: often
configuration: reliable-replicated
runs: 50
failures: [{kill: driver, at: random}]
---
chart: often
`,
  'an expectation that holds, one that fails, one that is soft': `job: clicks
configuration: reliable-wal
failures: [{kill: driver, after: ack}]
---
expect: clicks
lost: 0
verdict: agrees
---
expect: clicks
lost: some
output duplicated: 3
soft: true
`,
  'parameters, as a value and inside a text': `parameters: {rate: 500/s, name: clicks, n: 3}
---
job: $(name)-fast
source: {dataset: flights, rate: $rate}
executors: $n
`,
  'a job killed without supervise': `job: alone
configuration: reliable-wal
supervise: false
failures:
  - kill: driver
    after: ack
---
chart: alone
`,
  'a file of the user': `job: orders
source: {file: data/orders.csv, rate: 100/s, records: 2000}
`,
  'a lost acknowledgement on a queue and on a log': `job: queued
source: {dataset: flights, kind: queue}
failures: [{drop: acknowledgement, after: reply}]
---
job: logged
source: {dataset: flights, kind: log}
failures: [{drop: acknowledgement}]
---
compare: [queued, logged]
`,
  'the table of the page': 'table: streaming\n'
};

/** One notebook that uses every verb and every key. */
export const everything = `# everything, at least once
job: full
configuration: reliable-replicated
engine: local
consumer: reliable receiver
storageLevel: MEMORY_AND_DISK_SER_2
writeAheadLog: false
checkpoint: false
supervise: true
executors: 3
batchInterval: 500ms
sink: append
source: {dataset: flights, rate: 500/s}
failures:
  - {kill: receiver executor, after: replicate, occurrence: 2}
  - {kill: driver, within: 500ms}
  - {kill: [driver, replica executor], after: put, record: 41, phase: 120ms}
  - {delay: acknowledgement, by: 300ms, at: 2s}
  - {pause: other executor, for: 3s, during: recovery}
  - {drop: produce acknowledgement, at: random}
runs: 1
seed: 1
limit: 60s
conf: {spark.streaming.blockInterval: 200ms, spark.eventLog.enabled: true}
---
job: stream
consumer: direct
checkpoint: {recover: never}
offsets: after output
sink: idempotent
source:
  generate: true
  records: 2000
  kind: log
---
job: broker
engine: local
consumer: direct
offsets: with output
sink: {kafka: output, kind: transactional}
source:
  kafka: {bootstrap: 'localhost:9092', topic: clicks, properties: client.properties, from: {0: 12, 1: 9007199254740993}, until: 5000 records}
---
job: own
engine: local
source: {kafka: {start: true, topic: clicks, brokers: 3, from: earliest}, records: 5000}
---
job: copied
engine: local
consumer: direct
source: {kafka: {start: true, brokers: 3, replicationFactor: 2, minInsyncReplicas: 2, uncleanElection: true, acks: 1}}
failures:
  - {pause: partition followers, for: 3s, at: 1s}
  - {kill: partition leader, at: 3s}
---
job: late
engine: local
conf: {auto.offset.reset: earliest}
source: {kafka: {start: true, retention: 3s}}
failures:
  - {kill: driver, for: 10s, after: ack}
---
explore: full
depth: 2
engine: simulated
---
explore: reliable-wal
---
biography: full
record: 417
---
biography: full
record: first duplicated
---
stop: full
---
stop: all
---
jobs: all
---
export: full
to: full.csv
---
remove: full
kafka: {bootstrap: 'a:9092', properties: client.properties}
topics: [spillway-full-0123456789ab-output]
confirm: true
---
remove: all
kafka: {bootstrap: 'a:9092,b:9092'}
---
help: after
---
help:
---
batch: wordcount
---
service: spark
---
agent: mesos
---
table: streaming
engine: simulated
seed: 7
`;

export const rightCells: readonly string[] = [...Object.values(tenTasks), everything];
