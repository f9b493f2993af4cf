/** `chart: NAME`: finishes the job, judges it against the page, draws it once. After a restart it draws the run in the archive. */
import { aggregateTable } from '../../chart/aggregate.js';
import { manyRunsPicture } from '../../chart/many-runs.js';
import { runPicture } from '../../chart/run.js';
import { countsTable } from '../../chart/run-table.js';
import { topicWords } from '../../chart/topic-words.js';
import type { Input } from '../../input/input.js';
import { CellError } from '../cell-error.js';
import { aggregateOf } from '../aggregate.js';
import { judgedFromArchive } from '../from-archive.js';
import { openInputOf } from '../open-input-of.js';
import { finish } from '../finish.js';
import type { JudgedRun } from '../judged-run.js';
import type { Stage } from '../stage.js';

export async function runChartCell(stage: Stage, name: string): Promise<void> {
  const notebookJob = stage.session.jobs.get(name);
  if (notebookJob === undefined) {
    const judged = await judgedFromArchive(stage.session, name);
    await draw(stage, judged, await inputStillThere(stage, judged));
    return;
  }
  await draw(stage, await finish(stage, notebookJob), notebookJob.input);
}

/** What an archived run read; null where it is no longer there: the run is charted without its aggregate. */
async function inputStillThere(stage: Stage, { definition }: JudgedRun): Promise<Input | null> {
  const { content } = definition.job.source;
  if (content.from === 'kafka' && content.bootstrap !== null) return null; // its texts were known to the run alone
  try {
    return await openInputOf(stage, definition.job);
  } catch (error) {
    if (error instanceof CellError && error.kind === 'wrong input') {
      return null;
    }
    throw error;
  }
}

async function draw(stage: Stage, judged: JudgedRun, input: Input | null): Promise<void> {
  const { trace, tally, verdict } = judged;
  const { finding = verdict.job } = verdict;
  const picture =
    verdict.runs === undefined ? runPicture({ finding, trace, tally, verdict }) : manyRunsPicture({ finding, verdict });
  await stage.chart(picture, verdict);
  if (verdict.runs === undefined && input !== null && input.isKnown?.() !== false) {
    stage.table(aggregateTable({ about: input.aggregate, rows: aggregateOf(trace, input) }));
  }
  const counts = countsTable(verdict);
  const { topicRead, topicWritten } = trace;
  const topics = verdict.runs === undefined ? [topicRead, topicWritten] : [];
  const notes = topics.flatMap(topic => (topic === undefined ? [] : [topicWords(topic)]));
  stage.table({ ...counts, notes: [...counts.notes, ...notes] }); // it ends with the one next step
}
