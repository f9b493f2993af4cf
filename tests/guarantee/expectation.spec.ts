import { describe, expect, test } from '@jest/globals';
import { expectationResult, type Expected } from '../../src/guarantee/expectation.js';
import { verdictResult } from '../../src/guarantee/result.js';
import { after, kill } from '../engine/failures.js';
import { rowJob } from '../engine/jobs.js';
import { finding, met } from './findings.js';

const verdict = verdictResult({
  job: rowJob('reliable-replicated'),
  findings: [
    finding({
      failures: [met(kill('driver', after('ack')), { lostRecords: [1, 2, 3] })],
      twice: [8],
      twiceInSink: [8, 9],
      missingInSink: [10]
    })
  ]
});
const judged = (...expected: readonly Expected[]) => expectationResult({ verdict, expected, soft: false });

describe('an expectation', () => {
  test('holds when every line does', () => {
    const lines: readonly Expected[] = [
      { what: 'lost', wanted: 3 },
      { what: 'duplicated', wanted: 'some' },
      { what: 'output lost', wanted: 4 },
      { what: 'output duplicated', wanted: 2 },
      { what: 'verdict', wanted: 'agrees' },
      { what: 'outcome', wanted: 'recovered' }
    ];
    expect(judged(...lines)).toEqual({
      schema: 'spillway/1',
      kind: 'expectation',
      job: 'clicks',
      held: true,
      expected: lines.map(({ what, wanted }) => ({ what, wanted: String(wanted) })),
      failed: []
    });
  });

  test('that fails names what was wanted and what came, line by line', () => {
    const { held, failed } = judged(
      { what: 'lost', wanted: 0 },
      { what: 'duplicated', wanted: 1 },
      { what: 'verdict', wanted: 'contradicts' }
    );
    expect(held).toBe(false);
    expect(failed).toEqual([
      { what: 'lost', wanted: '0', got: 3 },
      { what: 'verdict', wanted: 'contradicts', got: 'agrees' }
    ]);
  });

  test('of “some” fails on none', () => {
    const nothing = verdictResult({ job: rowJob('reliable-wal'), findings: [finding()] });
    expect(
      expectationResult({ verdict: nothing, expected: [{ what: 'lost', wanted: 'some' }], soft: false }).failed
    ).toEqual([{ what: 'lost', wanted: 'some', got: 0 }]);
  });

  test('of a verdict where there is none got “none”', () => {
    const { failed } = expectationResult({
      verdict: { ...verdict, verdict: null },
      expected: [{ what: 'verdict', wanted: 'agrees' }],
      soft: false
    });
    expect(failed).toEqual([{ what: 'verdict', wanted: 'agrees', got: 'none' }]);
  });

  test('says that it is soft', () => {
    expect(expectationResult({ verdict, expected: [], soft: true })).toMatchObject({ soft: true, held: true });
  });
});
