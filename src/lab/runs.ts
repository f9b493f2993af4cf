/** The judged runs that a notebook shows: read from its outputs, so that they are there without a kernel and after a reload. */
import { pageConfiguration } from '../guarantee/page.js';
import { configurations } from '../guarantee/configuration.js';
import { failureAsFlow } from '../chart/failure-words.js';
import type { FailureResult, Judgement } from '../terms/result.js';

/** Under which results stand in an output. */
export const RESULT_TYPE = 'application/vnd.spillway+json';

export interface ShownRun {
  /** The cell whose output shows it. */
  readonly cell: string;
  readonly job: string;
  /** The row in the page's words; null: none. */
  readonly row: string | null;
  /** As cells write them. */
  readonly failures: readonly string[];
  readonly verdict: Judgement | null;
  readonly finding: string;
}

export interface CellOutput {
  readonly cell: string;
  /** What stands under `RESULT_TYPE`. */
  readonly result: unknown;
}

/** The newest run of each job in each cell, in the notebook's order; what is no verdict is passed over. */
export function runsIn(outputs: readonly CellOutput[]): readonly ShownRun[] {
  return outputs.flatMap(({ cell, result }) => (isVerdict(result) ? [shown(cell, result)] : []));
}

interface Verdict {
  readonly job: string;
  readonly configuration: string | null;
  readonly failures: readonly FailureResult[];
  readonly verdict: Judgement | null;
  readonly finding?: string;
}

/** The kernel writes these; a notebook of another version, or one that was edited, may hold anything. */
function isVerdict(result: unknown): result is Verdict {
  return (
    typeof result === 'object' &&
    result !== null &&
    Reflect.get(result, 'schema') === 'spillway/1' &&
    Reflect.get(result, 'kind') === 'verdict' &&
    typeof Reflect.get(result, 'job') === 'string' &&
    Array.isArray(Reflect.get(result, 'failures'))
  );
}

function shown(cell: string, { job, configuration, failures, verdict, finding }: Verdict): ShownRun {
  const id = configurations.find(each => each.id === configuration)?.id;
  return {
    cell,
    job,
    row: id === undefined ? null : pageConfiguration(id).title,
    failures: failures.map(failureAsFlow),
    verdict,
    finding: finding ?? ''
  };
}
