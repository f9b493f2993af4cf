/** An exploration as machines read it: points gathered by step, victim and what happened; the findings; the witnesses. */
import { configurationOf } from '../guarantee/configuration.js';
import { failureWords } from '../guarantee/failure-result.js';
import type { EngineName, Job } from '../terms/job.js';
import type { ChangeResult, ExplorationPoint, ExplorationResult } from '../terms/result.js';
import { boundOf, isComplete } from './bound.js';
import { failureOf } from './crash.js';
import type { CrashPoint } from './crash-points.js';
import { runsDone, type Exploration, type Tried } from './exploration.js';
import { findingsOf, type PromiseFinding } from './findings.js';
import type { RunAll } from './laboratory.js';
import { isOffered } from './offered-step.js';
import { smallestWitness, type Shows, type Witness } from './witness.js';

/** What an exploration comes to, before anything is drawn. */
export interface Explored {
  /** The job that was asked for; `exploration.job` is its small stand-in. */
  readonly job: Job;
  readonly exploration: Exploration;
  readonly findings: readonly PromiseFinding[];
  /** The smallest of each kind that occurs. */
  readonly witnesses: readonly Witness[];
}

const kinds: readonly Shows[] = ['lost', 'duplicated', 'output duplicated'];

/** Judges, and looks for the smallest witness of each kind. */
export async function explored(job: Job, exploration: Exploration, runAll: RunAll): Promise<Explored> {
  const search = { job: exploration.job, tried: exploration.tried, runAll };
  const [findings, witnesses] = await Promise.all([
    findingsOf(exploration, runAll),
    Promise.all(kinds.map(shows => smallestWitness({ ...search, shows })))
  ]);
  return { job, exploration, findings, witnesses: witnesses.flatMap(witness => witness ?? []) };
}

export interface More {
  readonly engine: EngineName;
  readonly changes?: readonly ChangeResult[];
  readonly replays?: NonNullable<ExplorationResult['replays']>;
}

export function explorationResult({ job, exploration, findings, witnesses }: Explored, more: More): ExplorationResult {
  return {
    schema: 'spillway/1',
    kind: 'exploration',
    job: job.name,
    configuration: configurationOf(job),
    depth: exploration.depth,
    seed: exploration.seed,
    runs: runsDone(exploration),
    bound: boundOf(exploration).join(' '),
    points: gathered(exploration.tried),
    witnesses: witnesses.map(witnessResult),
    engine: more.engine,
    complete: isComplete(exploration),
    findings: findings.map(({ conditions, ...finding }) => ({
      ...finding,
      conditions: conditions.map(({ name, points, witness }) => ({
        name,
        points,
        cells: witness?.cells ?? []
      }))
    })),
    ...changesIn(more.changes ?? []),
    ...(more.replays === undefined ? {} : { replays: more.replays })
  };
}

function changesIn(changes: readonly ChangeResult[]): Pick<ExplorationResult, 'change' | 'changes'> {
  const [first] = changes;
  return first === undefined ? {} : { change: first, changes };
}

function witnessResult({ shows, cells, result }: Witness): ExplorationResult['witnesses'][number] {
  const counts = shows === 'output duplicated' ? result.output : result.receipt;
  return {
    shows: shows === 'lost' ? 'lost' : 'duplicated',
    cells,
    lost: result.receipt.lost,
    duplicated: counts.duplicated,
    ...(shows === 'output duplicated' ? { oracle: 'output' as const } : {})
  };
}

/** One point for all that (first) struck the same victim after the same step and came to the same; `tried` says how many they are. */
function gathered(tried: readonly Tried[]): readonly ExplorationPoint[] {
  const groups = new Map<string, { readonly first: Tried; tried: number }>();
  for (const one of tried) {
    const places = one.places.map(({ point, victim }) => `${point.step} ${victim.struck}`);
    // Pairs are many: those of one first crash that came to the same are one.
    const key = [...places.slice(0, 1), one.letter].join(' | ');
    const group = groups.get(key);
    if (group) {
      group.tried += 1;
    } else {
      groups.set(key, { first: one, tried: 1 });
    }
  }
  return [...groups.values()].map(({ first, tried: together }) => ({
    failures: first.schedule.crashes.map((crash, index) => {
      const { point } = first.places[index] ?? {};
      return point === undefined
        ? failureWords(failureOf(crash))
        : { ...failureWords(failureOf(crash)), ...stepOf(point) };
    }),
    outcome: first.result.outcome,
    receipt: first.result.receipt,
    output: first.result.output,
    letter: first.letter,
    tried: together
  }));
}

function stepOf({ step, moment }: CrashPoint): { readonly after: string } | Record<string, never> {
  return moment !== null && isOffered(moment.step) ? { after: moment.step } : step === 'launch' ? {} : { after: step };
}

/** Several explorations as one result, each whole in `each`. */
export function explorationsResult(each: readonly ExplorationResult[], { engine }: More): ExplorationResult {
  const first = each[0];
  return {
    schema: 'spillway/1',
    kind: 'exploration',
    job: 'table',
    configuration: null,
    depth: 1,
    seed: first?.seed ?? 1,
    runs: each.reduce((sum, { runs }) => sum + runs, 0),
    bound: each.map(({ job, bound }) => `${job}: ${bound}`).join(' '),
    points: [],
    witnesses: [],
    engine,
    complete: each.every(({ complete }) => complete === true),
    // A notebook keeps all of it, so the points are left to the exploration of a single one.
    each: each.map(one => ({ ...one, points: [] }))
  };
}
