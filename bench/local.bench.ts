/**
 * The local engine as a user feels it: a job to its steady point, from a kill to all back, records a second without and with the
 * write-ahead log and with replication, beside the bare write speed of the same disk in the same run. Wall times; neighbours share the machine.
 */
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { localEngine } from '../src/engine/local/local-engine.js';
import { generatedInput } from '../src/input/generated.js';
import type { Failure, Fault } from '../src/terms/failure.js';
import type { Job } from '../src/terms/job.js';
import type { ConfigurationId } from '../src/terms/result.js';
import { rowJob } from '../tests/engine/jobs.js';

const rounds = 3;
const pace = { breathe: () => Promise.resolve() };
const engine = localEngine({
  baseFolder: process.cwd(),
  scripts: { supervisor: resolve('kernelspec/local-supervisor.mjs'), process: resolve('kernelspec/local-process.mjs') }
});
const input = generatedInput(1);
const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;
const show = (what: string, value: string, goal: string) =>
  console.log(`${what.padEnd(44)}${value.padStart(14)}   ${goal}`);

const jobFor = (id: ConfigurationId, ratePerSecond: number, records: number | null): Job =>
  rowJob(id, {
    engine: 'local',
    executors: 2,
    batchIntervalMs: 500,
    properties: { blockIntervalMs: 200 },
    source: { ratePerSecond, records }
  });

async function toSteadyMs(): Promise<number> {
  const from = performance.now();
  const run = engine.launch(jobFor('reliable-wal', 500, null), input, 1);
  await run.toSteady(pace);
  const tookMs = performance.now() - from;
  run.stop();
  return tookMs;
}

/** From the fault to the next process of that role at its first step. */
async function backMs(role: 'driver' | 'executor'): Promise<number> {
  const fault: Fault = { kind: 'kill', victims: [role] };
  const failure: Failure = { fault, place: { at: 'now' }, withinMs: null, duringRecovery: false };
  const run = engine.launch(jobFor('reliable-wal', 500, null), input, 1);
  await run.toSteady(pace);
  await run.inject([failure], pace);
  const { moments } = run.trace();
  run.stop();
  const at = moments.findIndex(moment => moment.kind === 'fault');
  const first = role === 'driver' ? 'restart' : 'start';
  const back = moments.slice(at).find(moment => moment.kind === 'step' && moment.step === first);
  return (back?.atMs ?? NaN) - (moments[at]?.atMs ?? NaN);
}

/** Written records a second between the first and the last write. */
async function recordsPerSecond(id: ConfigurationId): Promise<number> {
  const run = engine.launch(jobFor(id, 50_000, 100_000), input, 1);
  await run.toSteady(pace);
  await run.drain(pace);
  const written = run.trace().moments.filter(moment => moment.kind === 'written');
  const records = written.reduce((sum, moment) => sum + moment.records.length, 0);
  return (records * 1000) / ((written.at(-1)?.atMs ?? NaN) - (written[0]?.atMs ?? NaN));
}

/** One write of 100 bytes a record, as the sink does it. */
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

async function medianOf(measure: () => Promise<number>): Promise<number> {
  const values: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    values.push(await measure());
  }
  return median(values);
}

show('a job to its steady point', `${(await medianOf(toSteadyMs)).toFixed(0)} ms`, 'goal < 1000 ms, batches of 500 ms');
show(
  'executor killed to receiver running',
  `${(await medianOf(() => backMs('executor'))).toFixed(0)} ms`,
  'goal < 300 ms'
);
show(
  'driver killed to driver running',
  `${(await medianOf(() => backMs('driver'))).toFixed(0)} ms`,
  'goal < 2000 ms (1000 of back-off)'
);
const bare = bareWritesPerSecond();
show('bare writes of 100 bytes', `${bare.toFixed(0)} /s`, '');
for (const [what, id] of [
  ['records, no log', 'reliable-unreplicated'],
  ['records, replicated', 'reliable-replicated'],
  ['records, write-ahead log', 'reliable-wal']
] as const) {
  const speed = await recordsPerSecond(id);
  show(
    what,
    `${speed.toFixed(0)} /s`,
    `${((speed / bare) * 100).toFixed(1)} % of the bare writes; goal 50,000 with the log`
  );
}
