/** Whether a run on real processes came to what runs in virtual time come to. */
import { expect, jest } from '@jest/globals';
import type { Scripts } from '../../../src/engine/local/local-run.js';
import { latencies } from '../../../src/engine/simulated/latency.js';
import { simulate } from '../../../src/engine/simulated/simulated-engine.js';
import { examine } from '../../../src/guarantee/finding.js';
import { generatedInput } from '../../../src/input/generated.js';
import type { Job } from '../../../src/terms/job.js';
import type { RecordId, Trace } from '../../../src/terms/trace.js';
import { localWholeRun } from './local-whole-run.js';
import { sideBySide } from './side-by-side.js';

export const input = generatedInput(1);

/** A stream whose batches hold one record each: once a record and a step are named, nothing of it is left to the clock but the phase of its batch. */
export const oneRecordABatch = {
  overrides: {
    batchIntervalMs: 200,
    properties: { blockIntervalMs: 100, receiverRestartDelayMs: 200 },
    source: { ratePerSecond: 2.2, records: 10 }
  },
  /** Four in a row meet the batch clock in four phases. */
  records: [4, 5, 6, 7],
  /** The one that a real run is struck at. */
  record: 5
} as const;

/** A job, and the record that its fault strikes, from which the others are counted. */
export interface Struck {
  readonly job: Job;
  readonly from: RecordId;
}

const seeds = Array.from({ length: 12 }, (_, index) => index + 1);
/** Besides the usual one, a disk that may take longer than a task: on a real one a checkpoint is not always written before the batch's output. */
const disks = [latencies.disk, { least: 1, most: 8 }];

/** What virtual time may make of these jobs. */
export function simulatedAccounts(all: readonly Struck[]): readonly Account[] {
  return disks.flatMap(disk => {
    const usual = jest.replaceProperty(latencies, 'disk', disk);
    try {
      return all.flatMap(({ job, from }) => seeds.map(seed => accountOf(simulate({ ...job, seed }, input), from)));
    } finally {
      usual.restore();
    }
  });
}

/** Runs the job on real processes and checks its trace; on a disagreement both traces are printed beside each other. */
export async function agree(job: Job, scripts: Scripts, check: (local: Trace) => void): Promise<void> {
  const local = await localWholeRun({ ...job, engine: 'local' }, scripts);
  try {
    check(local);
  } catch (error) {
    process.stderr.write(`${sideBySide(simulate(job, input), local)}\n`);
    throw error;
  }
}

/** What became of one record, told from the record that the struck step bore: -1 is the one before it. */
type Fate = readonly [record: number, fate: string];

/** What a run came to. */
export interface Account {
  readonly outcome: string;
  readonly ended: string;
  readonly fired: boolean;
  readonly lost: readonly Fate[];
  readonly receivedTwice: readonly Fate[];
  readonly outputTwice: readonly Fate[];
}
const wholes = ['outcome', 'ended', 'fired'] as const;
const fates = ['lost', 'receivedTwice', 'outputTwice'] as const;

export function accountOf(trace: Trace, from: RecordId = 0): Account {
  const { tally, outcome, ended } = examine(trace);
  const twice = (of: typeof tally.receiptDuplicates): readonly Fate[] =>
    of.map(({ record, cause }) => [record - from, cause]);
  return {
    outcome,
    ended,
    fired: trace.failures.every(({ fired }) => fired),
    lost: tally.lost.map(({ record, place }) => [record - from, place]),
    receivedTwice: twice(tally.receiptDuplicates),
    outputTwice: twice(tally.outputDuplicates)
  };
}

/** What every simulated run shows, the real one must show, and nothing that none of them shows: outcome, causes, whether anything is lost or doubled. */
export function expectKinds(got: Account, simulated: readonly Account[]): void {
  for (const what of wholes) {
    expect(simulated.map(one => one[what])).toContain(got[what]);
  }
  for (const what of fates) {
    const kinds = (one: Account) => one[what].map(([, fate]) => fate);
    expect(simulated.flatMap(kinds)).toEqual(expect.arrayContaining([...kinds(got)]));
    expect(simulated.map(one => one[what].length > 0)).toContain(got[what].length > 0);
  }
}

/** Where every simulated run comes to the same, whatever its seed and its place on the batch clock, the real one must, to the record. */
export function expectRecords(got: Account, simulated: readonly Account[]): void {
  expectKinds(got, simulated);
  const [first] = simulated;
  const isForced = simulated.every(one => JSON.stringify(one) === JSON.stringify(first));
  if (isForced) {
    expect(got).toEqual(first);
  }
  const [own] = simulated.map(ownFate);
  if (simulated.every(one => ownFate(one) === own)) {
    expect(ownFate(got)).toBe(own);
  }
}

/** Of the record that the struck step bore. */
const ownFate = (account: Account): string => JSON.stringify(fates.map(what => account[what].filter(isOwn)));
const isOwn = ([record]: Fate): boolean => record === 0;
