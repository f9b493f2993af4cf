/** A finished run with its judgement: what charts, tables, exports and the archive work from. */
import { examine, type Finding } from '../guarantee/finding.js';
import { verdictResult } from '../guarantee/result.js';
import { findingSentence, findingsSentence } from '../guarantee/why.js';
import { ofTotal } from '../guarantee/words.js';
import type { JobDefinition } from '../language/cell.js';
import type { Tally } from '../ledger/tally.js';
import type { VerdictResult } from '../terms/result.js';
import type { Trace } from '../terms/trace.js';

export interface JudgedRun {
  readonly definition: JobDefinition;
  /** The last run's trace. */
  readonly trace: Trace;
  readonly tally: Tally;
  readonly verdict: VerdictResult;
}

/** A job's runs while they are made: each is examined as it ends, and only the last one's trace is kept. */
export class Runs {
  private readonly findings: Finding[] = [];
  private count = 0;
  private last: Trace | null = null;

  constructor(private readonly definition: JobDefinition) {}

  get done(): number {
    return this.count;
  }

  /** @param place the run's among all, from 0; they may end in any order. */
  add(trace: Trace, place = this.count): void {
    this.count += 1;
    this.last = place >= this.findings.length ? trace : this.last;
    this.findings[place] = examine(trace);
  }

  /** Of the runs that were made: fewer than wanted where the user ended them. @throws RangeError when there was no run. */
  judged(overrides: Readonly<Record<string, string | number>> = {}): JudgedRun {
    const { definition, last: trace } = this;
    const { job } = definition;
    const findings = this.findings.flatMap(made => [made]); // without the places of those that were not made
    const finding = findings.at(-1);
    if (trace === null || finding === undefined) {
      throw new RangeError('a job without a run cannot be judged');
    }
    const sentence = job.runs > 1 ? findingsSentence(job, findings) : findingSentence(job, finding);
    const ended = findings.length < job.runs ? `; interrupted after ${ofTotal(findings.length, job.runs)} runs` : '';
    const judged = verdictResult({ job, findings, wanted: findings.length, overrides });
    const verdict = { ...judged, finding: `${sentence}${ended}` };
    return { definition, trace, tally: finding.tally, verdict };
  }
}
