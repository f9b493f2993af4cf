/** From a cell's verb to the file that knows it. */
import type { Cell } from '../language/cell.js';
import type { Stage } from './stage.js';
import { runBiographyCell } from './verb/biography.js';
import { runChartCell } from './verb/chart.js';
import { runCompareCell } from './verb/compare.js';
import { runExpectCell } from './verb/expect.js';
import { runExploreCell } from './verb/explore.js';
import { runExportCell } from './verb/export.js';
import { runFailCell } from './verb/fail.js';
import { runHelpCell } from './verb/help.js';
import { runJobCell } from './verb/job.js';
import { runJobsCell } from './verb/jobs.js';
import { notYet } from './verb/later.js';
import { runRemoveCell } from './verb/remove.js';
import { runStopCell } from './verb/stop.js';
import { runTableCell } from './verb/table.js';

/** Does what the cell says. @throws CellError where it cannot. */
export async function perform(cell: Cell, stage: Stage): Promise<void> {
  switch (cell.verb) {
    case 'job':
      return runJobCell(stage, cell.definition);
    case 'fail':
      return runFailCell(stage, cell.job, cell.failures);
    case 'chart':
      return runChartCell(stage, cell.job);
    case 'compare':
      return runCompareCell(stage, cell.jobs, cell.failures);
    case 'expect':
      return runExpectCell(stage, cell);
    case 'table':
      return runTableCell(stage, cell.engine, cell.seed);
    case 'stop':
      return runStopCell(stage, cell.job);
    case 'jobs':
      return runJobsCell(stage);
    case 'export':
      return runExportCell(stage, cell.job, cell.to);
    case 'remove':
      return runRemoveCell(stage, cell);
    case 'help':
      return runHelpCell(stage, cell.topic);
    case 'parameters':
      return; // the context has them already
    case 'explore':
      return runExploreCell(stage, cell);
    case 'biography':
      return runBiographyCell(stage, cell);
    case 'batch':
    case 'service':
    case 'agent':
      return notYet(cell.verb);
  }
}
