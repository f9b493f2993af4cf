/** The three sinks. Every attempt to write reaches the sink's journal, which lies in the durable store and is read from outside. */
import type { Job } from '../terms/job.js';
import type { OffsetRange, ProcessId, WrittenMoment } from '../terms/trace.js';
import { append, claim, mark, read, type Steps } from './effect.js';
import type { Task } from './message.js';
import { idsOf, type Application, type StreamRecord } from './stream-record.js';
import { sinkWritesPerSecond, topicWritesPerSecond } from './timing.js';

export const sinkPath = 'sink';

/** One entry of the journal. `range` is what it holds of the log (null: a block): offsets stored with the output cannot disagree with it. */
interface Entry {
  readonly origin: string;
  readonly range: OffsetRange | null;
  readonly rows: readonly { readonly key: string; readonly measure: number; readonly row: string }[];
}

export interface Writing {
  readonly task: Task;
  readonly records: readonly StreamRecord[];
  readonly driver: ProcessId;
  readonly application: Application;
}

/** Where a direct stream that keeps its offsets with its output goes on. */
export function* writtenUntil(): Steps<number> {
  return (yield* read<Entry>(sinkPath)).reduce((until, { range }) => Math.max(until, range?.until ?? 0), 0);
}

/** @param journal what the executor that writes knows of the sink. */
export function write(job: Job, writing: Writing, journal: SinkJournal): Steps<void> {
  switch (job.sink) {
    case 'append':
      return writeInOrder(writing, 'append', recordsPerWrite(job));
    case 'idempotent':
      return writeInOrder(writing, 'upsert', recordsPerWrite(job));
    case 'transactional':
      return writeOnce(writing, journal);
  }
}

export const originOf = ({ partition }: Task): string =>
  partition.kind === 'block' ? partition.block.id : `${partition.range.from}-${partition.range.until}`;

export function seen(writing: Writing, records: readonly StreamRecord[], effect: WrittenMoment['effect']) {
  const { task, driver } = writing;
  const origin = originOf(task);
  return {
    kind: 'written' as const,
    records: idsOf(records),
    origin,
    batch: task.batch,
    attempt: task.attempt,
    driver,
    effect
  };
}

/** @param first the place of the first of these records in what the task reads. */
function entryOf({ task, application }: Writing, records: readonly StreamRecord[], first: number): Entry {
  const { partition } = task;
  const from = partition.kind === 'range' ? partition.range.from + first : 0;
  return {
    origin: originOf(task),
    range: partition.kind === 'range' ? { from, until: from + records.length } : null,
    rows: records.map(record => application.compute(record.text))
  };
}

/** One, unless the job sends faster than a sink takes single records: a rule of the job's settings alone, so a fault falls between the same writes in every world. */
export const recordsPerWrite = ({ source, sinkTopic }: Job): number =>
  Math.ceil(source.ratePerSecond / (sinkTopic === null ? sinkWritesPerSecond : topicWritesPerSecond));

/** Write by write: a task that runs again writes again. An idempotent sink has the record's number as key, so it then holds it once. */
function* writeInOrder(writing: Writing, effect: 'append' | 'upsert', size: number): Steps<void> {
  for (let from = 0; from < writing.records.length; from += size) {
    const records = writing.records.slice(from, from + size);
    const written = seen(writing, records, effect);
    yield* append(sinkPath, entryOf(writing, records, from), {
      step: 'out',
      about: { records: written.records, batch: writing.task.batch },
      seen: written
    });
  }
}

/** What a task reads. */
export interface Reading {
  readonly partition: Task['partition'];
  readonly records: readonly StreamRecord[];
}

/** What an executor knows of the journal: it reads only what has come since it looked last. */
export class SinkJournal {
  private length = 0;
  private readonly origins = new Set<string>();
  /** The ranges that are held, none touching another. */
  private held: readonly OffsetRange[] = [];

  /** @returns how many entries there are. */
  *look(): Steps<number> {
    const from = this.length;
    const news = yield* read<Entry>(sinkPath, from);
    for (const entry of news.slice(this.length - from)) {
      this.add(entry); // what another task of this executor has looked up meanwhile is known
    }
    return this.length;
  }

  private add({ origin, range }: Entry): void {
    this.length += 1;
    this.origins.add(origin);
    if (range !== null) {
      const touches = (other: OffsetRange): boolean => other.from <= range.until && other.until >= range.from;
      const touching = [range, ...this.held.filter(touches)];
      const [from, until] = [touching.map(one => one.from), touching.map(one => one.until)];
      const joined = { from: Math.min(...from), until: Math.max(...until) };
      this.held = [...this.held.filter(other => !touches(other)), joined];
    }
  }

  /** What of a task's records the sink does not hold yet. A range that was planned anew may be written in part: its beginning. */
  lacks({ partition, records }: Reading): readonly StreamRecord[] {
    if (partition.kind === 'block') {
      return this.origins.has(partition.block.id) ? [] : records;
    }
    const { from } = partition.range;
    const isHeld = (offset: number): boolean => this.held.some(range => range.from <= offset && offset < range.until);
    return records.filter((_, index) => !isHeld(from + index));
  }
}

/** All records of the task, or none; of two that race for a place one is refused, and looks again. What is there already is not written again. */
function* writeOnce(writing: Writing, journal: SinkJournal): Steps<void> {
  const { task, records } = writing;
  const about = { records: idsOf(records), batch: task.batch };
  for (;;) {
    const length = yield* journal.look();
    const left = journal.lacks({ partition: task.partition, records });
    if (left.length < records.length) {
      const isLeft = new Set(left);
      const known = records.filter(record => !isLeft.has(record));
      yield* append('sink/refused', originOf(task), { seen: seen(writing, known, 'refused') });
    }
    const [first] = left;
    const entry = first === undefined ? null : entryOf(writing, left, records.indexOf(first));
    if (entry === null || (yield* claim(sinkPath, { length, entry }, { seen: seen(writing, left, 'transaction') }))) {
      yield* mark('out', about); // only what was not refused its place is output
      return;
    }
  }
}
