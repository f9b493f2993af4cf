/** `fail: NAME`: injects failures from now on, waits for each and for its recovery, and says what was at stake. */
import { stakeTable } from '../../chart/stake.js';
import { liveDisplay } from '../../chart/live.js';
import { standingBefore } from '../../ledger/whereabouts.js';
import { faultResult } from '../../guarantee/result.js';
import { effectHasPassed } from '../../engine/fault-schedule.js';
import type { Failure } from '../../terms/failure.js';
import { CellError } from '../cell-error.js';
import { passedAlready, refusePassed } from '../passed-already.js';
import type { Stage } from '../stage.js';

export async function runFailCell(stage: Stage, name: string, failures: readonly Failure[]): Promise<void> {
  const { definition, run, judged, stopped } = stage.session.job(name);
  const { job } = definition;
  if (judged !== null || run === null || stopped) {
    throw new CellError({
      kind: 'wrong input',
      name: 'JobIsFinished',
      message: `"${name}" is finished: a chart, expect, compare or stop cell has drained it; run its job cell again, then fail it`
    });
  }
  const pace = stage.pace(() => liveDisplay({ job, progress: run.progress() }));
  refusePassed(run.trace(), failures);
  const reports = await run.inject(failures, pace);
  if (reports.some(({ why }) => why === effectHasPassed)) {
    throw passedAlready(
      `"${name}" is past that effect already; run its job cell again, with the failure in its "failures"`
    );
  }
  const trace = run.trace();
  const standings = reports.map(report =>
    report.momentIndex === null ? null : standingBefore(trace, report.momentIndex)
  );
  const result = faultResult(job, reports, standings);
  stage.table(stakeTable(result), result);
}
