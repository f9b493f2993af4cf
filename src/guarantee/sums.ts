/** The counts of several runs, added up kind by kind; never netted. */
import type { Tally } from '../ledger/tally.js';
import type { OracleCounts, RecordCounts, VerdictResult } from '../terms/result.js';

export function countsOf(tallies: readonly Tally[]): Pick<VerdictResult, 'records' | 'receipt' | 'output' | 'causes'> {
  return {
    records: recordCounts(tallies.map(({ records }) => records)),
    receipt: oracleCounts(tallies.map(({ receipt }) => receipt)),
    output: oracleCounts(tallies.map(({ output }) => output)),
    causes: {
      lost: added(tallies.map(({ causes }) => causes.lost)),
      receipt: added(tallies.map(({ causes }) => causes.receipt)),
      output: added(tallies.map(({ causes }) => causes.output))
    }
  };
}

const recordCounts = (counts: readonly RecordCounts[]): RecordCounts => ({
  sent: sum(counts.map(({ sent }) => sent)),
  delivered: sum(counts.map(({ delivered }) => delivered)),
  failed: sum(counts.map(({ failed }) => failed)),
  indeterminate: sum(counts.map(({ indeterminate }) => indeterminate)),
  unseen: sum(counts.map(({ unseen }) => unseen)),
  waiting: sum(counts.map(({ waiting }) => waiting))
});

const oracleCounts = (counts: readonly OracleCounts[]): OracleCounts => ({
  distinct: sum(counts.map(({ distinct }) => distinct)),
  lost: sum(counts.map(({ lost }) => lost)),
  duplicated: sum(counts.map(({ duplicated }) => duplicated)),
  extra: sum(counts.map(({ extra }) => extra))
});

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);

/** Keys in the order of their first appearance, so that the same runs give the same bytes. */
function added<K extends string>(counts: readonly Readonly<Partial<Record<K, number>>>[]): Partial<Record<K, number>> {
  const total: Partial<Record<K, number>> = {};
  for (const one of counts) {
    for (const key in one) {
      total[key] = (total[key] ?? 0) + (one[key] ?? 0);
    }
  }
  return total;
}
