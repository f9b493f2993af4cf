/** The Kafka of a kernel, one for each number of brokers: started for the first job that wants one of its own, lent to all that run beside and after it, ended with the kernel. */
import { BrokerError } from '../../kafka/broker-error.js';
import type { BrokerAct, BrokerNumber } from '../../kafka/broker-news.js';
import type { KafkaConnection } from '../../kafka/kafka-connection.js';
import { OwnBroker } from '../../kafka/own-broker.js';
import { RunFailed } from '../engine.js';
import { newRunFolder, removeFolder } from './run-folder.js';

/** Brokers that somebody else keeps, as a run has them. */
export interface LentKafka {
  /** Ready, with the credentials that were made for it. */
  readonly connection: KafkaConnection;
  readonly brokers: number;
  /** Returns when it is done. */
  act(what: BrokerAct, broker: BrokerNumber): Promise<void>;
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
  private readonly kept = new Map<number, Kept>();

  constructor(private readonly setting: KernelKafkaSetting) {}

  /** @param say told what takes its time. @param brokers how many it has. @throws RunFailed with what to install or to change */
  async lend(say: (progress: string) => void, brokers = 1): Promise<LentKafka> {
    const before = this.kept.get(brokers);
    if (before !== undefined && (await isGone(before)) && this.kept.get(brokers) === before) {
      removeFolder(before.folder);
      this.kept.delete(brokers);
    }
    const kept = this.kept.get(brokers) ?? this.start(brokers);
    this.kept.set(brokers, kept);
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

  /** Ends all; the next job that wants one starts another. */
  async stop(): Promise<void> {
    const all = [...this.kept.values()];
    this.kept.clear();
    await Promise.all(all.map(end));
  }

  private start(brokers: number): Kept {
    const folder = newRunFolder(this.setting.temporaryFolder);
    const hear = new Set<(progress: string) => void>();
    const say = (progress: string): void => {
      kept.doing = progress;
      for (const one of hear) one(progress);
    };
    const broker = OwnBroker.start({ keeper: this.setting.keeper, folder, brokers, say });
    const kept: Kept = { folder, broker, doing: null, hear };
    return kept;
  }
}

async function end({ broker, folder }: Kept): Promise<void> {
  await broker.then(
    started => started.stop(),
    () => undefined
  );
  removeFolder(folder);
}

/** It has ended, or has never come to be. */
const isGone = ({ broker }: Kept): Promise<boolean> =>
  broker.then(
    ({ isOver }) => isOver,
    () => true
  );
