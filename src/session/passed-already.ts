/** Failures that can never fire, because the record that they wait for has passed their step: said at once, not when the limit is over. */
import { stepTitle } from '../chart/step-titles.js';
import type { Failure } from '../terms/failure.js';
import type { Trace } from '../terms/trace.js';
import { CellError } from './cell-error.js';

/**
 * Only the failures before the first that can disturb the job: behind that one a record may pass again.
 * @throws CellError with the remedy.
 */
export function refusePassed({ job, moments }: Trace, failures: readonly Failure[]): void {
  const [first] = failures.filter(({ duringStart }) => duringStart !== true);
  if (first?.place.at !== 'step' || first.place.record === null) return;
  const { step, record } = first.place;
  const passing = moments.find(
    moment => moment.kind === 'step' && moment.step === step && moment.records.includes(record)
  );
  if (passing !== undefined) {
    const when = `${(passing.atMs / 1000).toFixed(2)} s`;
    throw passedAlready(
      `record ${record} of "${job.name}" has passed “${stepTitle(step)}” already, at ${when}; name a later record, or leave "record" out`
    );
  }
}

export const passedAlready = (message: string): CellError =>
  new CellError({ kind: 'wrong input', name: 'PassedAlready', message });
