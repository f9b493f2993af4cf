/** Builds the results that machines read (`terms/result.ts`) from runs and their judgement. */
import type { Standing } from '../ledger/whereabouts.js';
import type { EngineName, Job } from '../terms/job.js';
import type {
  ComparisonResult,
  FaultResult,
  RunResult,
  TableResult,
  TableRowResult,
  VerdictResult
} from '../terms/result.js';
import type { FailureReport, Outcome } from '../terms/trace.js';
import { configurationOf } from './configuration.js';
import { failureResult } from './failure-result.js';
import type { Finding } from './finding.js';
import { judge } from './judge.js';
import { countsOf } from './sums.js';

export { failureResult } from './failure-result.js';

export interface Judging {
  readonly job: Job;
  /** One for each run, in order; at least one. */
  readonly findings: readonly Finding[];
  /** Runs that were asked for; left out: as many as there are. */
  readonly wanted?: number;
  /** What `--engine`, `--seed` or the environment changed; empty is the same as none. */
  readonly overrides?: Readonly<Record<string, string | number>>;
  /** When a run from the archive was finished, ISO 8601. */
  readonly archived?: string;
}

/** @throws RangeError when there is no run. */
export function verdictResult({
  job,
  findings,
  wanted = findings.length,
  overrides,
  archived
}: Judging): VerdictResult {
  const [first] = findings;
  if (first === undefined) {
    throw new RangeError(`"${job.name}" has no run to be judged`);
  }
  const { promises, verdict } = judge(job, findings, wanted);
  const counts = countsOf(findings.map(({ tally }) => tally));
  return {
    schema: 'spillway/1',
    kind: 'verdict',
    job: job.name,
    engine: first.engine,
    seed: first.seed,
    configuration: configurationOf(job),
    failures: telling(findings, first).failures.map(({ report, standing }) => failureResult(report, standing)),
    outcome: worstOutcome(findings),
    ...counts,
    promises,
    verdict,
    ...(wanted > 1 || findings.length > 1 ? severalRuns(findings, wanted) : {}),
    ...(overrides === undefined || Object.keys(overrides).length === 0 ? {} : { overrides }),
    ...(archived === undefined ? {} : { archived })
  };
}

/** Of several runs the failures are told as they happened in the first one in which most of them fired. */
function telling(findings: readonly Finding[], first: Finding): Finding {
  const fired = ({ failures }: Finding): number => failures.filter(({ report }) => report.fired).length;
  return findings.reduce((best, finding) => (fired(finding) > fired(best) ? finding : best), first);
}

const fromWorst: readonly Outcome[] = ['aborted', 'stopped', 'recovered', 'undisturbed'];

function worstOutcome(findings: readonly Finding[]): Outcome {
  return fromWorst.find(outcome => findings.some(finding => finding.outcome === outcome)) ?? 'undisturbed';
}

function severalRuns(findings: readonly Finding[], wanted: number): Pick<VerdictResult, 'runs' | 'each'> {
  const judged = findings.filter(({ ended }) => ended === 'drained');
  return {
    runs: {
      wanted,
      judged: judged.length,
      lost: judged.filter(({ tally }) => tally.receipt.lost > 0).length,
      duplicated: judged.filter(({ tally }) => tally.receipt.duplicated > 0).length
    },
    each: findings.map(runResult)
  };
}

function runResult({ seed, outcome, tally: { records, receipt, output } }: Finding): RunResult {
  return { seed, outcome, records, receipt, output };
}

/** @param standings what was at stake right before each failure; null: it did not fire. */
export function faultResult(
  job: Job,
  reports: readonly FailureReport[],
  standings: readonly (Standing | null)[]
): FaultResult {
  return {
    schema: 'spillway/1',
    kind: 'failures',
    job: job.name,
    engine: job.engine,
    failures: reports.map((report, at) => failureResult(report, standings[at] ?? null))
  };
}

export interface TableRow extends Pick<TableRowResult, 'row' | 'cell' | 'predicted'> {
  readonly verdict: VerdictResult;
}

export function tableRowResult({ verdict, row, cell, predicted }: TableRow): TableRowResult {
  return { ...verdict, row, cell, predicted };
}

export function tableResult(engine: EngineName, rows: readonly TableRowResult[]): TableResult {
  return { schema: 'spillway/1', kind: 'table', table: 'streaming', engine, rows };
}

export function comparisonResult(verdicts: readonly VerdictResult[]): ComparisonResult {
  return { schema: 'spillway/1', kind: 'comparison', jobs: verdicts.map(({ job }) => job), verdicts };
}
