/** The kernel's broker as a supervisor has it: what is asked of it goes through the kernel, one thing at a time. */
import type { KafkaConnection } from '../../kafka/kafka-connection.js';
import { runFailed } from './trouble.js';
import type { LentKafka } from './kernel-kafka.js';
import type { Trouble } from './wire.js';

export class LentBroker implements LentKafka {
  private waiting: { done(): void; failed(error: Error): void } | null = null;

  constructor(
    readonly connection: KafkaConnection,
    private readonly ask: (what: 'kill' | 'start again') => void
  ) {}

  kill(): Promise<void> {
    return this.asked('kill');
  }
  startAgain(): Promise<void> {
    return this.asked('start again');
  }
  /** The kernel's answer. */
  did(trouble: Trouble | null): void {
    const { waiting } = this;
    this.waiting = null;
    if (trouble === null) waiting?.done();
    else waiting?.failed(runFailed('the broker does not start again', trouble));
  }

  private asked(what: 'kill' | 'start again'): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting = { done: resolve, failed: reject };
      this.ask(what);
    });
  }
}
