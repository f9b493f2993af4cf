/** Which broker leads a partition, and which follow, looked at again and again with a client of its own. */
import type { Admin } from 'kafkajs';
import type { BrokerNumber } from './broker-news.js';
import { kafkaOf, type KafkaConnection } from './kafka-connection.js';

export type Parts = ReadonlyMap<BrokerNumber, 'leads' | 'follows'>;

const everyMs = 200;

export class PartitionWatch {
  private parts: Parts = new Map();
  private see: (parts: Parts) => void = () => undefined;
  private isOver = false;

  private constructor(
    private readonly admin: Admin,
    private readonly topic: string
  ) {}

  /** Of a topic's first partition; it has been looked at once. */
  static async begin(connection: KafkaConnection, topic: string): Promise<PartitionWatch> {
    const admin = (await kafkaOf(connection, 'little')).admin();
    await admin.connect();
    const watch = new PartitionWatch(admin, topic);
    await watch.look();
    void watch.goOn();
    return watch;
  }

  /** @param see told now, and at each change */
  each(see: (parts: Parts) => void): void {
    this.see = see;
    see(this.parts);
  }
  async stop(): Promise<void> {
    this.isOver = true;
    await this.admin.disconnect();
  }

  private async goOn(): Promise<void> {
    while (!this.isOver) {
      await new Promise(resolve => setTimeout(resolve, everyMs));
      await this.look().catch(() => undefined); // nobody leads just now, or who was asked stands still: the next look says more
    }
  }

  private async look(): Promise<void> {
    const { topics } = await this.admin.fetchTopicMetadata({ topics: [this.topic] });
    const partition = topics[0]?.partitions.find(({ partitionId }) => partitionId === 0);
    if (partition === undefined || this.isOver) return;
    const { leader, replicas } = partition;
    this.parts = new Map(replicas.map(broker => [broker, broker === leader ? 'leads' : 'follows']));
    this.see(this.parts);
  }
}
