/**
 * A Kafka topic as a job's sink, as the process that writes has it: a client and producers of its own, which die with the process.
 * A record's number is its key; what it was made from goes with it in a header, for whoever counts the topic from outside.
 */
import { LogError } from '../../kafka/log-error.js';
import type { LogProducer, NewEntry, RecordLog, Transaction } from '../../kafka/record-log.js';
import { call, mark, observe, type Steps } from '../../protocol/effect.js';
import { ask, type Task } from '../../protocol/message.js';
import type { Output } from '../../protocol/output.js';
import { recordsPerWrite, seen, type Writing } from '../../protocol/sink.js';
import { idsOf, type StreamRecord } from '../../protocol/stream-record.js';
import type { Job } from '../../terms/job.js';
import type { ProcessId } from '../../terms/trace.js';
import { originHeader, originText, outputPartition, type OutputTopic } from './output-topic.js';

export interface KafkaOutputSetting {
  readonly self: ProcessId;
  /** Whom to ask whether the output has been seen in the topic. */
  readonly source: ProcessId;
  readonly job: Job;
  readonly place: OutputTopic;
  /** Opens a client; called once. */
  readonly open: () => Promise<RecordLog>;
}

/** A transaction that has begun, and what the topic held then of what is to be written. */
interface Begun {
  readonly transaction: Transaction;
  readonly isHeld: (record: number) => boolean;
  readonly close: () => Promise<void>;
}
/** What ends a task, not the run: it will run again. */
type Failed = 'failed';
const failed: Failed = 'failed';
const failsTask: ReadonlySet<string> = new Set(['fenced', 'out of sequence', 'not settled', 'unreachable']);

/** What is still open of it the next producer of its name aborts, or the broker in time. */
function* ended({ close }: Begun, succeeded: boolean): Steps<boolean> {
  const closed = close().then(
    () => succeeded,
    () => succeeded
  );
  return yield* call(() => closed);
}

export class KafkaOutput implements Output {
  private log: Promise<RecordLog> | null = null;
  private producer: Promise<LogProducer> | null = null;

  constructor(private readonly setting: KafkaOutputSetting) {}

  write(writing: Writing): Steps<boolean> {
    return this.setting.job.sink === 'transactional' ? this.writeOnce(writing) : this.writeInOrder(writing);
  }

  *writtenUntil(): Steps<number> {
    const { group, topic } = this.setting.place.progress;
    const noted = yield* call(async () => (await this.client()).committed(group, topic));
    return Number(noted.get(outputPartition) ?? 0n);
  }

  /** Write by write; a task that runs again writes again. */
  private *writeInOrder(writing: Writing): Steps<boolean> {
    const size = recordsPerWrite(this.setting.job);
    for (let from = 0; from < writing.records.length; from += size) {
      const records = writing.records.slice(from, from + size);
      const until = yield* call(() => this.trying(() => this.send(writing, records)));
      if (until === failed) {
        return false;
      }
      yield* this.seenUntil(until);
      yield* mark('out', { records: idsOf(records), batch: writing.task.batch });
    }
    return true;
  }

  /** One transaction for all of a task, with the note of how far its input is written. Whoever has begun last under its name may commit. */
  private *writeOnce(writing: Writing): Steps<boolean> {
    const { records, task } = writing;
    const about = { records: idsOf(records), batch: task.batch };
    const begun = yield* call(() => this.trying(() => this.begin(task)));
    if (begun === failed) {
      return false;
    }
    const left = records.filter((_, index) => !begun.isHeld(index));
    if (left.length < records.length) {
      const known = records.filter((_, index) => begun.isHeld(index));
      yield* observe(seen(writing, known, 'refused'));
    }
    if (left.length === 0) {
      yield* mark('out', about);
      return yield* ended(begun, true);
    }
    const until = yield* call(() => this.trying(() => this.fill(begun, writing, left)));
    if (until === failed) {
      return yield* ended(begun, false);
    }
    yield* mark('out', about);
    const committed = yield* call(() => this.trying(() => begun.transaction.commit().then(() => true)));
    if (committed === failed) {
      return yield* ended(begun, false);
    }
    yield* this.seenUntil(until);
    yield* mark('commit', about);
    return yield* ended(begun, true);
  }

  /** A step that says "output" is passed when the output is to be seen from outside. */
  private *seenUntil(until: number): Steps<void> {
    yield* ask(this.setting.source, { what: 'outputSeen', body: { until } });
  }

  /** @returns the offset behind what was written. */
  private async send(writing: Writing, records: readonly StreamRecord[]): Promise<number> {
    this.producer ??= (await this.client()).producer({ acks: 'all', idempotent: true });
    const producer = await this.producer;
    const { topic } = this.setting.place;
    return Number(await producer.send({ topic, partition: outputPartition, entries: this.entries(writing, records) }));
  }

  private async begin(task: Task): Promise<Begun> {
    const log = await this.client();
    const producer = await log.transactions(this.nameOf(task));
    const transaction = await producer.begin();
    const { group, topic } = this.progressOf(task);
    const until = (await log.committed(group, topic)).get(outputPartition); // read only now: no older producer can add to it
    const { partition } = task;
    const isHeld = (index: number): boolean =>
      until !== undefined && (partition.kind === 'block' || partition.range.from + index < Number(until));
    return { transaction, isHeld, close: () => producer.close() };
  }

  private async fill({ transaction }: Begun, writing: Writing, records: readonly StreamRecord[]): Promise<number> {
    const { topic } = this.setting.place;
    const entries = this.entries(writing, records);
    const first = await transaction.send({ topic, partition: outputPartition, entries });
    const { partition } = writing.task;
    const until = partition.kind === 'block' ? 1n : BigInt(partition.range.until);
    await transaction.offsets({ ...this.progressOf(writing.task), offsets: new Map([[outputPartition, until]]) });
    return Number(first) + records.length;
  }

  /** What makes a task that runs again the successor of itself: its block, or the partition that it reads. */
  private nameOf({ partition }: Task): string {
    const { name } = this.setting.place;
    return partition.kind === 'block' ? `${name}-${partition.block.id}` : `${name}-partition-${outputPartition}`;
  }
  private progressOf({ partition }: Task): { readonly group: string; readonly topic: string } {
    const { progress, name, topic } = this.setting.place;
    return partition.kind === 'block' ? { group: `${name}-${partition.block.id}`, topic } : progress;
  }

  private entries(writing: Writing, records: readonly StreamRecord[]): readonly NewEntry[] {
    const { application } = writing;
    const headers = { [originHeader]: originText(writing, this.setting.self) };
    return records.map(({ id, text }) => ({
      key: Buffer.from(String(id)),
      value: Buffer.from(application.compute(text).row),
      headers
    }));
  }

  private client(): Promise<RecordLog> {
    this.log ??= this.setting.open();
    return this.log;
  }

  private async trying<T>(act: () => Promise<T>): Promise<T | Failed> {
    try {
      return await act();
    } catch (error) {
      if (error instanceof LogError && failsTask.has(error.code)) {
        this.producer = null;
        return failed;
      }
      throw error;
    }
  }
}
