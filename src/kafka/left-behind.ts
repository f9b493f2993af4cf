/** What runs have left on a cluster that outlives them, found by its names alone, and how it is taken away. Whatever lacks our mark is never touched. */
import { LogError } from './log-error.js';
import { makerOf, type Maker } from '../language/own-names.js';
import type { RecordLog } from './record-log.js';

/** What one run has left. */
export interface LeftRun extends Maker {
  readonly topics: readonly string[];
  /** Groups of committed offsets. */
  readonly groups: readonly string[];
  /** How many offsets its topics hold: records, and the marks of transactions. */
  readonly offsets: number;
}

/** Whoever has written within this time may write on, ms. */
export const quietMs = 60_000;

/** @param wanted whether it is asked for. @returns run by run, in the order of their names. @throws LogError */
export async function leftBehind(log: RecordLog, wanted: (maker: Maker) => boolean): Promise<readonly LeftRun[]> {
  const runs = new Map<string, { readonly maker: Maker; readonly topics: string[]; readonly groups: string[] }>();
  const add = (kind: 'topics' | 'groups', names: readonly string[]): void => {
    for (const name of [...names].sort()) {
      const maker = makerOf(name);
      if (maker === null || !wanted(maker)) continue;
      const found = runs.get(maker.run) ?? { maker, topics: [], groups: [] };
      found[kind].push(name);
      runs.set(maker.run, found);
    }
  };
  add('topics', await log.topics());
  add('groups', await log.groups());
  const left: LeftRun[] = [];
  for (const { maker, topics, groups } of runs.values()) {
    left.push({ ...maker, topics, groups, offsets: await offsetsIn(log, topics) });
  }
  return left.sort((one, other) => (one.run < other.run ? -1 : 1));
}

async function offsetsIn(log: RecordLog, topics: readonly string[]): Promise<number> {
  let offsets = 0n;
  for (const topic of topics) {
    for (const { earliest, end } of await log.bounds(topic)) offsets += end - earliest;
  }
  return Number(offsets);
}

export interface Looking {
  /** Ms since 1970. */
  readonly nowMs: number;
  /** Between two looks at the offsets of a run that has no topic. */
  readonly pause: () => Promise<void>;
}

/** The runs that somebody still writes or commits for. @throws LogError */
export async function inUse(
  log: RecordLog,
  runs: readonly LeftRun[],
  { nowMs, pause }: Looking
): Promise<ReadonlySet<string>> {
  const busy = new Set<string>();
  for (const { run, topics } of runs) {
    for (const topic of topics) if (await isWritten(log, topic, nowMs - quietMs)) busy.add(run);
  }
  const silent = runs.filter(({ topics }) => topics.length === 0);
  if (silent.length === 0) return busy;
  const before = await Promise.all(silent.map(run => committedBy(log, run)));
  await pause();
  const after = await Promise.all(silent.map(run => committedBy(log, run)));
  silent.forEach(({ run }, index) => {
    const known = new Set(before[index]); // offsets of a topic that is gone go by themselves
    if (after[index]?.some(offset => !known.has(offset)) === true) busy.add(run);
  });
  return busy;
}

async function isWritten(log: RecordLog, topic: string, sinceMs: number): Promise<boolean> {
  const from = await log.offsetsAt(topic, sinceMs);
  const bounds = await log.bounds(topic);
  return bounds.some(({ partition, end }) => (from.get(partition) ?? end) < end);
}

async function committedBy(log: RecordLog, { groups }: LeftRun): Promise<readonly string[]> {
  const said: string[] = [];
  for (const group of groups) {
    for (const [topic, offsets] of await log.positions(group)) said.push(`${group} ${topic} ${[...offsets].join(' ')}`);
  }
  return said;
}

/** What became of a run's topics and groups. */
export interface Taken {
  readonly topics: readonly string[];
  readonly groups: readonly string[];
  /** What is still there, and why. */
  readonly kept: readonly { readonly name: string; readonly why: string }[];
}

/** Takes away topics and groups, one by one; what cannot be taken does not keep the rest. @throws LogError where the cluster is gone, or a name lacks our mark */
export async function takeAway(log: RecordLog, { topics, groups }: Pick<LeftRun, 'topics' | 'groups'>): Promise<Taken> {
  const kept: { name: string; why: string }[] = [];
  const taken = async (names: readonly string[], take: (name: string) => Promise<void>) => {
    const done: string[] = [];
    for (const name of names) {
      if (makerOf(name) === null) throw new LogError('failed', `${name} is not of our making, and stays`);
      const why = await take(name).then(() => null, reasonOf);
      if (why === null) done.push(name);
      else kept.push({ name, why });
    }
    return done;
  };
  return {
    topics: await taken(topics, topic => log.removeTopic(topic)),
    groups: await taken(groups, group => log.forget(group)),
    kept
  };
}

/** null: it is gone, whoever has taken it. */
function reasonOf(error: unknown): string | null {
  if (!(error instanceof LogError) || error.code === 'unreachable') throw error;
  return error.code === 'no such topic' ? null : error.message;
}
