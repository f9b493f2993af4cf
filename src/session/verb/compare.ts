/** `compare: [a, b]`: judges the runs there are side by side, or runs every job anew with one list of failures. */
import { comparisonPicture, comparisonTable } from '../../chart/comparison.js';
import { comparisonResult } from '../../guarantee/result.js';
import type { JobDefinition } from '../../language/cell.js';
import type { Failure } from '../../terms/failure.js';
import { CellError } from '../cell-error.js';
import { allAtOnce } from '../at-once.js';
import { overridesOf } from '../finish.js';
import { judgedByName } from '../from-archive.js';
import { Runs, type JudgedRun } from '../judged-run.js';
import { openInputToRun } from '../open-input-of.js';
import { runAll } from '../run-job.js';
import type { Stage } from '../stage.js';

export async function runCompareCell(
  stage: Stage,
  names: readonly string[],
  failures: readonly Failure[] | null
): Promise<void> {
  const judged = await allAtOnce([...new Set(names)], name =>
    failures === null ? judgedByName(stage, name) : runAnew(stage, definitionOf(stage, name), failures)
  );
  const result = comparisonResult(judged.map(run => run.verdict));
  await stage.chart(comparisonPicture(result), result);
  stage.table(comparisonTable(result));
}

function definitionOf(stage: Stage, name: string): JobDefinition {
  const definition = stage.session.context.jobs.get(name);
  if (definition === undefined) {
    throw new CellError({
      kind: 'wrong input',
      name: 'UnknownJob',
      message: `no job "${name}" is defined in this notebook; run its cell first`
    });
  }
  return definition;
}

/** The jobs of the notebook stay as they are: these runs belong to the comparison. */
async function runAnew(stage: Stage, definition: JobDefinition, failures: readonly Failure[]): Promise<JudgedRun> {
  const anew = { ...definition, job: { ...definition.job, failures } };
  const runs = new Runs(anew);
  await runAll(stage, anew.job, { input: await openInputToRun(stage, definition.job), runs, cell: 'compare' });
  return runs.judged(overridesOf(stage));
}
