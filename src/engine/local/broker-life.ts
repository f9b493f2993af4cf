/** A broker of the job's own as the world sees it: no part of the job, killed by a fault, and started again at once. */
import type { Moment, ProcessId } from '../../terms/trace.js';
import type { LentKafka } from './kernel-kafka.js';

export interface BrokerLifeSetting {
  readonly broker: Pick<LentKafka, 'kill' | 'startAgain'>;
  readonly nowMs: () => number;
  readonly record: (moment: Moment) => void;
  /** It does not start again. */
  readonly fail: (error: unknown) => void;
}

const killed = 137;

export class BrokerLife {
  private serial = 0;
  private ended = false;

  constructor(private readonly setting: BrokerLifeSetting) {
    this.launched();
  }

  /** Returns at once; it is dead a little later, and back when it is ready. */
  kill(process: ProcessId): void {
    if (process === this.id) void this.restart();
  }
  /** What becomes of it from now on is nobody's business. */
  end(): void {
    this.ended = true;
  }

  private get id(): ProcessId {
    return `broker-${this.serial}`;
  }
  private get who() {
    return { atMs: this.setting.nowMs(), process: this.id, role: 'broker' } as const;
  }
  private launched(): void {
    this.serial += 1;
    this.setting.record({ kind: 'launched', ...this.who, host: 'outside' });
  }

  private async restart(): Promise<void> {
    const { broker, record, fail } = this.setting;
    try {
      await broker.kill();
      record({ kind: 'died', ...this.who, code: killed });
      await broker.startAgain();
      this.launched();
    } catch (error) {
      if (!this.ended) fail(error);
    }
  }
}
