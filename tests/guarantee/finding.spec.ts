import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { simulate } from '../../src/engine/simulated/simulated-engine.js';
import { blameFor } from '../../src/guarantee/blame.js';
import { examine, type Finding } from '../../src/guarantee/finding.js';
import { verdictResult } from '../../src/guarantee/result.js';
import { findingSentence } from '../../src/guarantee/why.js';
import type { Failure } from '../../src/terms/failure.js';
import type { Job } from '../../src/terms/job.js';
import type { FailureReport } from '../../src/terms/trace.js';
import { failureLists, jobs, seeds } from '../engine/arbitrary-runs.js';
import { after, drop, kill, now } from '../engine/failures.js';
import { numbers, rowJob } from '../engine/jobs.js';
import { wrongOrUndescribedIn } from './result-schema.js';

const examined = (job: Job, ...failures: readonly Failure[]): Finding =>
  examine(simulate({ ...job, failures }, numbers, 1));
const laterDriver = kill('driver', after('ack', { occurrence: 3 }));

describe('a run, examined', () => {
  test('lays what was lost to the failure that took it', () => {
    const { tally, failures, lostOtherwise, lostToNoDeath } = examined(
      rowJob('reliable-replicated'),
      drop('acknowledgement', after('ack')),
      kill('driver', after('ack'))
    );
    expect(tally.receipt.lost).toBeGreaterThan(0);
    expect(failures.map(({ lost }) => lost)).toEqual([0, tally.receipt.lost]);
    expect(failures.map(({ kinds }) => kinds)).toEqual([[], ['driver failure']]);
    expect(failures[1]?.lostTo['driver failure']).toEqual(tally.lost.map(({ record }) => record));
    expect([...lostOtherwise, ...lostToNoDeath]).toEqual([]);
  });

  test('takes a kill of the driver with an executor for the failure of the driver', () => {
    const { failures } = examined(rowJob('reliable-replicated'), kill(['driver', 'receiver executor'], after('ack')));
    expect(failures[0]?.kinds).toEqual(['driver failure']);
    expect(failures[0]?.lostTo['executor failure']).toEqual([]);
  });

  test('sees that a task failing too often made the driver fail, and lays what that took to it', () => {
    const once = { properties: { taskMaxFailures: 1 } };
    const { tally, failures } = examined(rowJob('direct-no-checkpoint', once), kill('task executor', after('out')));
    expect(failures[0]?.kinds).toEqual(['executor failure', 'driver failure']);
    expect(tally.receipt.lost).toBeGreaterThan(0);
    expect(failures[0]?.lostTo).toEqual({
      'executor failure': [],
      'driver failure': tally.lost.map(({ record }) => record)
    });
  });

  test('lays offsets that a new driver skipped to the death of the driver before it', () => {
    const { tally, failures } = examined(rowJob('direct-no-checkpoint'), kill('driver', after('compute')));
    expect(tally.causes.lost).toHaveProperty('skipped offsets');
    expect(failures[0]?.lost).toBe(tally.receipt.lost);
  });

  test('has what was at stake only where a failure fired', () => {
    const { failures } = examined(
      rowJob('reliable-wal'),
      laterDriver,
      drop('acknowledgement', after('ack', { occurrence: 900 }))
    );
    expect(failures.map(({ report }) => report.fired)).toEqual([true, false]);
    expect(failures[0]?.standing?.onTheWay).toBeGreaterThan(0);
    expect(failures[1]?.standing).toBeNull();
  });

  test('without a failure has none, and lost nothing', () => {
    const { failures, tally, ended, outcome } = examined(rowJob('reliable-wal'));
    expect({ failures, lost: tally.receipt.lost, ended, outcome }).toEqual({
      failures: [],
      lost: 0,
      ended: 'drained',
      outcome: 'undisturbed'
    });
  });
});

describe('any job under any failures', () => {
  const anyRun = fc.tuple(jobs, failureLists, seeds);

  test('is examined and judged into a result that its schema describes', () => {
    fc.assert(
      fc.property(anyRun, ([job, failures, seed]) => {
        const finding = examine(simulate({ ...job, failures }, numbers, seed));
        const { tally, lostOtherwise, missingInSink } = finding;
        const laid = finding.failures.reduce((sum, { lost }) => sum + lost, lostOtherwise.length);
        expect(laid).toBe(tally.receipt.lost);
        expect(missingInSink).toHaveLength(tally.output.lost - tally.receipt.lost);
        const result = verdictResult({ job, findings: [finding] });
        expect(wrongOrUndescribedIn(JSON.parse(JSON.stringify(result)))).toEqual([]);
        for (const { verdict, witness } of result.promises) {
          expect(verdict === 'contradicts' && witness === undefined).toBe(false);
        }
        expect(findingSentence(job, finding)).toMatch(/^[\dA-Z“].*[^.]$/);
      }),
      { numRuns: 60 }
    );
  });
});

describe('what a topic lost', () => {
  const report = (failure: Failure, momentIndex: number): FailureReport => ({
    ...{ failure, fired: true, atMs: momentIndex, victims: [], backAtMs: null, momentIndex, why: null }
  });
  const [broker, driver] = [report(kill('broker', now), 5), report(kill('driver', now), 7)];
  const laidTo = (momentIndex: number | null) =>
    blameFor(
      { record: 3, sentAtMs: 0, place: 'not in the topic', momentIndex },
      { failures: [broker, driver], job: rowJob('direct-checkpoint') },
      []
    );

  test('is laid to the death of the broker that had it, and is none of the page’s failures', () => {
    expect(laidTo(9)).toEqual({ record: 3, report: broker, kind: null, inTopic: false });
  });

  test('… and to nothing where no broker had died', () => {
    expect(laidTo(null)).toEqual({ record: 3, report: null, kind: null, inTopic: false });
  });
});
