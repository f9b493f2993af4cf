/** The brokers of a Kafka of the job's own as the world sees them: no part of the job, killed or paused by a fault; one that is killed starts again at once. */
import type { BrokerNumber } from '../../kafka/broker-news.js';
import type { Parts } from '../../kafka/partition-watch.js';
import type { Moment, ProcessId } from '../../terms/trace.js';
import type { LentKafka } from './kernel-kafka.js';

export interface BrokerLifeSetting {
  readonly broker: Pick<LentKafka, 'brokers' | 'act'>;
  readonly nowMs: () => number;
  readonly record: (moment: Moment) => void;
  /** It does not start again. */
  readonly fail: (error: unknown) => void;
}

const killed = 137;

export class BrokerLife {
  private serial = 0;
  private ended = false;
  /** What each broker is called now. */
  private readonly ids = new Map<BrokerNumber, ProcessId>();
  private parts: Parts = new Map();

  constructor(private readonly setting: BrokerLifeSetting) {
    for (let broker = 1; broker <= setting.broker.brokers; broker += 1) this.launched(broker);
  }

  /** Returns at once; it is dead a little later, and back when it is ready. One that is being killed is not killed again. */
  kill(process: ProcessId): void {
    const broker = this.brokerOf(process);
    if (broker === null) return;
    this.ids.delete(broker);
    void this.restart(broker, process);
  }
  /** Returns at once; it stands still a little later. */
  pause(process: ProcessId): void {
    const broker = this.brokerOf(process);
    if (broker !== null) this.setting.broker.act('pause', broker).catch((error: unknown) => this.failed(error));
  }
  goOn(process: ProcessId): void {
    const broker = this.brokerOf(process);
    if (broker === null) return;
    this.setting.record({ kind: 'state', ...this.who(process), state: 'resumed' });
    this.setting.broker.act('go on', broker).catch((error: unknown) => this.failed(error));
  }
  /** Which part each plays in the job's partition from now on. */
  learn(parts: Parts): void {
    const before = this.parts;
    this.parts = parts;
    for (const [broker, part] of parts) if (before.get(broker) !== part) this.tellPart(broker);
  }
  /** What becomes of them from now on is nobody's business. */
  end(): void {
    this.ended = true;
  }

  /** null: it is none of them, or no longer. */
  private brokerOf(process: ProcessId): BrokerNumber | null {
    return [...this.ids].find(([, id]) => id === process)?.[0] ?? null;
  }
  private who(process: ProcessId) {
    return { atMs: this.setting.nowMs(), process, role: 'broker' } as const;
  }
  private launched(broker: BrokerNumber): void {
    this.serial += 1;
    const id = `broker-${this.serial}`;
    this.ids.set(broker, id);
    this.setting.record({ kind: 'launched', ...this.who(id), host: 'outside' });
    this.tellPart(broker);
  }

  private tellPart(broker: BrokerNumber): void {
    const [id, part] = [this.ids.get(broker), this.parts.get(broker)];
    if (id !== undefined && part !== undefined) this.setting.record({ kind: 'state', ...this.who(id), state: part });
  }

  private async restart(broker: BrokerNumber, process: ProcessId): Promise<void> {
    const { broker: kafka, record } = this.setting;
    try {
      await kafka.act('kill', broker);
      record({ kind: 'died', ...this.who(process), code: killed });
      await kafka.act('start again', broker);
      this.launched(broker);
    } catch (error) {
      this.failed(error);
    }
  }
  private failed(error: unknown): void {
    if (!this.ended) this.setting.fail(error);
  }
}
