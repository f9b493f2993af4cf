/** The examples of the reference on results, whole: what stands there as "…" is filled in. */

const verdict = {
  schema: 'spillway/1',
  kind: 'verdict',
  job: 'clicks',
  engine: 'local',
  seed: 1,
  configuration: 'reliable-wal',
  failures: [
    {
      kill: 'driver',
      after: 'ack',
      occurrence: 1,
      fired: true,
      atMs: 3240,
      stake: { processed: 1180, log: 30, twoMemories: 0, oneMemory: 24, nowhere: 0, source: 14 }
    }
  ],
  outcome: 'recovered',
  records: { sent: 2000, delivered: 1990, failed: 4, indeterminate: 6, unseen: 0, waiting: 0 },
  receipt: { distinct: 1990, lost: 0, duplicated: 6, extra: 6 },
  output: { distinct: 1990, lost: 0, duplicated: 10, extra: 12 },
  causes: { lost: {}, receipt: { 'source re-send': 6 }, output: { 'source re-send': 6, 'checkpoint replay': 6 } },
  promises: [
    { promise: 'no data loss', oracle: 'receipt', verdict: 'agrees', why: '…', bound: '1 of 1 runs' },
    { promise: 'at least once', oracle: 'receipt', verdict: 'agrees', why: '…', bound: '1 of 1 runs' }
  ],
  verdict: 'agrees'
};

export const verdictExample: Readonly<Record<string, unknown>> = verdict;

/** One of each kind that the reference shows. */
export const examples: readonly Readonly<Record<string, unknown>>[] = [
  verdict,
  {
    ...verdict,
    runs: { wanted: 50, judged: 49, lost: 12, duplicated: 30 },
    each: [
      {
        seed: 1,
        outcome: 'recovered',
        records: verdict.records,
        receipt: verdict.receipt,
        output: verdict.output
      }
    ]
  },
  {
    schema: 'spillway/1',
    kind: 'table',
    table: 'streaming',
    engine: 'local',
    rows: [
      {
        ...verdict,
        row: 'Reliable receivers, write-ahead logging',
        cell: 'driver failure',
        predicted: { lost: 0, duplicated: 0, verdict: 'agrees' }
      }
    ]
  },
  { schema: 'spillway/1', kind: 'comparison', jobs: ['clicks', 'safer'], verdicts: [verdict, verdict] },
  {
    schema: 'spillway/1',
    kind: 'expectation',
    job: 'clicks',
    held: false,
    failed: [{ what: 'lost', wanted: '0', got: 30 }]
  },
  {
    schema: 'spillway/1',
    kind: 'job',
    job: 'clicks',
    settings: { consumer: 'reliable receiver', executors: 2 },
    state: 'steady'
  },
  {
    schema: 'spillway/1',
    kind: 'exploration',
    job: 'clicks',
    configuration: 'reliable-wal',
    depth: 1,
    seed: 1,
    runs: 412,
    bound: 'no loss at any of 412 crash points, one failure',
    points: [
      {
        failures: [{ kill: 'receiver executor', after: 'ack', occurrence: 3 }],
        outcome: 'recovered',
        receipt: { lost: 0, duplicated: 2 },
        output: { lost: 0, duplicated: 2 }
      }
    ],
    witnesses: [{ shows: 'lost', cells: ['job: …\nfailures: …'], lost: 3, duplicated: 0 }],
    changes: [
      {
        against: 'lost',
        settings: null,
        bound: 'no one or two of the settings that were tried mend it',
        price: [{ what: 'durable writes a record', before: 0, after: 3.42 }],
        nearest: { settings: ['checkpoint: true', 'writeAheadLog: true'], bad: 6, of: 7449 }
      }
    ]
  },
  {
    schema: 'spillway/1',
    kind: 'biography',
    job: 'clicks',
    record: 417,
    moments: [{ atMs: 812.4, process: 'executor-1', role: 'receiver', step: 'put' }],
    fate: 'lost',
    why: '…'
  },
  {
    schema: 'spillway/1',
    kind: 'removal',
    kafka: 'broker:9092',
    job: 'clicks',
    runs: [
      {
        run: 'spillway-clicks-0123456789ab',
        topics: ['spillway-clicks-0123456789ab-output'],
        groups: ['spillway-clicks-0123456789ab-output'],
        offsets: 2004,
        state: 'not removed',
        why: '…'
      }
    ]
  }
];
