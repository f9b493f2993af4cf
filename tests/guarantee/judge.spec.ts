import { describe, expect, test } from '@jest/globals';
import { judge, worst } from '../../src/guarantee/judge.js';
import type { PromiseVerdict } from '../../src/terms/result.js';
import { after, drop, kill, pause } from '../engine/failures.js';
import { jobOf, rowJob } from '../engine/jobs.js';
import { finding, met, onTheWay, type Run } from './findings.js';

const driver = kill('driver', after('ack'));
const executor = kill('executor', after('ack'));
const noAcknowledgement = drop('acknowledgement', after('ack'));
const replicated = rowJob('reliable-replicated');
const logged = rowJob('reliable-wal');
const direct = rowJob('direct-checkpoint');

function promise(promises: readonly PromiseVerdict[], name: string, oracle = 'receipt'): PromiseVerdict {
  const found = promises.find(one => one.promise === name && one.oracle === oracle);
  if (found === undefined) throw new Error(`no promise ${name} among ${promises.map(one => one.promise).join(', ')}`);
  return found;
}

describe('“data loss” is a warning', () => {
  const judged = (...runs: readonly Run[]) => promise(judge(replicated, runs.map(finding)).promises, 'data loss');

  test('one lost record bears it out, and is the witness', () => {
    expect(judged({ seed: 7, failures: [met(driver, { lostRecords: [417, 418] })] })).toEqual({
      promise: 'data loss',
      oracle: 'receipt',
      failure: 'driver failure',
      verdict: 'agrees',
      why: '2 of 1,990 records lost to it, as the page warns',
      bound: '1 of 1 runs',
      witness: { seed: 7, record: 417 }
    });
  });

  test('a run that lost nothing refutes nothing: it says what was at stake and the step to try', () => {
    expect(judged({ failures: [met(driver)] })).toMatchObject({
      verdict: 'not shown',
      bound: '0 of 1 runs',
      why: expect.stringMatching(/At stake: 1,000 processed · 24 in one memory\. Try “after: ack”/)
    });
  });

  test('one of several runs is enough', () => {
    const runs = [1, 2, 3].map(seed => ({ seed, failures: [met(driver, { lostRecords: seed === 2 ? [5] : [] })] }));
    expect(judged(...runs)).toMatchObject({ verdict: 'agrees', bound: '1 of 3 runs', witness: { seed: 2, record: 5 } });
  });

  test('a record lost in one run stands, though another run did not end', () => {
    const runs: readonly Run[] = [
      { failures: [met(driver, { lostRecords: [5] })] },
      { ended: 'limit', failures: [met(driver)] }
    ];
    expect(judged(...runs).verdict).toBe('agrees');
  });
});

describe('“no data loss” is a promise', () => {
  const judged = (...runs: readonly Run[]) => promise(judge(logged, runs.map(finding)).promises, 'no data loss');

  test('one lost record contradicts it, with its witness', () => {
    expect(judged({ seed: 3, failures: [met(driver, { lostRecords: [12] })] })).toMatchObject({
      verdict: 'contradicts',
      failure: 'driver failure',
      witness: { seed: 3, record: 12 }
    });
  });

  test('a run that lost nothing agrees, and claims no more than one run', () => {
    expect(judged({ failures: [met(driver)] })).toMatchObject({
      verdict: 'agrees',
      bound: '1 of 1 runs',
      why: 'none of 1,990 delivered records was lost to it'
    });
  });

  test('five runs that lost nothing exclude more than 45 %', () => {
    const runs = [1, 2, 3, 4, 5].map(seed => ({ seed, failures: [met(driver)] }));
    expect(judged(...runs)).toMatchObject({ verdict: 'agrees', bound: 'at most 45 %' });
  });

  test('runs in which nothing was on its way do not narrow the bound', () => {
    const idle = { failures: [met(driver, { standing: onTheWay(0) })] };
    expect(judged({ failures: [met(driver)] }, idle, idle, idle)).toMatchObject({
      verdict: 'agrees',
      bound: '1 of 1 runs'
    });
  });

  test('what one failure took does not speak against the other', () => {
    const { promises } = judge(replicated, [finding({ failures: [met(executor), met(driver, { lostRecords: [9] })] })]);
    expect(promise(promises, 'no data loss')).toMatchObject({ failure: 'executor failure', verdict: 'agrees' });
    expect(promise(promises, 'data loss')).toMatchObject({ failure: 'driver failure', verdict: 'agrees' });
  });
});

describe('a driver that ended itself after an executor was killed', () => {
  const ledTo = (lostTo: readonly number[]): Run => ({
    failures: [
      {
        ...met(executor, { lostRecords: [9, ...lostTo] }),
        kinds: ['executor failure', 'driver failure'],
        lostTo: { 'executor failure': [9], 'driver failure': lostTo }
      }
    ]
  });

  test('is no failure that was aimed at: a warning that it bears out nothing of is left out', () => {
    const { promises, verdict } = judge(rowJob('reliable-unreplicated'), [finding(ledTo([]))]);
    expect(promises.map(({ failure }) => failure)).not.toContain('driver failure');
    expect(verdict).toBe('agrees');
  });

  test('is judged by what it took', () => {
    const { promises } = judge(rowJob('reliable-unreplicated'), [finding(ledTo([7]))]);
    expect(promises.filter(({ failure }) => failure === 'driver failure')).toMatchObject([{ verdict: 'agrees' }]);
  });
});

describe('what says nothing about the page', () => {
  test('a failure that did not fire is not exercised, and why', () => {
    const { verdict, promises } = judge(logged, [finding({ failures: [met(driver, { fired: false })] })]);
    expect(verdict).toBe('not exercised');
    expect(promise(promises, 'no data loss').why).toBe('the failure did not fire: no 900th ack within 60s');
  });

  test('a failure that met no record on its way is not exercised', () => {
    const { verdict, promises } = judge(logged, [finding({ failures: [met(driver, { standing: onTheWay(0) })] })]);
    expect(verdict).toBe('not exercised');
    expect(promises.map(one => one.why)).toEqual(Array(2).fill('the failure met no delivered record on its way'));
  });

  test('a run without a failure makes no promise on loss, and exercises none on semantics', () => {
    const { verdict, promises } = judge(logged, [finding()]);
    expect(verdict).toBe('not exercised');
    expect(promises).toMatchObject([{ promise: 'at least once', why: 'nothing failed' }]);
  });

  test('a run that did not end is inconclusive: what is on its way is not called lost', () => {
    const { verdict, promises } = judge(logged, [finding({ ended: 'limit', waiting: 14, failures: [met(driver)] })]);
    expect(verdict).toBe('inconclusive');
    expect(promise(promises, 'no data loss').why).toContain('within the limit of 1min');
  });

  test('a job that never became steady is inconclusive', () => {
    expect(judge(logged, [finding({ ended: 'never steady' })])).toMatchObject({
      verdict: 'inconclusive',
      promises: [{ why: 'the job never became steady, so it was never failed' }]
    });
  });

  test('runs that are missing leave “never” open', () => {
    const runs = [1, 2, 3].map(seed => finding({ seed, failures: [met(driver)] }));
    expect(promise(judge(logged, runs, 5).promises, 'no data loss')).toMatchObject({
      verdict: 'inconclusive',
      bound: '3 of 5 runs'
    });
  });
});

describe('“at least once”', () => {
  const judged = (run: Run) => promise(judge(replicated, [finding(run)]).promises, 'at least once');

  test('allows twice', () => {
    expect(judged({ failures: [met(noAcknowledgement)], twice: [1, 2] })).toMatchObject({
      verdict: 'agrees',
      why: '2 of 1,990 records processed more than once, which the page allows'
    });
  });

  test('leaves what a kill took to the lines on data loss', () => {
    expect(judged({ failures: [met(driver, { lostRecords: [4, 5] })] })).toMatchObject({
      verdict: 'agrees',
      why: 'no record was processed twice, which the page would allow; the 2 lost records are judged above, as data loss'
    });
  });

  test('and says that no line judges them where the settings are no row', () => {
    const job = jobOf({ consumer: 'unreliable receiver', writeAheadLog: true, checkpoint: 'recovered' });
    const { promises } = judge(job, [finding({ failures: [met(driver, { lostRecords: [1] })] })]);
    expect(promises[0]?.why).toMatch(/; the 1 lost record is no matter of this promise$/);
  });

  test.each([
    ['a lost acknowledgement', { failures: [met(noAcknowledgement, { lostRecords: [4] })] }],
    ['a pause', { failures: [met(pause('receiver executor', 3000, after('ack')), { lostRecords: [4] })] }],
    ['nothing at all', { lostOtherwise: [4] }]
  ])('is contradicted by a record that was lost to %s', (_, run) => {
    expect(judged(run)).toMatchObject({ verdict: 'contradicts', witness: { seed: 1, record: 4 } });
  });
});

describe('“exactly-once”', () => {
  test('leaves what a kill took to the lines on data loss, and says so', () => {
    const { promises } = judge(rowJob('direct-no-checkpoint'), [
      finding({ failures: [met(driver, { lostRecords: [4] })] })
    ]);
    expect(promise(promises, 'exactly-once')).toMatchObject({
      verdict: 'agrees',
      why: expect.stringMatching(/from two offset ranges; the 1 lost record is judged above, as data loss$/)
    });
  });

  const judged = (job: typeof direct, run: Run) => judge(job, [finding({ failures: [met(driver)], ...run })]);

  test('is contradicted by a record from two offset ranges', () => {
    expect(promise(judged(direct, { twice: [8], cause: 'checkpoint replay' }).promises, 'exactly-once')).toMatchObject({
      verdict: 'contradicts',
      witness: { seed: 1, record: 8 }
    });
  });

  test('is not contradicted by what the producer sent twice', () => {
    expect(judged(direct, { twice: [8], cause: 'producer retry' }).verdict).toBe('agrees');
  });

  test('leaves copies in an appending sink to the output operation, and says so', () => {
    const { verdict, promises } = judged(direct, { twiceInSink: [8, 9] });
    expect(verdict).toBe('agrees');
    expect(promise(promises, 'exactly-once').why).toContain('2 twice in the sink, which the page leaves to the output');
    expect(promises.some(({ oracle }) => oracle === 'output')).toBe(false);
  });

  test.each(['idempotent', 'transactional'] as const)('is judged on output too with an %s sink', sink => {
    const job = { ...direct, sink };
    expect(promise(judged(job, {}).promises, 'exactly-once', 'output').verdict).toBe('agrees');
    expect(promise(judged(job, { twiceInSink: [8] }).promises, 'exactly-once', 'output')).toMatchObject({
      verdict: 'contradicts',
      witness: { record: 8 }
    });
    expect(promise(judged(job, { missingInSink: [8] }).promises, 'exactly-once', 'output')).toMatchObject({
      verdict: 'contradicts',
      why: '1 of 1,990 records processed, and not in the sink'
    });
  });
});

describe('a voided promise is said, and has no part in the verdict', () => {
  test('nothing restarts the driver', () => {
    const job = { ...logged, supervise: false };
    const { verdict, promises } = judge(job, [
      finding({ outcome: 'stopped', failures: [met(driver, { lostRecords: [1] })] })
    ]);
    expect(promise(promises, 'no data loss')).toMatchObject({
      verdict: 'not exercised',
      voided: expect.stringContaining('supervise: false'),
      why: expect.stringContaining('1 of 1,990 records lost')
    });
    expect(verdict).toBe('agrees');
  });

  test('a warning of data loss is never voided', () => {
    const job = { ...replicated, supervise: false };
    const lost = finding({ outcome: 'stopped', failures: [met(driver, { lostRecords: [1] })] });
    expect(promise(judge(job, [lost]).promises, 'data loss')).toMatchObject({ verdict: 'agrees' });
  });

  test('the page speaks of a single executor', () => {
    const both = kill(['receiver executor', 'replica executor'], after('ack'));
    const lost = finding({ failures: [met(both, { lostRecords: [1] })] });
    expect(promise(judge(replicated, [lost]).promises, 'no data loss')).toMatchObject({
      verdict: 'not exercised',
      voided: 'the page says “(single) executor failure => no data loss”, and 2 executors were killed in one run'
    });
    expect(promise(judge(logged, [lost]).promises, 'no data loss').verdict).toBe('contradicts');
  });
});

describe('settings that are no row of the page', () => {
  test('are judged by the semantics that still apply', () => {
    const job = jobOf({ consumer: 'unreliable receiver', writeAheadLog: true, checkpoint: 'recovered' });
    const { verdict, promises } = judge(job, [finding({ failures: [met(driver, { lostRecords: [1] })] })]);
    expect(promises.map(one => one.promise)).toEqual(['at least once']);
    expect(verdict).toBe('agrees');
  });

  test('have no verdict where none applies', () => {
    const job = jobOf({ consumer: 'direct', offsets: 'auto-commit' });
    const { verdict, promises } = judge(job, [finding({ failures: [met(driver)], twice: [3] })]);
    expect(promises).toMatchObject([
      { promise: 'exactly-once', voided: expect.stringContaining('offsets: auto-commit') }
    ]);
    expect(verdict).toBeNull();
  });

  test('keep their verdict on output where the sink keeps each record once', () => {
    const job = jobOf({ consumer: 'direct', offsets: 'with output', sink: 'transactional' });
    expect(judge(job, [finding({ failures: [met(driver)], twice: [3], twiceInSink: [] })]).verdict).toBe('agrees');
  });
});

test('a verdict on several promises is the worst of theirs', () => {
  const fromBest = ['agrees', 'not shown', 'not exercised', 'inconclusive', 'contradicts'] as const;
  for (const [at, judgement] of fromBest.entries()) {
    expect(worst(fromBest.slice(0, at + 1))).toBe(judgement);
  }
  expect(worst([])).toBeNull();
});
