/** What a whole file of cells comes to, as a process says it. */
import type { Judgement, Result } from '../terms/result.js';

/** The input is wrong: nothing was started. */
export const inputIsWrong = 2;

/**
 * 0: all held, or was not shown. 1: an expectation failed (a soft one too), or a promise was contradicted without being expected.
 * 3: a verdict is inconclusive or not exercised without being expected.
 */
export function exitStatus(results: readonly Result[]): 0 | 1 | 3 {
  const unexpected = results
    .flatMap(judgementsOf)
    .filter(({ job, verdict }) => !isExpected(results, job, verdict))
    .map(({ verdict }) => verdict);
  if (unexpected.includes('contradicts') || results.some(result => result.kind === 'expectation' && !result.held)) {
    return 1;
  }
  return unexpected.includes('inconclusive') || unexpected.includes('not exercised') ? 3 : 0;
}

interface JobJudgement {
  readonly job: string;
  readonly verdict: Judgement | null;
}

function judgementsOf(result: Result): readonly JobJudgement[] {
  switch (result.kind) {
    case 'verdict':
      return [result];
    case 'table':
      return result.rows;
    case 'comparison':
      return result.verdicts;
    case 'expectation':
    case 'job':
    case 'failures':
    case 'jobs':
    case 'exploration':
    case 'biography':
    case 'removal':
      return [];
  }
}

/** Some cell expected just this verdict of the job, and got it. */
function isExpected(results: readonly Result[], job: string, verdict: Judgement | null): boolean {
  return results.some(
    result =>
      result.kind === 'expectation' &&
      result.job === job &&
      result.held &&
      (result.expected ?? []).some(({ what, wanted }) => what === 'verdict' && wanted === verdict)
  );
}
