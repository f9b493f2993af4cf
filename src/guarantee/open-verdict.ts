/** The two verdicts that say nothing about the page, and why: the promise was not put to the test, or no run ended. */
import type { Judgement } from '../terms/result.js';
import { runsBound, type Evidence } from './evidence.js';
import type { FailureFinding, Finding } from './finding.js';
import { durationWords, ofTotal } from './words.js';

export interface OpenVerdict {
  readonly verdict: Extract<Judgement, 'not exercised' | 'inconclusive'>;
  readonly why: string;
  readonly bound: string;
}

/** null: every run ended and some run put the promise to the test, so that seeing nothing means something. */
export function openVerdict(
  evidence: Evidence,
  findings: readonly Finding[],
  strikes: (failure: FailureFinding) => boolean
): OpenVerdict | null {
  const { wanted, judged, exercised } = evidence;
  if (judged < wanted || judged === 0) {
    return { verdict: 'inconclusive', why: unended(evidence, findings), bound: runsBound(judged, wanted) };
  }
  if (exercised.length === 0) {
    const failures = findings.flatMap(finding => finding.failures.filter(strikes));
    return { verdict: 'not exercised', why: unexercised(failures), bound: runsBound(0, judged) };
  }
  return null;
}

function unended({ wanted, judged }: Evidence, findings: readonly Finding[]): string {
  if (findings.some(({ ended }) => ended === 'never steady')) {
    return 'the job never became steady, so it was never failed';
  }
  const limitMs = findings.find(({ ended }) => ended === 'limit')?.limitMs;
  const limit = limitMs === undefined ? '' : ` within the limit of ${durationWords(limitMs)}`;
  return wanted === 1
    ? `the run did not end${limit}, and what is still on its way is not called lost`
    : `only ${ofTotal(judged, wanted)} runs ended${limit}: too few to say that it never happens`;
}

function unexercised(failures: readonly FailureFinding[]): string {
  if (failures.length === 0) {
    return 'nothing failed';
  }
  const fired = failures.filter(({ report }) => report.fired);
  if (fired.length === 0) {
    const why = failures.find(({ report }) => report.why !== null)?.report.why;
    return `the failure did not fire${why === undefined || why === null ? '' : `: ${why}`}`;
  }
  return 'the failure met no delivered record on its way';
}
