/** Holds a verdict to what a cell expects of it. */
import type { ExpectationResult, VerdictResult } from '../terms/result.js';

/** One line of an `expect` cell. `some` is any number but 0. */
export type Expected =
  | { readonly what: 'lost' | 'duplicated' | 'output lost' | 'output duplicated'; readonly wanted: number | 'some' }
  | { readonly what: 'verdict' | 'outcome'; readonly wanted: string };

export interface Expecting {
  readonly verdict: VerdictResult;
  readonly expected: readonly Expected[];
  /** What does not hold is said, and the notebook goes on. */
  readonly soft: boolean;
}

/** Records are meant, not copies; for several runs, over all of them. */
export function expectationResult({ verdict, expected, soft }: Expecting): ExpectationResult {
  const judged = expected.map(one => ({ ...one, got: gotOf(verdict, one.what) }));
  const failed = judged.filter(({ wanted, got }) => (wanted === 'some' ? got === 0 : got !== wanted));
  return {
    schema: 'spillway/1',
    kind: 'expectation',
    job: verdict.job,
    held: failed.length === 0,
    ...(soft ? { soft } : {}),
    expected: expected.map(({ what, wanted }) => ({ what, wanted: String(wanted) })),
    failed: failed.map(({ what, wanted, got }) => ({ what, wanted: String(wanted), got }))
  };
}

function gotOf(result: VerdictResult, what: Expected['what']): number | string {
  switch (what) {
    case 'lost':
      return result.receipt.lost;
    case 'duplicated':
      return result.receipt.duplicated;
    case 'output lost':
      return result.output.lost;
    case 'output duplicated':
      return result.output.duplicated;
    case 'verdict':
      return result.verdict ?? 'none';
    case 'outcome':
      return result.outcome;
  }
}
