import { describe, expect, test } from '@jest/globals';
import { exitStatus, inputIsWrong } from '../../src/guarantee/exit-status.js';
import { expectationResult } from '../../src/guarantee/expectation.js';
import { comparisonResult, tableResult, tableRowResult, verdictResult } from '../../src/guarantee/result.js';
import type { Judgement, VerdictResult } from '../../src/terms/result.js';
import { rowJob } from '../engine/jobs.js';
import { finding } from './findings.js';

const of = (verdict: Judgement | null, job = 'clicks'): VerdictResult => ({
  ...verdictResult({ job: { ...rowJob('reliable-wal'), name: job }, findings: [finding()] }),
  verdict
});
const expecting = (verdict: VerdictResult, wanted: string, soft = false) =>
  expectationResult({ verdict, expected: [{ what: 'verdict', wanted }], soft });

describe('the exit status', () => {
  test.each([
    [0, 'agrees'],
    [0, 'not shown'],
    [0, null],
    [1, 'contradicts'],
    [3, 'inconclusive'],
    [3, 'not exercised']
  ] as const)('is %d for %s', (status, verdict) => {
    expect(exitStatus([of(verdict)])).toBe(status);
  });

  test('is 0 for nothing', () => {
    expect(exitStatus([])).toBe(0);
  });

  test('is 1 when an expectation failed, soft or not', () => {
    expect(exitStatus([of('agrees'), expecting(of('agrees'), 'contradicts')])).toBe(1);
    expect(exitStatus([of('agrees'), expecting(of('agrees'), 'contradicts', true)])).toBe(1);
  });

  test('is 1 rather than 3', () => {
    expect(exitStatus([of('not exercised'), of('contradicts')])).toBe(1);
  });

  test('is 0 for a contradiction that a cell expected, of that job alone', () => {
    const broken = of('contradicts');
    expect(exitStatus([broken, expecting(broken, 'contradicts')])).toBe(0);
    expect(exitStatus([broken, of('contradicts', 'other'), expecting(broken, 'contradicts')])).toBe(1);
  });

  test('is not softened by an expectation of something else', () => {
    const broken = of('contradicts');
    const held = expectationResult({ verdict: broken, expected: [{ what: 'lost', wanted: 0 }], soft: false });
    expect(held.held).toBe(true);
    expect(exitStatus([broken, held])).toBe(1);
  });

  test('looks into tables and comparisons', () => {
    const row = tableRowResult({ verdict: of('contradicts'), row: 'Receivers', cell: 'semantics', predicted: null });
    expect(exitStatus([tableResult('simulated', [row])])).toBe(1);
    expect(exitStatus([comparisonResult([of('agrees'), of('inconclusive')])])).toBe(3);
  });

  test('for wrong input is another one', () => {
    expect(inputIsWrong).toBe(2);
  });
});
