/** The kernel's Kafka as a supervisor has it: what is asked of it goes through the kernel. */
import type { BrokerAct, BrokerNumber } from '../../kafka/broker-news.js';
import type { KafkaConnection } from '../../kafka/kafka-connection.js';
import { runFailed } from './trouble.js';
import type { LentKafka } from './kernel-kafka.js';
import type { Trouble } from './wire.js';

/** What is asked of one broker; the answer bears its number. */
export interface BrokerRequest {
  readonly number: number;
  readonly what: BrokerAct;
  readonly broker: BrokerNumber;
}

export class LentBroker implements LentKafka {
  private asked = 0;
  private readonly waiting = new Map<number, { done(): void; failed(error: Error): void }>();

  constructor(
    readonly connection: KafkaConnection,
    readonly brokers: number,
    private readonly ask: (request: BrokerRequest) => void
  ) {}

  act(what: BrokerAct, broker: BrokerNumber): Promise<void> {
    return new Promise((resolve, reject) => {
      this.asked += 1;
      this.waiting.set(this.asked, { done: resolve, failed: reject });
      this.ask({ number: this.asked, what, broker });
    });
  }
  /** The kernel's answer. */
  did(number: number, trouble: Trouble | null): void {
    const waiting = this.waiting.get(number);
    this.waiting.delete(number);
    if (trouble === null) waiting?.done();
    else waiting?.failed(runFailed('the broker does not start again', trouble));
  }
}
