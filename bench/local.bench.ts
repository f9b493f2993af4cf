/**
 * The local engine as a user feels it: a job to its steady point, from a kill to all back, records a second without and with the
 * write-ahead log and with replication, beside the bare write speed of the same disk in the same run; what each process holds in
 * memory; the whole table. Wall times; neighbours share the machine.
 */
import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { LocalRun } from '../src/engine/local/local-run.js';
import { recordsPerWrite } from '../src/protocol/sink.js';
import type { Job, Source } from '../src/terms/job.js';
import type { ConfigurationId } from '../src/terms/result.js';
import type { Moment } from '../src/terms/trace.js';
import { kill, now } from '../tests/engine/failures.js';
import { rowJob } from '../tests/engine/jobs.js';
import { MemoryWatch } from '../tests/engine/local/memory.js';

const rounds = 5;
/** Of the fast jobs; what they reach is less. */
const fast = { ratePerSecond: 100_000, records: 300_000 };
const flights = {
  content: { from: 'dataset', dataset: 'flights-200k' },
  ratePerSecond: 10_000,
  records: 200_000
} as const;
const pace = { breathe: () => Promise.resolve() };
const setting = {
  baseFolder: process.cwd(),
  temporaryFolder: tmpdir(),
  scripts: {
    supervisor: resolve('kernelspec/local-supervisor.mjs'),
    process: resolve('kernelspec/local-process.mjs'),
    keeper: resolve('kernelspec/broker-keeper.mjs')
  }
};
const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;
const show = (what: string, value: string, goal = '') =>
  console.log(`${what.padEnd(44)}${value.padStart(14)}   ${goal}`);

const jobFor = (id: ConfigurationId, source: Partial<Source>): Job =>
  rowJob(id, {
    engine: 'local',
    executors: 2,
    batchIntervalMs: 500,
    properties: { blockIntervalMs: 200 },
    source
  });
const endless = jobFor('reliable-wal', { ratePerSecond: 500, records: null });

async function toSteadyMs(): Promise<number> {
  const from = performance.now();
  const run = new LocalRun(endless, 1, setting);
  await run.toSteady(pace);
  const tookMs = performance.now() - from;
  run.stop();
  return tookMs;
}

/** From the fault to the next process of that role at its first step. */
async function backMs(role: 'driver' | 'executor'): Promise<number> {
  const run = new LocalRun(endless, 1, setting);
  await run.toSteady(pace);
  await run.inject([kill(role, now)], pace);
  const { moments } = run.trace();
  run.stop();
  const at = moments.findIndex(moment => moment.kind === 'fault');
  const first = role === 'driver' ? 'restart' : 'start';
  const back = moments.slice(at).find(moment => moment.kind === 'step' && moment.step === first);
  return (back?.atMs ?? NaN) - (moments[at]?.atMs ?? NaN);
}

const writtenIn = (moments: readonly Moment[]) => moments.filter(moment => moment.kind === 'written');

/** Written records a second between the first and the last write. */
async function recordsPerSecond(id: ConfigurationId): Promise<number> {
  const run = new LocalRun(jobFor(id, fast), 1, setting);
  await run.toSteady(pace);
  await run.drain(pace);
  const written = writtenIn(run.trace().moments);
  const records = written.reduce((sum, moment) => sum + moment.records.length, 0);
  return (records * 1000) / ((written.at(-1)?.atMs ?? NaN) - (written[0]?.atMs ?? NaN));
}

/** Writes of 100 bytes, one by one. */
function bareWritesPerSecond(): number {
  const folder = mkdtempSync(join(tmpdir(), 'spillway-bench-'));
  const file = openSync(join(folder, 'bare'), 'a');
  const line = `\n${'x'.repeat(98)}\n`;
  const from = performance.now();
  for (let count = 0; count < 100_000; count += 1) {
    writeSync(file, line);
  }
  const tookMs = performance.now() - from;
  closeSync(file);
  rmSync(folder, { recursive: true });
  return 100_000_000 / tookMs;
}

/** All of flights-200k through a write-ahead log: what each process held at most, in its first half and in its second. */
async function showMemory(): Promise<void> {
  const run = new LocalRun(jobFor('reliable-wal', flights), 1, setting);
  const memory = new MemoryWatch(run);
  await run.toSteady(memory);
  await run.drain(memory);
  const half = flights.records / 2;
  const second = memory.most({ from: half, until: flights.records });
  for (const [index, firstMb] of memory.most({ from: half / 4, until: half }).entries()) {
    const name = ['supervisor', 'driver', 'executor', 'executor'][index] ?? 'another';
    show(`memory of the ${name}, first half, second`, `${firstMb.toFixed(0)}, ${second[index]?.toFixed(0)} MB`);
  }
  show('memory of the job, at most', `${memory.mostTogetherMb.toFixed(0)} MB`, 'goal <= 250 MB');
}

/** As a user has it, in the command. */
function tableSeconds(): number {
  const folder = mkdtempSync(join(tmpdir(), 'spillway-bench-'));
  const file = join(folder, 'table.yaml');
  writeFileSync(file, 'table: streaming\nengine: local\n');
  const from = performance.now();
  execFileSync(process.execPath, [resolve('kernelspec/command-line.mjs'), 'run', file], { stdio: 'pipe' });
  rmSync(folder, { recursive: true });
  return (performance.now() - from) / 1000;
}

async function medianOf(measure: () => Promise<number>): Promise<number> {
  const values: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    values.push(await measure());
  }
  return median(values);
}

console.log(`${cpus().length} processors, load ${loadavg()[0]?.toFixed(1)} before; medians of ${rounds}`);
show('a job to its steady point', `${(await medianOf(toSteadyMs)).toFixed(0)} ms`, 'goal < 1000 ms, batches of 500 ms');
const executorMs = await medianOf(() => backMs('executor'));
show('executor killed to receiver running', `${executorMs.toFixed(0)} ms`, 'goal < 300 ms');
const driverMs = await medianOf(() => backMs('driver'));
show('driver killed to driver running', `${driverMs.toFixed(0)} ms`, 'goal < 2000 ms (1000 of back-off)');
const bare = bareWritesPerSecond();
show('bare writes of 100 bytes', `${bare.toFixed(0)} /s`);
for (const [what, id] of [
  ['records, no log', 'reliable-unreplicated'],
  ['records, replicated', 'reliable-replicated'],
  ['records, write-ahead log', 'reliable-wal']
] as const) {
  const speed = await recordsPerSecond(id);
  const goal = id === 'reliable-wal' ? '; goal 50,000 /s' : '';
  show(what, `${speed.toFixed(0)} /s`, `${((speed / bare) * 100).toFixed(0)} % of the bare writes${goal}`);
}
show('of these in a write', String(recordsPerWrite(jobFor('reliable-wal', fast))), `sent: ${fast.ratePerSecond} /s`);
await showMemory();
show('table: streaming, 14 squares', `${tableSeconds().toFixed(1)} s`, 'goal < 15 s');
