/** What an exploration covered and what it did not, in words and numbers. */
import { count, counted, listed } from '../guarantee/words.js';
import type { Job } from '../terms/job.js';
import { runsDone, type Exploration } from './exploration.js';
import { firstCrashesElsewhere, firstCrashesOfEach } from './pairs.js';
import { unnoticedWords, worldWords } from './worlds.js';

/** Whether every victim was tried at every point of some schedule: only then anything is said of "any of n points". */
export const isComplete = ({ depth, covered }: Exploration): boolean =>
  depth === 1 && covered.some(({ map }) => map === 'full');

const notCovered = `Latencies are drawn from the seed, deaths noticed after ${unnoticedWords}. Not covered: other latencies, more failures a run, lost hosts, pauses, late messages.`;

/** Sentences, each whole. */
export function boundOf(exploration: Exploration): readonly string[] {
  const { job, depth, covered, tried, repeated } = exploration;
  const open = tried.filter(({ letter }) => letter === '?').length;
  return [
    triedWords({
      tried: tried.length,
      runs: runsDone(exploration),
      job,
      failures: depth === 1 ? 'one failure' : 'two failures'
    }),
    depth === 1 ? singleWords(exploration) : pairWords(exploration),
    raceWords(covered),
    open === 0
      ? ''
      : `${counted(open, 'run')} came to no end, or the failure found nobody to strike: they count as not tried.`,
    notCovered,
    repeatedWords(repeated)
  ].filter(sentence => sentence !== '');
}

/** The same of several explorations together, each with its full map. */
export function boundOfAll(all: readonly Exploration[]): readonly string[] {
  const sum = (of: (exploration: Exploration) => number) => all.reduce((total, one) => total + of(one), 0);
  const points = sum(({ covered }) => covered.reduce((most, one) => Math.max(most, one.points), 0));
  const named = sum(({ covered }) => covered.reduce((most, one) => Math.max(most, one.named), 0));
  const [first] = all;
  return first === undefined
    ? []
    : [
        triedWords({
          tried: sum(({ tried }) => tried.length),
          runs: sum(runsDone),
          job: first.job,
          failures: 'one failure'
        }),
        `Covered: every victim at each of ${count(points)} crash points of ${count(all.length)} configurations, ${count(named)} of them named (seed ${first.seed}).`,
        notCovered,
        repeatedWords({ same: sum(({ repeated }) => repeated.same), runs: sum(({ repeated }) => repeated.runs) })
      ];
}

interface Amount {
  readonly tried: number;
  readonly runs: number;
  readonly job: Job;
  readonly failures: string;
}

function triedWords({ tried, runs, job, failures }: Amount): string {
  const what = `${counted(job.source.records ?? 0, 'record')} in batches of ${job.batchIntervalMs} ms, ${failures} each`;
  return runs === tried
    ? `${count(runs)} runs of ${what}.`
    : `${count(tried)} crashes in ${count(runs)} runs of ${what} (crashes within one turn of another process are the same run).`;
}

function singleWords({ covered }: Exploration): string {
  const words = covered.map(world =>
    world.map === 'full'
      ? `every victim at each of ${count(world.points)} crash points, ${count(world.named)} of them named, with ${worldWords(world)}`
      : `each victim after its own effects only with ${worldWords(world)}`
  );
  return `Covered: ${words.join('; ')}.`;
}

function repeatedWords({ same, runs }: Exploration['repeated']): string {
  return `${count(same)} of ${counted(runs, 'run')} done a second time came out the same.`;
}

function pairWords({ covered }: Exploration): string {
  const firsts = covered.map(world => `${count(world.points)} with ${worldWords(world)}`);
  const elsewhere = covered.length > 1 ? ` (${firstCrashesElsewhere} with other schedules)` : '';
  return `Covered: first crashes ${listed(firsts)}, at most ${firstCrashesOfEach} of each step and victim${elsewhere}, each followed by a second one at every later named step, after the victim's own effects.`;
}

function raceWords(covered: Exploration['covered']): string {
  const first = covered.reduce((sum, { checkpointFirst }) => sum + checkpointFirst, 0);
  const second = covered.reduce((sum, { outputFirst }) => sum + outputFirst, 0);
  return first + second === 0
    ? ''
    : `A batch's checkpoint was durable before its first output in ${count(first)} batches and after it in ${count(second)}.`;
}
