/** The embedded log: the port's semantics in this process's memory, for where there is no Kafka. It dies with the process. */
import { atOnce } from './at-once.js';
import type { EmbeddedStore } from './embedded-store.js';
import { EmbeddedTransactions } from './embedded-transactions.js';
import { LogError } from './log-error.js';
import type {
  Bounds,
  GroupOffsets,
  LogProducer,
  NewTopic,
  Offsets,
  Page,
  ProducerSetting,
  Reading,
  RecordLog,
  Sending,
  TransactionalProducer
} from './record-log.js';

/** One client of it. */
export class EmbeddedLog implements RecordLog {
  private isClosed = false;

  constructor(private readonly store: EmbeddedStore) {}

  createTopic(topic: NewTopic): Promise<boolean> {
    return atOnce(() => this.open().create(topic));
  }
  removeTopic(topic: string): Promise<void> {
    return atOnce(() => this.open().remove(topic));
  }
  topics(): Promise<readonly string[]> {
    return atOnce(() => this.open().topicNames());
  }
  bounds(topic: string): Promise<readonly Bounds[]> {
    return atOnce(() =>
      this.open()
        .partitions(topic)
        .map((partition, number) => partition.bounds(number))
    );
  }
  offsetsAt(topic: string, timeMs: number): Promise<Offsets> {
    return atOnce(() => {
      const partitions = this.open().partitions(topic);
      return new Map(partitions.map((partition, number) => [number, partition.offsetAt(timeMs)]));
    });
  }

  producer({ acks }: ProducerSetting): Promise<LogProducer> {
    const send = ({ topic, partition, entries }: Sending): bigint | null => {
      const store = this.open();
      const offset = store.partition(topic, partition).append(entries, null, store.nowMs());
      store.changed();
      return acks === 'none' ? null : offset + BigInt(entries.length);
    };
    return atOnce(() => {
      this.open();
      return { send: sending => atOnce(() => send(sending)), close: () => Promise.resolve() };
    });
  }
  transactions(name: string): Promise<TransactionalProducer> {
    return atOnce(() => new EmbeddedTransactions(() => this.open(), name));
  }

  async read({ topic, partition, from, isolation, waitMs, maxBytes }: Reading): Promise<Page> {
    const log = this.open().partition(topic, partition);
    const { earliest, end } = log.bounds(partition);
    if (from < earliest || from > end) {
      throw new LogError('out of range', `topic ${topic} has nothing at offset ${from} of partition ${partition}`);
    }
    const deadlineMs = this.store.nowMs() + waitMs;
    for (let leftMs = waitMs; leftMs > 0 && log.end(isolation) <= Number(from);) {
      await this.store.change(leftMs);
      leftMs = deadlineMs - this.store.nowMs();
    }
    return { ...log.page(Number(from), isolation, maxBytes), end: BigInt(log.end(isolation)) };
  }
  commit(offsets: GroupOffsets): Promise<void> {
    return atOnce(() => this.open().note(offsets));
  }
  committed(group: string, topic: string): Promise<Offsets> {
    return atOnce(() => this.open().noted(group, topic));
  }
  positions(group: string): Promise<ReadonlyMap<string, Offsets>> {
    return atOnce(() => this.open().notedBy(group));
  }
  groups(): Promise<readonly string[]> {
    return atOnce(() => this.open().groupNames());
  }
  forget(group: string): Promise<void> {
    return atOnce(() => this.open().forget(group));
  }
  close(): Promise<void> {
    return atOnce(() => {
      this.isClosed = true;
    });
  }

  private open(): EmbeddedStore {
    if (this.isClosed) throw new LogError('closed', 'this client of the log has been closed');
    return this.store;
  }
}
