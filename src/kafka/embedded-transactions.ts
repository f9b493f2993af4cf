/** Transactions of the embedded log: as in Kafka, a name belongs to the youngest producer that has begun with it. */
import { atOnce } from './at-once.js';
import type { EmbeddedPartition, TransactionState } from './embedded-partition.js';
import type { EmbeddedStore, TransactionalName } from './embedded-store.js';
import { LogError } from './log-error.js';
import type { GroupOffsets, Sending, Transaction, TransactionalProducer } from './record-log.js';

export class EmbeddedTransactions implements TransactionalProducer {
  private epoch: number | null = null;

  constructor(
    private readonly store: () => EmbeddedStore,
    private readonly id: string
  ) {}

  begin(): Promise<Transaction> {
    return atOnce(() => {
      const name = this.name();
      if (this.epoch === null) {
        name.abort();
        name.epoch += 1;
        this.epoch = name.epoch;
      }
      this.mustOwn(name);
      const transaction = new EmbeddedTransaction(this.store, () => this.mustOwn(this.name()));
      name.abort = () => transaction.settle('aborted');
      return transaction;
    });
  }
  close(): Promise<void> {
    return Promise.resolve();
  }

  private name(): TransactionalName {
    const { names } = this.store();
    const name = names.get(this.id) ?? { epoch: 0, abort: () => undefined };
    names.set(this.id, name);
    return name;
  }
  private mustOwn({ epoch }: TransactionalName): void {
    if (epoch !== this.epoch) {
      throw new LogError('fenced', `a younger producer has begun as ${this.id}: this one is shut out`);
    }
  }
}

class EmbeddedTransaction implements Transaction {
  private readonly settled: TransactionState = { state: 'open' };
  private readonly partitions = new Set<EmbeddedPartition>();
  private readonly noted: GroupOffsets[] = [];

  constructor(
    private readonly store: () => EmbeddedStore,
    private readonly mustOwn: () => void
  ) {}

  send({ topic, partition, entries }: Sending): Promise<bigint> {
    return this.owned(store => {
      const log = store.partition(topic, partition);
      this.partitions.add(log);
      const offset = log.append(entries, this.settled, store.nowMs());
      store.changed();
      return offset;
    });
  }
  offsets(of: GroupOffsets): Promise<void> {
    return this.owned(() => void this.noted.push(of));
  }
  commit(): Promise<void> {
    return this.owned(store => {
      this.settle('committed');
      for (const offsets of this.noted) store.note(offsets);
    });
  }
  abort(): Promise<void> {
    return this.owned(() => this.settle('aborted'));
  }

  settle(state: 'committed' | 'aborted'): void {
    if (this.settled.state !== 'open') return;
    this.settled.state = state;
    for (const partition of this.partitions) partition.mark();
    this.store().changed();
  }

  private owned<T>(act: (store: EmbeddedStore) => T): Promise<T> {
    return atOnce(() => {
      this.mustOwn();
      return act(this.store());
    });
  }
}
