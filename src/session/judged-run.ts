/** A finished run with its judgement: what charts, tables, exports and the archive work from. */
import { examine, type Finding } from '../guarantee/finding.js';
import { verdictResult } from '../guarantee/result.js';
import type { JobDefinition } from '../language/cell.js';
import type { Tally } from '../ledger/tally.js';
import type { VerdictResult } from '../terms/result.js';
import type { Trace } from '../terms/trace.js';

export interface JudgedRun {
  readonly definition: JobDefinition;
  /** The last run's trace; null: an older archive kept none. */
  readonly trace: Trace;
  readonly tally: Tally;
  readonly findings: readonly Finding[];
  readonly verdict: VerdictResult;
}

export interface Overrides {
  readonly overrides?: Readonly<Record<string, string | number>>;
}

/** @param traces of the job's runs, in order; at least one. @throws RangeError when there is none. */
export function judgedRun(definition: JobDefinition, traces: readonly Trace[], said: Overrides = {}): JudgedRun {
  const findings = traces.map(examine);
  const trace = traces.at(-1);
  const last = findings.at(-1);
  if (trace === undefined || last === undefined) {
    throw new RangeError('a job without a run cannot be judged');
  }
  const verdict = verdictResult({ job: definition.job, findings, wanted: definition.job.runs, ...said });
  return { definition, trace, tally: last.tally, findings, verdict };
}
