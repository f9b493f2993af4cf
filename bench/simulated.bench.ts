/**
 * How many experiments a second one core makes in virtual time: 24 records in six batches, from the first process to the end of
 * the drain, for each row of the page, undisturbed and with the executor killed where the table places its fault. Processor
 * time, since neighbours share the machine.
 */
import { SimulatedRun } from '../src/engine/simulated/simulated-run.js';
import { simulate } from '../src/engine/simulated/simulated-engine.js';
import { placed } from '../src/explore/placement.js';
import type { Failure } from '../src/terms/failure.js';
import type { Job } from '../src/terms/job.js';
import { numbers, rowIds, rowJob } from '../tests/engine/jobs.js';

const goalARow = 4000;
const roundMs = 400;
const rounds = 5;

interface Figures {
  readonly experiments: number;
  readonly effects: number;
  /** Crash points of one experiment. */
  readonly points: number;
}

function crashPoints(job: Job, seed: number): number {
  const run = new SimulatedRun(job, numbers, seed);
  const wait = () => run.advance(Infinity) ?? 'limit';
  run.beginSteady();
  run.endSteady(wait());
  run.beginFailures(job.failures);
  run.endFailures(wait());
  run.beginDrain();
  run.endDrain(wait());
  return run.effects;
}

function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Experiments, each with another seed, until the time is over. @returns how many a second. */
function round(job: Job): number {
  const fromMs = processorMs();
  let seed = 1;
  while (processorMs() - fromMs < roundMs) {
    for (let times = 0; times < 16; times += 1) {
      simulate(job, numbers, seed);
      seed += 1;
    }
  }
  return ((seed - 1) * 1000) / (processorMs() - fromMs);
}

/** The best of several rounds: what the machine does when nothing else disturbs it. */
function measure(job: Job): Figures {
  round(job); // until the code is compiled
  const experiments = Math.max(...Array.from({ length: rounds }, () => round(job)));
  const counted = Array.from({ length: 50 }, (_, nth) => crashPoints(job, nth + 1));
  const points = counted.reduce((sum, one) => sum + one, 0) / counted.length;
  return { experiments, effects: experiments * points, points };
}

function withExecutorKilled(job: Job): Job {
  const failure: Failure | null = placed({ kind: 'kill', victims: ['executor'] }, simulate(job, numbers, 1));
  return { ...job, failures: failure === null ? [] : [failure] };
}

const shown = (value: number): string => Math.round(value).toLocaleString('en').padStart(12);
console.log(
  `${'24 records, 6 batches'.padEnd(44)}${['runs/s', 'effects/s', 'effects/run'].map(word => word.padStart(12)).join('')}`
);
for (const id of rowIds) {
  const job = rowJob(id);
  for (const [title, one] of [
    ['undisturbed', job],
    ['executor killed', withExecutorKilled(job)]
  ] as const) {
    const { experiments, effects, points } = measure(one);
    const goal = id === 'reliable-wal' ? `   goal ${goalARow.toLocaleString('en')} runs/s` : '';
    console.log(`${id.padEnd(26)}${title.padEnd(18)}${shown(experiments)}${shown(effects)}${shown(points)}${goal}`);
  }
}
const memory = process.memoryUsage();
console.log(
  `memory at the end: ${Math.round(memory.rss / 2 ** 20)} MB resident, ${Math.round(memory.heapUsed / 2 ** 20)} MB heap`
);
