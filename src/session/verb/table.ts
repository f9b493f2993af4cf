/** `table: streaming`: the page's twelve cells and its two semantics rows, measured on an engine and judged. */

import { guaranteeRows } from '../../chart/guarantee-rows.js';
import { guaranteeTable } from '../../chart/guarantee-table.js';
import { liveDisplay } from '../../chart/live.js';
import { pageConfigurations, pageSemantics } from '../../guarantee/page.js';
import { tableResult, tableRowResult } from '../../guarantee/result.js';
import type { JobDefinition } from '../../language/cell.js';
import { newContext, readCell } from '../../language/read.js';
import type { Fault } from '../../terms/failure.js';
import type { EngineName, Job } from '../../terms/job.js';
import type { ConfigurationId, TableRowResult } from '../../terms/result.js';
import type { Trace } from '../../terms/trace.js';
import { atOnce } from '../at-once.js';
import { overridesOf } from '../finish.js';
import { Runs } from '../judged-run.js';
import { openInputOf } from '../open-input-of.js';
import { Predictions } from '../predictions.js';
import { wholeRun, type WholeRun } from '../run-job.js';
import type { Stage } from '../stage.js';

interface Square {
  readonly configuration: ConfigurationId;
  readonly row: string;
  readonly cell: TableRowResult['cell'];
  readonly fault: Fault;
}
const kill = (victim: 'executor' | 'driver'): Fault => ({ kind: 'kill', victims: [victim] });

/** A receiver's rows need an executor besides those of receiver and replica. */
const executors = 3;
/** Half of what a job has otherwise: each square waits for some batches, and the whole table for them all. */
const batchInterval = '250ms';
/** Enough for some seconds, so that whatever the fault does, the source goes on behind it. */
const records = 1500;

/** Receivers: on the page's default configuration, a lost acknowledgement; direct: the driver, whose restart reads its ranges again. */
const semantics: Readonly<Record<'receivers' | 'direct', Pick<Square, 'configuration' | 'fault'>>> = {
  receivers: { configuration: 'reliable-replicated', fault: { kind: 'drop', message: 'acknowledgement' } },
  direct: { configuration: 'direct-checkpoint', fault: kill('driver') }
};

const squares = [
  ...pageConfigurations.flatMap(({ id, title }) => [
    { configuration: id, row: title, cell: 'executor failure' as const, fault: kill('executor') },
    { configuration: id, row: title, cell: 'driver failure' as const, fault: kill('driver') }
  ]),
  ...pageSemantics.map(({ id, title }) => ({ ...semantics[id], row: title, cell: 'semantics' as const }))
] satisfies readonly Square[];

export async function runTableCell(stage: Stage, engine: EngineName, seed: number): Promise<void> {
  let done = 0;
  const pace = stage.pace(() => liveDisplay({ table: 'streaming', done, wanted: squares.length }));
  const input = await openInputOf(stage, definitionOf(stage, 'unreliable', { engine, seed }).job);
  const measuring = { engine, seed, input, predictions: new Predictions(input) };
  const rows = await atOnce(
    squares,
    { atMost: engine === 'simulated' ? 1 : realAtOnce, pace },
    async (square, pace) => {
      const row = await measure(stage, square, { ...measuring, pace });
      done += 1;
      await pace.breathe();
      return row;
    }
  );
  const result = tableResult(engine, rows);
  await stage.chart(guaranteeTable(result), result);
  stage.table(guaranteeRows(result));
}

/** Real jobs mostly wait for their own clocks, so several do not disturb each other. */
const realAtOnce = 7;

interface Asked {
  readonly engine: EngineName;
  readonly seed: number;
}
interface Measuring extends Asked, WholeRun {
  readonly predictions: Predictions;
}

/** On every engine the fault is placed by what is simulated; elsewhere than there, so is what should come of it. */
async function measure(stage: Stage, square: Square, how: Measuring): Promise<TableRowResult> {
  const { predictions } = how;
  const plain = definitionOf(stage, square.configuration, how);
  const job = { ...plain.job, failures: predictions.failures(plain.job, square.fault) };
  const judge = (trace: Trace) => {
    const runs = new Runs({ ...plain, job });
    runs.add(trace);
    return runs.judged(overridesOf(stage)).verdict;
  };
  const verdict = judge(await wholeRun(stage, how.engine === 'simulated' ? job : endless(job), how));
  const simulated = how.engine === 'simulated' ? null : judge(predictions.run(job));
  const predicted = simulated && {
    lost: simulated.receipt.lost,
    duplicated: simulated.receipt.duplicated,
    verdict: simulated.verdict
  };
  return tableRowResult({ verdict, row: square.row, cell: square.cell, predicted });
}

/** On a busy machine real processes may take longer to their steady point than a source with an end lasts: theirs sends until the drain. */
const endless = (job: Job): Job => ({ ...job, source: { ...job.source, records: null } });

/** The configuration as a cell would have it. @throws Error when the language does not know it: a mistake of ours. */
function definitionOf({ session }: Stage, configuration: ConfigurationId, { engine, seed }: Asked): JobDefinition {
  const text = [
    `job: ${configuration}`,
    `configuration: ${configuration}`,
    `engine: ${engine}`,
    `executors: ${executors}`,
    `batchInterval: ${batchInterval}`,
    `source: {rate: 500/s, records: ${records}}`,
    `seed: ${seed}`
  ].join('\n');
  const [document] = readCell(text, { ...newContext(engine), overrides: session.context.overrides });
  if (document?.kind !== 'cell' || document.cell.verb !== 'job') {
    throw new Error(`the configuration ${configuration} is not a job`);
  }
  return document.cell.definition;
}
