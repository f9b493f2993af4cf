import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ExecutionLog } from '../../src/kernel/execution-log.js';

function logOf(...codes: readonly string[]): ExecutionLog {
  const log = new ExecutionLog();
  for (const code of codes) log.add(code);
  return log;
}

describe('the log of executions', () => {
  test('numbers from 1', () => {
    const log = new ExecutionLog();
    expect(log.count).toBe(0);
    expect([log.add('a'), log.add('a')]).toEqual([1, 2]);
    expect(log.count).toBe(2);
  });

  test('gives a range, its stop excluded', () => {
    expect(logOf('a', 'b', 'c').range(2, 3)).toEqual([{ count: 2, code: 'b' }]);
    expect(
      logOf('a', 'b', 'c')
        .range(2, null)
        .map(input => input.code)
    ).toEqual(['b', 'c']);
    expect(logOf('a').range(5, 9)).toEqual([]);
  });

  test('gives the newest, oldest of them first', () => {
    expect(
      logOf('a', 'b', 'c')
        .tail(2)
        .map(input => input.code)
    ).toEqual(['b', 'c']);
    expect(logOf('a', 'b').tail(9)).toHaveLength(2);
    expect(logOf('a', 'b').tail(null)).toHaveLength(2);
    expect(logOf('a', 'b').tail(0)).toEqual([]);
  });

  test('finds by glob; of equal texts, unique keeps the newest', () => {
    const log = logOf('job: a', 'chart: a', 'job: a', 'job: b');
    expect(log.search('job*', null, false).map(input => input.count)).toEqual([1, 3, 4]);
    expect(log.search('job*', 2, false).map(input => input.count)).toEqual([3, 4]);
    expect(log.search('job*', null, true).map(input => input.count)).toEqual([3, 4]);
  });

  test('keeps the order of execution and each text once, whatever was executed', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c')), codes => {
        const counts = logOf(...codes)
          .search('*', null, true)
          .map(input => input.count);
        expect(counts).toEqual([...counts].sort((one, other) => one - other));
        expect(counts).toEqual([...new Set(codes)].map(code => codes.lastIndexOf(code) + 1).sort((a, b) => a - b));
      })
    );
  });
});
