/** Jobs, failures and cells as text that reads back to the same value. Defaults are left out; the engine never is. */
import { configurationOf, configurations, plainSettings } from '../guarantee/configuration.js';
import type { DecidingSettings } from '../guarantee/configuration.js';
import type { Failure } from '../terms/failure.js';
import type { Job } from '../terms/job.js';
import type { Cell, Expectation } from './cell.js';
import { failureEntries, printFailure, printText } from './print-value.js';
import { plainJob } from './plain-job.js';
import { settingTexts } from './settings.js';

export { printFailure } from './print-value.js';

/** The whole cell of a job: by its configuration where the page has one, with what differs from it. */
export function printJob(job: Job): string {
  return `job: ${printText(job.name)}\n${lines(jobLines(job, 2))}`;
}

/** A list as the value of a key: on lines of their own, or `[]`. */
export function printFailures(failures: readonly Failure[]): string {
  if (failures.length === 0) return '[]';
  return failures.map(failure => `\n  - ${printFailure(failure)}`).join('');
}

/** Any cell. */
export function printCell(cell: Cell): string {
  switch (cell.verb) {
    case 'job':
      return printJob(cell.definition.job);
    case 'fail':
      return `fail: ${printText(cell.job)}\n${lines(failLines(cell.failures))}`;
    case 'compare':
      return lines([`compare: [${cell.jobs.map(printText).join(', ')}]`, ...failuresLine(cell.failures)]);
    case 'expect':
      return lines([
        `expect: ${printText(cell.job)}`,
        ...cell.expectations.map(printExpectation),
        ...(cell.soft ? ['soft: true'] : [])
      ]);
    case 'table':
      return lines([
        `table: ${cell.table}`,
        `engine: ${cell.engine}`,
        ...(cell.seed === 1 ? [] : [`seed: ${cell.seed}`])
      ]);
    case 'explore':
      return lines([`explore: ${printText(cell.what)}`, ...exploreLines(cell)]);
    case 'biography':
      return lines([`biography: ${printText(cell.job)}`, `record: ${cell.record}`]);
    case 'parameters':
      return lines([`parameters: {${Object.entries(cell.parameters).map(printParameter).join(', ')}}`]);
    case 'export':
      return lines([`export: ${printText(cell.job)}`, `to: ${printText(cell.to)}`]);
    case 'remove':
      return lines([`remove: ${printText(cell.job)}`, ...removeLines(cell)]);
    case 'help':
      return cell.topic === null ? 'help:\n' : `help: ${printText(cell.topic)}\n`;
    case 'jobs':
      return 'jobs: all\n';
    case 'chart':
    case 'stop':
      return `${cell.verb}: ${printText(cell.job)}\n`;
    case 'batch':
    case 'service':
    case 'agent':
      return `${cell.verb}: ${printText(cell.name)}\n`;
  }
}

function removeLines({ kafka, topics, confirm }: Extract<Cell, { verb: 'remove' }>): readonly string[] {
  const { bootstrap, properties } = kafka;
  const secured = properties === null ? '' : `, properties: ${printText(properties)}`;
  return [
    `kafka: {bootstrap: ${printText(bootstrap)}${secured}}`,
    ...(topics === null ? [] : [`topics: [${topics.map(printText).join(', ')}]`]),
    ...(confirm ? ['confirm: true'] : [])
  ];
}

function lines(each: readonly string[]): string {
  return each.map(line => `${line}\n`).join('');
}

function failLines(failures: readonly Failure[]): readonly string[] {
  const [only, ...more] = failures;
  if (only === undefined || more.length > 0) return [failuresKey(failures)];
  return failureEntries(only).map(([key, value]) => `${key}: ${value}`);
}

function failuresKey(failures: readonly Failure[]): string {
  return `failures:${failures.length === 0 ? ' ' : ''}${printFailures(failures)}`;
}

function failuresLine(failures: readonly Failure[] | null): readonly string[] {
  return failures === null ? [] : [failuresKey(failures)];
}

function printExpectation({ what, wanted }: Expectation): string {
  return `${what}: ${wanted}`;
}

function printParameter([name, value]: readonly [string, string | number | boolean]): string {
  return `${name}: ${typeof value === 'string' ? printText(value) : String(value)}`;
}

/** Where a definition is written in the cell, its keys say all of it. */
function exploreLines({ depth, engine, replays, definition }: Extract<Cell, { verb: 'explore' }>): readonly string[] {
  const keys = [...(depth === 1 ? [] : [`depth: ${depth}`]), ...(replays === 12 ? [] : [`replays: ${replays}`])];
  if (definition === null) return [...keys, `engine: ${engine}`];
  return [...keys, ...jobLines({ ...definition.job, engine }, null)];
}

/** @param plainExecutors how many executors go without saying; null: they are always said. */
function jobLines(job: Job, plainExecutors: number | null): readonly string[] {
  const row = configurations.find(({ id, expands }) => id === configurationOf(job) && sameDeciding(job, expands));
  const plain = new Map(settingTexts(plainJob(job, row?.expands ?? plainSettings)));
  const changed = settingTexts(job).flatMap(([key, value]) => {
    if (key === 'failures') return job.failures.length === 0 ? [] : [failuresKey(job.failures)];
    const needless =
      key === 'executors' ? job.executors === plainExecutors : key !== 'engine' && plain.get(key) === value;
    return needless ? [] : [`${key}: ${value}`];
  });
  return [...(row === undefined ? [] : [`configuration: ${row.id}`]), ...changed];
}

function sameDeciding(job: DecidingSettings, other: DecidingSettings): boolean {
  return (
    job.consumer === other.consumer &&
    job.storageLevel === other.storageLevel &&
    job.writeAheadLog === other.writeAheadLog &&
    job.checkpoint === other.checkpoint &&
    job.offsets === other.offsets
  );
}
