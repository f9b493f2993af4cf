/** Any job and any failure that a cell can say. */
import fc from 'fast-check';
import { stepsOf, victimsOf, whyNoMessage, whyNotPaused } from '../../src/language/reachable.js';
import type { Failure, Fault, Place } from '../../src/terms/failure.js';
import type { Job, Replication, Source, SourceContent, SparkProperties, StorageLevel } from '../../src/terms/job.js';

const levels: readonly StorageLevel[] = [
  ...(['MEMORY_ONLY', 'MEMORY_ONLY_2', 'MEMORY_ONLY_SER', 'MEMORY_ONLY_SER_2', 'MEMORY_AND_DISK'] as const),
  ...(['MEMORY_AND_DISK_2', 'MEMORY_AND_DISK_SER', 'MEMORY_AND_DISK_SER_2', 'DISK_ONLY', 'DISK_ONLY_2'] as const)
];

const duration = (leastMs: number, mostMs: number) => fc.integer({ min: leastMs, max: mostMs });
const oneLine = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
  .filter(text => /^[^\p{C}\p{Z}]+$/u.test(text) && !text.includes('$'));

const content: fc.Arbitrary<SourceContent> = fc.oneof(
  fc.constantFrom('flights', 'flights-20k', 'flights-200k').map(dataset => ({ from: 'dataset' as const, dataset })),
  oneLine.map(path => ({ from: 'file' as const, path })),
  fc.constant({ from: 'generated' as const })
);

const kafka: fc.Arbitrary<Extract<SourceContent, { readonly from: 'kafka' }>> = fc.record(
  {
    from: fc.constant('kafka' as const),
    bootstrap: fc.constantFrom('localhost:9092', 'a.example:9092,b.example:9093', null),
    topic: fc.constantFrom('clicks', 'a.b_c-d'),
    properties: fc.constant(null),
    brokers: fc.constant(1),
    begin: fc.constantFrom('earliest', 'latest', '2026-01-31T12:00:00Z'),
    end: fc.constantFrom(null, 'now', '5000', '30s'),
    producer: fc.constantFrom(
      { acks: 'all' as const, idempotent: false },
      { acks: '1' as const, idempotent: false },
      { acks: '0' as const, idempotent: false }
    ),
    replication: fc.record({
      factor: fc.constantFrom(2, 3),
      minInSync: fc.constantFrom(1, 2),
      uncleanElection: fc.boolean()
    })
  },
  { requiredKeys: ['from', 'bootstrap', 'topic', 'properties', 'brokers', 'begin', 'end'] }
);

const properties: fc.Arbitrary<SparkProperties> = fc.record({
  blockIntervalMs: duration(5, 10_000),
  blockQueueSize: fc.integer({ min: 1, max: 1000 }),
  concurrentJobs: fc.integer({ min: 1, max: 8 }),
  receiverRestartDelayMs: duration(0, 10_000),
  taskMaxFailures: fc.integer({ min: 1, max: 10 }),
  maxReplicationFailures: fc.integer({ min: 0, max: 3 }),
  localityWaitMs: duration(0, 10_000),
  networkTimeoutMs: duration(1000, 600_000),
  maxRatePerPartition: fc.integer({ min: 0, max: 100_000 }),
  autoOffsetReset: fc.constantFrom('latest' as const, 'earliest' as const)
});

/** A job without failures. Only what fits together: the language refuses the rest. */
export const plainJobs: fc.Arbitrary<Job> = fc
  .record({
    name: fc.constantFrom('clicks', 'a', 'Ärger-2', '点击', 'x_y.z'),
    engine: fc.constantFrom('simulated' as const, 'local' as const),
    consumer: fc.constantFrom('unreliable receiver' as const, 'reliable receiver' as const, 'direct' as const),
    storageLevel: fc.constantFrom(...levels),
    writeAheadLog: fc.boolean(),
    checkpoint: fc.constantFrom('none' as const, 'written only' as const, 'recovered' as const),
    offsets: fc.constantFrom('none' as const, 'auto-commit' as const, 'after output' as const, 'with output' as const),
    supervise: fc.boolean(),
    executors: fc.integer({ min: 1, max: 16 }),
    batchIntervalMs: duration(10, 3_600_000),
    sink: fc.constantFrom('append' as const, 'idempotent' as const, 'transactional' as const),
    sinkTopic: fc.constantFrom(null, 'output'),
    source: fc.record({
      kind: fc.constantFrom('queue' as const, 'log' as const),
      content: fc.oneof(content, kafka),
      ratePerSecond: fc.integer({ min: 1, max: 10_000_000 }).map(tenths => tenths / 10),
      records: fc.option(fc.integer({ min: 10, max: 10_000_000 }))
    }),
    failures: fc.constant([]),
    runs: fc.integer({ min: 1, max: 10_000 }),
    seed: fc.integer({ min: 0, max: 4294967295 }),
    limitMs: duration(100, 86_400_000),
    properties,
    otherProperties: fc.dictionary(
      fc.stringMatching(/^spark\.hadoop\.[a-z]{1,8}$/),
      fc.oneof(oneLine, fc.constantFrom('true', '12', '1.0', '0x1f', 'null', '~', '2s', '#3', 'a: b')),
      { maxKeys: 3, noNullPrototype: true }
    )
  })
  .map(job => fitted(job));

function fitted(job: Job): Job {
  const direct = job.consumer === 'direct';
  const offsets = direct ? job.offsets : 'none';
  const writeAheadLog = !direct && job.writeAheadLog;
  return {
    ...job,
    offsets,
    writeAheadLog,
    storageLevel: direct ? 'MEMORY_AND_DISK_SER_2' : job.storageLevel,
    checkpoint: writeAheadLog && job.checkpoint === 'none' ? 'recovered' : job.checkpoint,
    sink: offsets === 'with output' ? 'transactional' : job.sink,
    sinkTopic: job.engine === 'simulated' || isOverlapping(job) ? null : job.sinkTopic,
    source: fittedSource(job)
  };
}

/** Batches that overlap, in transactions that note how far the input is written. */
const isOverlapping = ({ consumer, properties: { concurrentJobs } }: Job): boolean =>
  consumer === 'direct' && concurrentJobs > 1;

function fittedSource({ source, engine, consumer }: Job): Source {
  if (source.content.from !== 'kafka') return consumer === 'direct' ? { ...source, kind: 'log' } : source;
  const { producer, replication, ...kafka } = source.content;
  const sent = producer === undefined ? {} : { producer }; // others write to a topic of theirs
  const kept = replication === undefined ? {} : { brokers: 3, replication: keptFor(replication, consumer) };
  const real = kafka.bootstrap === null ? { ...kafka, ...sent, ...kept, begin: 'latest', end: null } : kafka; // one of its own is new
  const usable = engine === 'simulated' ? { from: 'generated' as const } : real;
  const records = usable.from === 'kafka' && usable.end !== null ? null : source.records; // one end is enough
  return { ...source, kind: 'log', content: usable, records };
}

const keptFor = (replication: Replication, consumer: Job['consumer']): Replication =>
  consumer === 'direct' ? replication : { ...replication, uncleanElection: false };

function faults(job: Job): fc.Arbitrary<Fault> {
  const victim = fc.constantFrom(...victimsOf(job));
  const messages = (['acknowledgement', 'produce acknowledgement'] as const).filter(
    one => whyNoMessage(job, one) === null
  );
  const victims = fc.uniqueArray(victim, { minLength: 1, maxLength: 3 });
  const done = [
    fc.record({ kind: fc.constant('kill' as const), victims }),
    fc.record({
      kind: fc.constant('pause' as const),
      victim: victim.filter(one => whyNotPaused(job, one) === null),
      forMs: duration(1, 3_600_000)
    })
  ] as const;
  if (messages.length === 0) return fc.oneof(...done);
  const message = fc.constantFrom(...messages);
  return fc.oneof(
    ...done,
    fc.record({ kind: fc.constant('drop' as const), message }),
    fc.record({ kind: fc.constant('delay' as const), message, byMs: duration(1, 3_600_000) })
  );
}

function places(job: Job): fc.Arbitrary<Place> {
  const phase = duration(0, Math.max(0, job.batchIntervalMs - 1));
  const step = fc.record({
    at: fc.constant('step' as const),
    step: fc.constantFrom(...stepsOf(job)),
    occurrence: fc.integer({ min: 1, max: 1000 }),
    record: fc.option(fc.integer({ min: 0, max: 9 })),
    phaseMs: fc.option(phase)
  });
  const time = fc.record({ at: fc.constant('time' as const), ms: duration(0, 86_400_000) });
  const effect = fc.record({ at: fc.constant('effect' as const), effect: fc.nat({ max: 100_000 }) });
  const others = [step, time, fc.constant({ at: 'random' as const }), fc.constant({ at: 'now' as const })] as const;
  return job.engine === 'simulated' ? fc.oneof(...others, effect) : fc.oneof(...others);
}

/** A list of failures that this job can come to. The first has none before it. */
export function failuresOf(job: Job): fc.Arbitrary<readonly Failure[]> {
  const failure: fc.Arbitrary<Failure> = fc.record({
    fault: faults(job),
    place: places(job),
    withinMs: fc.option(duration(1, 3_600_000)),
    duringRecovery: fc.boolean()
  });
  return fc.array(failure, { maxLength: 4 }).map(list =>
    list.map((each, index) => {
      if (index === 0) return { ...each, withinMs: null, duringRecovery: false };
      // `within` alone is written for a moment that the seed chooses, so `now` never has it.
      return each.place.at === 'now' ? { ...each, withinMs: null } : each;
    })
  );
}

export const jobs: fc.Arbitrary<Job> = plainJobs.chain(job => failuresOf(job).map(failures => ({ ...job, failures })));
