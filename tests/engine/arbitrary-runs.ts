/** Any job that a cell could ask for, any failures, any seed: what the property tests throw at the simulated world. */
import fc from 'fast-check';
import type { Failure, Fault, Place, Step, Victim } from '../../src/terms/failure.js';
import type { Job, StorageLevel } from '../../src/terms/job.js';
import { jobOf, type Overrides } from './jobs.js';

const levels: readonly StorageLevel[] = ['MEMORY_ONLY', 'MEMORY_AND_DISK_SER', 'MEMORY_AND_DISK_SER_2', 'DISK_ONLY_2'];
const victims: readonly Victim[] = [
  'driver',
  'receiver executor',
  'replica executor',
  'other executor',
  'task executor',
  'receiver host',
  'executor'
];
const steps: readonly Step[] = [
  'recv',
  'cut',
  'put',
  'replicate',
  'wal',
  'meta',
  'queue',
  'reply',
  'ack',
  'alloc',
  'rdd',
  'compute',
  'submit',
  'ckpt1',
  'out',
  'done',
  'ckpt2',
  'commit'
];

/** The settings that every kind of job has. */
const common = fc.record({
  executors: fc.integer({ min: 1, max: 3 }),
  supervise: fc.constantFrom(true, true, true, false),
  batchIntervalMs: fc.constantFrom(50, 100, 250, 500),
  sink: fc.constantFrom('append', 'idempotent', 'transactional'),
  checkpoint: fc.constantFrom('none', 'recovered', 'written only'),
  limitMs: fc.constantFrom(2_000, 10_000),
  properties: fc.record({
    blockIntervalMs: fc.constantFrom(10, 20, 100, 200),
    blockQueueSize: fc.constantFrom(1, 2, 10),
    concurrentJobs: fc.constantFrom(1, 1, 2),
    taskMaxFailures: fc.constantFrom(1, 4),
    networkTimeoutMs: fc.constantFrom(300, 120_000),
    receiverRestartDelayMs: fc.constantFrom(100, 2000),
    maxReplicationFailures: fc.constantFrom(0, 1),
    localityWaitMs: fc.constantFrom(0, 3000),
    maxRatePerPartition: fc.constantFrom(0, 30),
    autoOffsetReset: fc.constantFrom('latest', 'earliest')
  })
} satisfies { readonly [K in keyof Overrides]: fc.Arbitrary<Overrides[K]> });

const amount = {
  ratePerSecond: fc.constantFrom(10, 40, 100),
  records: fc.constantFrom(8, 24, 60, null)
} as const;

const receiverJobs = fc
  .record({
    common,
    consumer: fc.constantFrom('unreliable receiver', 'reliable receiver'),
    storageLevel: fc.constantFrom(...levels),
    writeAheadLog: fc.boolean(),
    source: fc.record({ kind: fc.constantFrom('queue', 'log'), ...amount })
  })
  .map(({ common, writeAheadLog, ...rest }): Job => {
    // A write-ahead log without a checkpoint directory makes Spark's receiver throw; the language refuses it.
    const logs = writeAheadLog && common.checkpoint !== 'none';
    return jobOf({ ...common, ...rest, writeAheadLog: logs });
  });

const directJobs = fc
  .record({
    common,
    offsets: fc.constantFrom('none', 'auto-commit', 'after output', 'with output'),
    source: fc.record(amount)
  })
  .map(({ common, offsets, source }): Job => {
    const sink = offsets === 'with output' ? 'transactional' : common.sink;
    return jobOf({ ...common, consumer: 'direct', offsets, sink, source });
  });

export const jobs: fc.Arbitrary<Job> = fc.oneof(receiverJobs, directJobs);

const acknowledgements = fc.constantFrom('acknowledgement', 'produce acknowledgement');
const faults: fc.Arbitrary<Fault> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('kill'),
      victims: fc.uniqueArray(fc.constantFrom(...victims), { minLength: 1, maxLength: 2 })
    })
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('drop'), message: acknowledgements }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('delay'),
      message: acknowledgements,
      byMs: fc.integer({ min: 1, max: 3000 })
    })
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('pause'),
      victim: fc.constantFrom(...victims),
      forMs: fc.integer({ min: 1, max: 6000 })
    })
  }
);

const places: fc.Arbitrary<Place> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      at: fc.constant('step'),
      step: fc.constantFrom(...steps),
      occurrence: fc.integer({ min: 1, max: 4 }),
      record: fc.constantFrom(null, null, null, 3, 12),
      phaseMs: fc.constantFrom(null, null, 20)
    })
  },
  { weight: 1, arbitrary: fc.record({ at: fc.constant('time'), ms: fc.integer({ min: 0, max: 1000 }) }) },
  { weight: 1, arbitrary: fc.record({ at: fc.constant('random') }) },
  { weight: 1, arbitrary: fc.record({ at: fc.constant('now') }) },
  { weight: 2, arbitrary: fc.record({ at: fc.constant('effect'), effect: fc.integer({ min: 200, max: 900 }) }) }
);

export const failure: fc.Arbitrary<Failure> = fc.record({
  fault: faults,
  place: places,
  withinMs: fc.constantFrom(null, null, null, 300),
  duringRecovery: fc.constantFrom(false, false, true)
});

export const failureLists: fc.Arbitrary<readonly Failure[]> = fc.array(failure, { maxLength: 3 });
export const seeds: fc.Arbitrary<number> = fc.integer({ min: 0, max: 1_000_000 });
