/** `remove: NAME`: lists what runs have left on a Kafka that outlives them; with `confirm: true` it takes that away. */
import { removalTable } from '../../chart/removal.js';
import { listed } from '../../guarantee/words.js';
import { inUse, leftBehind, quietMs, takeAway, type LeftRun } from '../../kafka/left-behind.js';
import type { RecordLog } from '../../kafka/record-log.js';
import { isOf } from '../../language/own-names.js';
import { printCell } from '../../language/print.js';
import { readerOf } from '../../language/remove-reader.js';
import type { Cell } from '../../language/cell.js';
import type { Job } from '../../terms/job.js';
import type { RemovalResult } from '../../terms/result.js';
import { CellError } from '../cell-error.js';
import type { Session } from '../session.js';
import type { Stage } from '../stage.js';
import { kafkaError } from '../users-kafka.js';

type RemoveCell = Extract<Cell, { verb: 'remove' }>;
type Line = RemovalResult['runs'][number];

/** Between two looks at what a group has committed, ms: longer than most batches. */
const lookAgainMs = 2000;

export async function runRemoveCell(stage: Stage, cell: RemoveCell): Promise<void> {
  const { session } = stage;
  if (cell.confirm) refuseWhileJobsRun(session, cell.job);
  const runs = await onCluster(stage, cell, log => linesOf(session, log, cell));
  const result: RemovalResult = {
    ...{ schema: 'spillway/1', kind: 'removal' },
    ...{ kafka: cell.kafka.bootstrap, job: cell.job, runs }
  };
  stage.table(removalTable(result, printCell({ ...cell, confirm: true }).trimEnd()), result);
  const kept = runs.filter(({ state }) => state === 'not removed');
  if (kept.length > 0) throw notAll(kept);
}

/** What a job of this session still writes to is not taken from under it. Another address may lead to the same cluster. */
function refuseWhileJobsRun({ jobs, starting }: Session, wanted: string): void {
  const live = [...jobs.values()].filter(({ judged, stopped }) => judged === null && !stopped);
  const running = [...live.map(({ definition }) => definition.job), ...[...starting.values()].map(({ job }) => job)];
  const names = running.filter(job => isOnUsersKafka(job) && (wanted === 'all' || wanted === job.name));
  if (names.length === 0) return;
  const words = listed(names.map(({ name }) => `"${name}"`));
  const remedy = names.length > 1 ? 'stop: all' : `stop: ${names[0]?.name ?? 'all'}`;
  throw new CellError({
    ...{ kind: 'wrong input', name: 'JobIsRunning', path: ['remove'] },
    message: `${words} still ${names.length === 1 ? 'runs' : 'run'}, so what ${names.length === 1 ? 'it has' : 'they have'} made stays; write "${remedy}" first`
  });
}

const isOnUsersKafka = ({ source: { content } }: Job): boolean =>
  content.from === 'kafka' && content.bootstrap !== null;

async function onCluster<T>(stage: Stage, cell: RemoveCell, act: (log: RecordLog) => Promise<T>): Promise<T> {
  try {
    const log = await stage.session.parts.openKafka(cell.kafka);
    try {
      return await act(log);
    } finally {
      await log.close();
    }
  } catch (error) {
    throw kafkaError(error, { at: ['kafka'], otherwise: () => ['remove'] });
  }
}

async function linesOf(session: Session, log: RecordLog, cell: RemoveCell): Promise<readonly Line[]> {
  const { job, topics, confirm } = cell;
  const left = await leftBehind(log, maker => job === 'all' || isOf(job, maker));
  if (topics !== null) mustBeThere(topics, left, cell);
  const wanted = left.flatMap(run => chosen(run, topics));
  if (!confirm) return wanted.map(run => lineOf(run, 'left', whyRead(session, run)));
  const pause = () => new Promise<void>(resolve => setTimeout(resolve, lookAgainMs));
  const over = await topicsOver(session, job);
  const own = (run: LeftRun): boolean => run.topics.length > 0 && run.topics.every(topic => over.has(topic));
  const others = wanted.filter(run => !own(run));
  const busy = await inUse(log, others, { nowMs: Date.now(), pause });
  const lines: Line[] = [];
  for (const run of wanted) {
    const why = whyRead(session, run) ?? (busy.has(run.run) ? stillWritten : null);
    lines.push(why === null ? await removed(log, run) : lineOf(run, 'not removed', why));
  }
  return lines;
}

/** Those whose run is over, by what this kernel knows and by what the archive holds. */
async function topicsOver({ over, parts: { archive } }: Session, job: string): Promise<ReadonlySet<string>> {
  const names = job === 'all' ? new Set((await archive.list()).map(entry => entry.job)) : [job];
  const topics = new Set(over);
  for (const name of names) {
    const archived = await archive.newest(name);
    for (const { topicWritten } of archived?.run.traces ?? []) {
      if (topicWritten !== undefined) topics.add(topicWritten.topic);
    }
  }
  return topics;
}

const stillWritten = `was written to less than ${quietMs / 1000} s ago, or is committed to now: a job of another notebook may use it; stop that job, or run this cell again in a minute`;

/** What a job of this notebook reads is no sink any more. */
function whyRead({ context }: Session, { topics }: LeftRun): string | null {
  const reader = topics.map(topic => readerOf(topic, context.jobs)).find(name => name !== null);
  return reader === undefined ? null : `"${reader}" reads it`;
}

/** @throws CellError: a name that is not there is a slip, and nothing is taken away */
function mustBeThere(topics: readonly string[], left: readonly LeftRun[], { job, kafka }: RemoveCell): void {
  const held = new Set(left.flatMap(run => run.topics));
  const missing = topics.find(topic => !held.has(topic));
  if (missing === undefined) return;
  throw new CellError({
    ...{ kind: 'wrong input', name: 'UnknownTopic', path: ['topics', String(topics.indexOf(missing))] },
    message: `there is no topic ${missing} at ${kafka.bootstrap}; "remove: ${job}" without "topics" lists those that there are`
  });
}

/** Of a run whose topics are not all wanted, its groups stay. */
function chosen(run: LeftRun, topics: readonly string[] | null): readonly LeftRun[] {
  if (topics === null) return [run];
  const some = run.topics.filter(topic => topics.includes(topic));
  if (some.length === 0) return [];
  return [{ ...run, topics: some, groups: some.length === run.topics.length ? run.groups : [] }];
}

async function removed(log: RecordLog, run: LeftRun): Promise<Line> {
  const { kept } = await takeAway(log, run);
  const [first] = kept;
  if (first === undefined) return lineOf(run, 'removed', null);
  const more = kept.length === 1 ? '' : `, and ${kept.length - 1} more`;
  return lineOf(run, 'not removed', `${first.name}${more}: ${first.why}`);
}

const lineOf = ({ run, topics, groups, offsets }: LeftRun, state: Line['state'], why: string | null): Line => ({
  ...{ run, topics, groups, offsets },
  ...{ state, why }
});

function notAll(kept: readonly Line[]): CellError {
  const [first] = kept;
  const all = kept.length === 1 ? 'this is' : `${kept.length} are`;
  return new CellError({
    ...{ kind: 'not judged', name: 'NotRemoved', path: ['remove'] },
    message: `${all} still there: ${first?.topics[0] ?? first?.run} ${first?.why}`
  });
}
