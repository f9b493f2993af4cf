/**
 * What a job has written to its topic, seen from outside: a client of its own reads it by position, as a consumer of the job's output
 * would, and the trace believes nobody else. Of a transactional sink only what is committed is seen.
 */
import { LogError } from '../../kafka/log-error.js';
import type { Isolation, LogEntry, RecordLog } from '../../kafka/record-log.js';
import { countTopic } from '../../kafka/topic-count.js';
import { call, type Steps } from '../../protocol/effect.js';
import { answer } from '../../protocol/message.js';
import type { SinkKind } from '../../terms/job.js';
import type { ProcessId, TopicWritten, WrittenMoment } from '../../terms/trace.js';
import { RunFailed } from '../engine.js';
import { originHeader, originIn, outputPartition, type Origin } from './output-topic.js';

export type Written = Omit<WrittenMoment, 'atMs' | 'process' | 'role'>;

export interface OutputWatchSetting {
  readonly verifier: RecordLog;
  readonly topic: string;
  readonly sink: SinkKind;
  /** Told of each write, with the process that made it. */
  readonly hear: (written: Written, by: ProcessId) => void;
  readonly fail: (error: unknown) => void;
}

const waitMs = 500;
const maxBytes = 1 << 20;
/** Longer than the brokers leave a transaction open whose producer is gone. */
const drainWithinMs = 30_000;

const effects = { append: 'append', idempotent: 'upsert', transactional: 'transaction' } as const;
export const isolationOf = (sink: SinkKind): Isolation => (sink === 'transactional' ? 'committed' : 'uncommitted');

export class OutputWatch {
  private position = 0n;
  private records = 0;
  private readonly waiting = new Map<() => void, bigint>();
  private stopped = false;

  constructor(private readonly setting: OutputWatchSetting) {}

  /** Reads on, until it is stopped. */
  async run(): Promise<void> {
    const { verifier, topic, sink, fail } = this.setting;
    try {
      while (!this.stopped) {
        const reading = { topic, partition: outputPartition, from: this.position, isolation: isolationOf(sink) };
        const { entries, next } = await verifier.read({ ...reading, waitMs, maxBytes });
        if (!this.stopped) this.see(entries);
        this.records += entries.length;
        this.position = next;
        this.wake();
      }
    } catch (error) {
      if (!this.stopped) fail(error);
    }
  }
  stop(): void {
    this.stopped = true;
  }

  /** Resolves when everything before that offset has been seen. */
  until(offset: bigint): Promise<true> {
    return new Promise(resolve => {
      this.waiting.set(() => resolve(true), offset);
      this.wake();
    });
  }

  /** Resolves when all that the topic holds now has been seen. @throws RunFailed where a transaction stays open */
  async drain(): Promise<void> {
    const { verifier, topic } = this.setting;
    const [bounds] = await verifier.bounds(topic);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      const why = `topic ${topic} has a transaction that nobody ends, so what lies behind it cannot be counted: run the job again`;
      timer = setTimeout(() => reject(new RunFailed(why)), drainWithinMs);
    });
    await Promise.race([this.until(bounds?.end ?? 0n), late]).finally(() => clearTimeout(timer));
  }

  /** Counts again what has been seen. @throws RunFailed where the topic holds something else, and compaction has not taken it away */
  async counted(fresh: RecordLog): Promise<TopicWritten> {
    const { topic, sink } = this.setting;
    const isolation = isolationOf(sink);
    const [from, until] = [new Map([[outputPartition, 0n]]), new Map([[outputPartition, this.position]])];
    const partitions = await countTopic(fresh, { topic, from, until, isolation });
    const held = partitions.reduce((sum, one) => sum + one.records, 0);
    if (held !== this.records && partitions.every(({ gaps }) => gaps === 0)) {
      const why = `topic ${topic} holds ${held} records, and ${this.records} were counted while the job wrote: nothing can be judged; run the job again`;
      throw new RunFailed(why);
    }
    return {
      ...{ topic, isolation },
      partitions: partitions.map(one => ({ ...one, from: String(one.from), until: String(one.until) }))
    };
  }

  /** Neighbours that one task wrote are one write. */
  private see(entries: readonly LogEntry[]): void {
    const { hear, sink } = this.setting;
    for (let from = 0; from < entries.length;) {
      const header = entries[from]?.headers?.[originHeader];
      let until = from + 1;
      while (until < entries.length && entries[until]?.headers?.[originHeader] === header) until += 1;
      const { by, ...origin } = this.originOf(header, entries[from]);
      const records = entries.slice(from, until).map(({ key }) => Number(key));
      hear({ kind: 'written', records, ...origin, effect: effects[sink] }, by);
      from = until;
    }
  }

  private originOf(header: string | undefined, entry: LogEntry | undefined): Origin {
    const origin = originIn(header);
    if (origin === null) {
      const message = `topic ${this.setting.topic} holds a record that this job did not write, at offset ${entry?.offset}: name a topic of its own in "sink"`;
      throw new LogError('failed', message);
    }
    return origin;
  }

  private wake(): void {
    for (const [resolve, offset] of this.waiting) {
      if (offset <= this.position) {
        this.waiting.delete(resolve);
        resolve();
      }
    }
  }
}

/** A source that answers, besides its own questions, whether output has been seen. */
export function* besideOutput(source: Steps<unknown>, watch: OutputWatch): Steps<void> {
  yield* answer({
    *outputSeen({ until }) {
      return yield* call(() => watch.until(BigInt(until)));
    }
  });
  yield* source;
}
