/** The Kafka of a kernel: started for the first job that wants one of its own, lent to all that run beside and after it, ended with the kernel. */
import { BrokerError } from '../../kafka/broker-error.js';
import type { KafkaConnection } from '../../kafka/kafka-connection.js';
import { OwnBroker } from '../../kafka/own-broker.js';
import { RunFailed } from '../engine.js';
import { newRunFolder, removeFolder } from './run-folder.js';

/** A broker that somebody else keeps, as a run has it. */
export interface LentKafka {
  /** Ready, with the credentials that were made for it. */
  readonly connection: KafkaConnection;
  kill(): Promise<void>;
  startAgain(): Promise<void>;
}

export interface KernelKafkaSetting {
  /** The bundled program of a keeper. */
  readonly keeper: string;
  /** Where its folder is made. */
  readonly temporaryFolder: string;
}

interface Kept {
  readonly folder: string;
  readonly broker: Promise<OwnBroker>;
  /** What its start takes its time with. */
  doing: string | null;
  readonly hear: Set<(progress: string) => void>;
}

export class KernelKafka {
  private kept: Kept | null = null;

  constructor(private readonly setting: KernelKafkaSetting) {}

  /** @param say told what takes its time. @throws RunFailed with what to install or to change */
  async lend(say: (progress: string) => void): Promise<LentKafka> {
    const before = this.kept;
    if (before !== null && (await isGone(before)) && this.kept === before) {
      removeFolder(before.folder);
      this.kept = null;
    }
    const kept = (this.kept ??= this.start());
    if (kept.doing !== null) say(kept.doing);
    kept.hear.add(say);
    try {
      return await kept.broker;
    } catch (error) {
      throw error instanceof BrokerError ? new RunFailed(error.message) : error;
    } finally {
      kept.hear.delete(say);
    }
  }

  /** Ends it; the next job that wants one starts another. */
  async stop(): Promise<void> {
    const { kept } = this;
    this.kept = null;
    await kept?.broker.then(
      broker => broker.stop(),
      () => undefined
    );
    if (kept !== null) removeFolder(kept.folder);
  }

  private start(): Kept {
    const folder = newRunFolder(this.setting.temporaryFolder);
    const hear = new Set<(progress: string) => void>();
    const say = (progress: string): void => {
      kept.doing = progress;
      for (const one of hear) one(progress);
    };
    const broker = OwnBroker.start({ keeper: this.setting.keeper, folder, say });
    const kept: Kept = { folder, broker, doing: null, hear };
    return kept;
  }
}

/** It has ended, or has never come to be. */
const isGone = ({ broker }: Kept): Promise<boolean> =>
  broker.then(
    ({ isOver }) => isOver,
    () => true
  );
