/** `table: streaming`: the page's twelve cells and its two semantics rows, measured on an engine and judged. */
import { guaranteeRows } from '../../chart/guarantee-rows.js';
import { guaranteeTable } from '../../chart/guarantee-table.js';
import { liveDisplay } from '../../chart/live.js';
import type { Pace } from '../../engine/engine.js';
import { placed } from '../../explore/placement.js';
import { pageConfigurations, pageSemantics } from '../../guarantee/page.js';
import { tableResult, tableRowResult } from '../../guarantee/result.js';
import { newContext, readCell } from '../../language/read.js';
import type { JobDefinition } from '../../language/cell.js';
import type { Fault } from '../../terms/failure.js';
import type { EngineName } from '../../terms/job.js';
import type { ConfigurationId, TableRowResult } from '../../terms/result.js';
import type { Trace } from '../../terms/trace.js';
import { judgedRun } from '../judged-run.js';
import { openInputOf } from '../open-input-of.js';
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
/** Enough for some seconds, so that whatever the fault does, the source goes on behind it. */
const records = 2000;

/** Receivers: on the page's default configuration, a lost acknowledgement; direct: the driver, whose restart reads its ranges again. */
const semantics: Readonly<Record<'receivers' | 'direct', Pick<Square, 'configuration' | 'fault'>>> = {
  receivers: { configuration: 'reliable-replicated', fault: { kind: 'drop', message: 'acknowledgement' } },
  direct: { configuration: 'direct-checkpoint', fault: kill('driver') }
};

const squares: readonly Square[] = [
  ...pageConfigurations.flatMap(({ id, title }) => [
    { configuration: id, row: title, cell: 'executor failure' as const, fault: kill('executor') },
    { configuration: id, row: title, cell: 'driver failure' as const, fault: kill('driver') }
  ]),
  ...pageSemantics.map(({ id, title }) => ({ ...semantics[id], row: title, cell: 'semantics' as const }))
];

export async function runTableCell(stage: Stage, engine: EngineName, seed: number): Promise<void> {
  const rows: TableRowResult[] = [];
  const live = () => liveDisplay({ table: 'streaming', done: rows.length, wanted: squares.length });
  const pace = stage.pace(live);
  for (const square of squares) {
    rows.push(await measure(stage, square, { engine, seed, pace }));
    await pace.breathe();
  }
  const result = tableResult(engine, rows);
  await stage.chart(guaranteeTable(result), result);
  stage.table(guaranteeRows(result));
}

interface Measuring {
  readonly engine: EngineName;
  readonly seed: number;
  readonly pace: Pace;
}

async function measure(stage: Stage, square: Square, how: Measuring): Promise<TableRowResult> {
  const definition = definitionOf(square.configuration, how);
  const undisturbed = await run(stage, definition, how.pace);
  const failure = placed(square.fault, undisturbed);
  const failures = failure === null ? [] : [failure];
  const failing = { ...definition, job: { ...definition.job, failures } };
  const { verdict } = judgedRun(failing, [await run(stage, failing, how.pace)]);
  return tableRowResult({ verdict, row: square.row, cell: square.cell, predicted: null });
}

/** The configuration as a cell would have it. @throws Error when the language does not know it: a mistake of ours. */
function definitionOf(configuration: ConfigurationId, { engine, seed }: Measuring): JobDefinition {
  const text = [
    `job: ${configuration}`,
    `configuration: ${configuration}`,
    `engine: ${engine}`,
    `executors: ${executors}`,
    `source: {rate: 500/s, records: ${records}}`,
    `seed: ${seed}`
  ].join('\n');
  const [document] = readCell(text, newContext(engine));
  if (document?.kind !== 'cell' || document.cell.verb !== 'job') {
    throw new Error(`the configuration ${configuration} is not a job`);
  }
  return document.cell.definition;
}

async function run(stage: Stage, { job }: JobDefinition, pace: Pace): Promise<Trace> {
  const { session } = stage;
  const live = session.engineFor(job).launch(job, await openInputOf(stage, job), job.seed);
  if ((await live.toSteady(pace)) === 'reached') {
    await live.inject(job.failures, pace);
    await live.drain(pace);
  }
  return live.trace();
}
