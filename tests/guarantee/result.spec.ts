import { describe, expect, test } from '@jest/globals';
import { expectationResult } from '../../src/guarantee/expectation.js';
import { failureWords } from '../../src/guarantee/failure-result.js';
import {
  comparisonResult,
  faultResult,
  tableResult,
  tableRowResult,
  verdictResult
} from '../../src/guarantee/result.js';
import type { Result } from '../../src/terms/result.js';
import { after, atEffect, atTime, delay, drop, kill, now, pause, random } from '../engine/failures.js';
import { jobOf, rowJob } from '../engine/jobs.js';
import { finding, met, onTheWay } from './findings.js';
import { wrongOrUndescribedIn } from './result-schema.js';

const job = rowJob('reliable-wal');
const driver = kill('driver', after('ack'));
const recovered = finding({ failures: [met(driver)], twice: [1, 2] });
const single = verdictResult({ job, findings: [recovered] });

describe('the result of one run', () => {
  test('has its counts, failures and judgement', () => {
    expect(single).toMatchObject({
      schema: 'spillway/1',
      kind: 'verdict',
      job: 'clicks',
      engine: 'simulated',
      seed: 1,
      configuration: 'reliable-wal',
      outcome: 'recovered',
      records: recovered.tally.records,
      receipt: recovered.tally.receipt,
      output: recovered.tally.output,
      causes: { lost: {}, receipt: { 'source re-send': 2 }, output: { 'source re-send': 2 } },
      verdict: 'agrees'
    });
    expect(single).not.toHaveProperty('runs');
    expect(single).not.toHaveProperty('overrides');
    expect(single).not.toHaveProperty('archived');
  });

  test('tells a failure in the words of a cell, with what came of it', () => {
    expect(single.failures).toEqual([
      {
        kill: 'driver',
        after: 'ack',
        occurrence: 1,
        fired: true,
        atMs: 3240,
        backAtMs: 5040,
        victims: ['driver-1'],
        stake: onTheWay(24).stake
      }
    ]);
  });

  test('says what was overridden, and that it comes from the archive', () => {
    const archived = '2026-01-05T10:00:00.000Z';
    expect(verdictResult({ job, findings: [recovered], overrides: { seed: 9 }, archived })).toMatchObject({
      overrides: { seed: 9 },
      archived
    });
    expect(verdictResult({ job, findings: [recovered], overrides: {} })).not.toHaveProperty('overrides');
  });

  test('is impossible without a run', () => {
    expect(() => verdictResult({ job, findings: [] })).toThrow('"clicks" has no run to be judged');
  });
});

describe('the result of several runs', () => {
  const several = verdictResult({
    job: rowJob('reliable-replicated'),
    findings: [
      finding({ seed: 1, failures: [met(driver, { fired: false })] }),
      finding({ seed: 2, failures: [met(driver, { lostRecords: [5, 6] })], place: 'two memories' }),
      finding({ seed: 3, failures: [met(driver, { lostRecords: [7] })], twice: [9], outcome: 'aborted' }),
      finding({ seed: 4, failures: [met(driver)], ended: 'limit', waiting: 3 })
    ],
    wanted: 5
  });

  test('adds their counts up and lists each run', () => {
    expect(several.receipt).toEqual({ distinct: 4 * 1990 - 6, lost: 3, duplicated: 1, extra: 1 });
    expect(several.causes.lost).toEqual({ 'two memories': 2, 'one memory': 1 });
    expect(several.each?.map(({ seed, receipt }) => [seed, receipt.lost])).toEqual([
      [1, 0],
      [2, 2],
      [3, 1],
      [4, 0]
    ]);
  });

  test('says how many were wanted, ended, lost records and processed some twice', () => {
    expect(several.runs).toEqual({ wanted: 5, judged: 3, lost: 2, duplicated: 1 });
  });

  test('has the worst outcome, and the failures of the first run in which they fired', () => {
    expect(several.outcome).toBe('aborted');
    expect(several.failures).toMatchObject([{ kill: 'driver', fired: true }]);
  });
});

test.each([
  [kill(['driver', 'executor'], random), { kill: ['driver', 'executor'], at: 'random' }],
  [kill('driver', now, { withinMs: 500 }), { kill: 'driver', within: '500ms' }],
  [kill('driver', atTime(2000), { duringRecovery: true }), { kill: 'driver', at: '2s', during: 'recovery' }],
  [drop('acknowledgement', after('ack', { occurrence: 3 })), { drop: 'acknowledgement', after: 'ack', occurrence: 3 }],
  [delay('acknowledgement', 300, now), { delay: 'acknowledgement', by: '300ms' }],
  [pause('driver', 3000, atEffect(12)), { pause: 'driver', for: '3s', at: 'effect 12' }],
  [
    kill('driver', after('put', { record: 417, phaseMs: 120 })),
    { kill: 'driver', after: 'put', occurrence: 1, record: 417, phase: '120ms' }
  ]
])('a failure in the words of a cell: %j', (failure, words) => {
  expect(failureWords(failure)).toEqual(words);
});

describe('every result', () => {
  const unfired = met(driver, { fired: false });
  const row = { row: 'Receivers', cell: 'semantics', predicted: null } as const;
  const predicted = { lost: 0, duplicated: 2, verdict: 'agrees' } as const;
  const lossy = verdictResult({ job, findings: [finding({ failures: [met(driver, { lostRecords: [3] })] })] });
  const rows = [tableRowResult({ verdict: single, ...row }), tableRowResult({ verdict: lossy, ...row, predicted })];
  const voided = verdictResult({
    job: jobOf({ consumer: 'direct', offsets: 'auto-commit' }),
    findings: [finding({ failures: [met(driver)] })],
    overrides: { engine: 'simulated', seed: 3 },
    archived: '2026-01-05T10:00:00.000Z'
  });
  const results: readonly (readonly [string, Result])[] = [
    ['verdict', single],
    ['contradiction with its witness', lossy],
    ['verdict without a row', voided],
    ['verdict on several runs', verdictResult({ job, findings: [recovered, recovered], wanted: 3 })],
    ['table', tableResult('simulated', rows)],
    ['comparison', comparisonResult([single, voided])],
    ['failures', faultResult(job, [met(driver).report, unfired.report], [onTheWay(3), null])],
    ['held', expectationResult({ verdict: single, expected: [{ what: 'lost', wanted: 0 }], soft: false })],
    ['failed', expectationResult({ verdict: single, expected: [{ what: 'lost', wanted: 'some' }], soft: true })]
  ];

  test.each(results)('is described by the schema, key by key: %s', (_, result) => {
    expect(wrongOrUndescribedIn(JSON.parse(JSON.stringify(result)))).toEqual([]);
  });

  test('of a table has its row beside the verdict, and what was predicted', () => {
    expect(rows[1]).toMatchObject({ ...lossy, row: 'Receivers', cell: 'semantics', predicted });
  });

  test('of a comparison names its jobs', () => {
    expect(comparisonResult([single, voided]).jobs).toEqual(['clicks', 'clicks']);
  });

  test('of failures has a stake only where one fired', () => {
    const { failures } = faultResult(job, [met(driver).report, unfired.report], [onTheWay(3), null]);
    expect(failures).toMatchObject([
      { fired: true, stake: { oneMemory: 3 } },
      { fired: false, stake: null, why: 'no 900th ack within 60s' }
    ]);
  });
});
