/** The port on real Kafka, through kafkajs. */
import type { Admin, Kafka } from 'kafkajs';
import { kafkaOf, type KafkaConnection } from './kafka-connection.js';
import { clusterOf, KafkajsCluster } from './kafkajs-cluster.js';
import { kafkajsProducer, kafkajsTransactions, type Making } from './kafkajs-producer.js';
import { logErrorOf, saysNoSuchGroup, type Tried } from './kafkajs-trouble.js';
import { TrackedSockets } from './tracked-sockets.js';
import { LogError } from './log-error.js';
import { patiently } from './patience.js';
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
  TransactionalProducer
} from './record-log.js';

/**
 * @param answersWithinMs how long it may take; unless given, as long as kafkajs waits
 * @returns a client that has reached its cluster. @throws LogError where there is none, or it refuses the credentials.
 */
export async function openKafka(connection: KafkaConnection, answersWithinMs?: number): Promise<RecordLog> {
  const tracked = new TrackedSockets();
  const reached = { sockets: tracked.make, ...connection };
  const [quick, patient] = [await kafkaOf(reached, 'little'), await kafkaOf(reached, 'long')];
  const log = new KafkajsLog(quick, patient, connection.servers.join(','));
  const connecting = log.connect();
  if (answersWithinMs === undefined) await connecting;
  else await inTime(connecting, answersWithinMs, () => giveUp(log, tracked, answersWithinMs));
  return log;
}

function giveUp(log: KafkajsLog, sockets: TrackedSockets, withinMs: number): LogError {
  void log.close();
  sockets.destroy();
  return log.notThere(withinMs);
}

async function inTime(connecting: Promise<void>, withinMs: number, late: () => LogError): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), withinMs);
  });
  connecting.catch(() => undefined); // what it says after the limit is of no interest
  try {
    await Promise.race([connecting, limit]);
  } finally {
    clearTimeout(timer);
  }
}

/** How often, and how far apart (ms), it is looked whether a removed topic is gone. */
const [looksMax, lookEveryMs] = [20, 50];

class KafkajsLog implements RecordLog {
  private readonly admin: Admin;
  /** One a topic: what ails one topic's metadata is kept from the others. */
  private readonly clusters = new Map<string, KafkajsCluster>();
  private readonly made = new Set<{ close(): Promise<void> }>();
  private isClosed = false;

  constructor(
    private readonly quick: Kafka,
    private readonly patient: Kafka,
    private readonly servers: string
  ) {
    this.admin = quick.admin();
  }

  async connect(): Promise<void> {
    try {
      await this.asking('connecting', async () => {
        await this.admin.connect();
        await this.admin.describeCluster(); // a broker that wants credentials takes the connection, and ends it at the first question
      });
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  notThere(withinMs: number): LogError {
    return new LogError(
      'unreachable',
      `no Kafka answers at ${this.servers} within ${withinMs / 1000} s: check the address, and whether it wants TLS`
    );
  }

  createTopic({ topic, partitions, replicas, settings = {} }: NewTopic): Promise<boolean> {
    const configEntries = Object.entries(settings).map(([name, value]) => ({ name, value }));
    const wanted = { topic, numPartitions: partitions, replicationFactor: replicas ?? -1, configEntries };
    return this.doing(`creating topic ${topic}`, () =>
      patiently(
        () => this.admin.createTopics({ topics: [wanted], waitForLeaders: true }),
        () => Promise.resolve()
      )
    );
  }
  removeTopic(topic: string): Promise<void> {
    return this.doing(`removing topic ${topic}`, async () => {
      await this.admin.deleteTopics({ topics: [topic] });
      for (let looks = 0; looks < looksMax && (await this.admin.listTopics()).includes(topic); looks += 1) {
        await new Promise(resolve => setTimeout(resolve, lookEveryMs)); // brokers hear of it in a moment
      }
      await this.clusters.get(topic)?.close();
      this.clusters.delete(topic);
    });
  }
  topics(): Promise<readonly string[]> {
    return this.asking('asking for its topics', () => this.admin.listTopics());
  }
  bounds(topic: string): Promise<readonly Bounds[]> {
    return this.asking(`asking for the ends of topic ${topic}`, () => this.cluster(topic).bounds(topic));
  }
  offsetsAt(topic: string, timeMs: number): Promise<Offsets> {
    return this.asking(`asking for the offsets of topic ${topic}`, () => this.cluster(topic).offsetsAt(topic, timeMs));
  }

  async producer(setting: ProducerSetting): Promise<LogProducer> {
    return this.keep(await kafkajsProducer(this.making, setting));
  }
  async transactions(name: string): Promise<TransactionalProducer> {
    return this.keep(await kafkajsTransactions(this.making, name));
  }

  read(reading: Reading): Promise<Page> {
    return this.asking(`reading topic ${reading.topic}`, () => this.cluster(reading.topic).read(reading));
  }
  commit(offsets: GroupOffsets): Promise<void> {
    return this.doing(`committing offsets of topic ${offsets.topic}`, () =>
      this.cluster(offsets.topic).commit(offsets)
    );
  }
  committed(group: string, topic: string): Promise<Offsets> {
    return this.asking(`asking what is committed of topic ${topic}`, () => this.cluster(topic).committed(group, topic));
  }
  positions(group: string): Promise<ReadonlyMap<string, Offsets>> {
    return this.asking(`asking what group ${group} has committed`, async () => {
      const topics = await this.admin.fetchOffsets({ groupId: group });
      return new Map(topics.map(({ topic, partitions }) => [topic, notedIn(partitions)]));
    });
  }
  groups(): Promise<readonly string[]> {
    return this.asking('asking for its groups', async () =>
      (await this.admin.listGroups()).groups.map(({ groupId }) => groupId)
    );
  }
  forget(group: string): Promise<void> {
    return this.doing(`taking away the offsets of group ${group}`, async () => {
      await this.admin.deleteGroups([group]).catch((error: unknown) => {
        if (!saysNoSuchGroup(error)) throw error;
      });
    });
  }

  async close(): Promise<void> {
    this.isClosed = true;
    const all = [...this.made, { close: () => this.admin.disconnect() }];
    this.made.clear();
    await Promise.allSettled([...all, ...this.clusters.values()].map(one => one.close())); // one that is broken is closed enough
  }

  private get making(): Making {
    return {
      kafka: this.patient,
      doing: (what, act) => this.doing(what, act),
      asking: (what, act) => this.asking(what, act),
      meetTopic: topic => this.cluster(topic).bounds(topic),
      meetCoordinator: ({ group, topic }) => this.cluster(topic).committed(group, topic)
    };
  }
  private cluster(topic: string): KafkajsCluster {
    const known = this.clusters.get(topic) ?? new KafkajsCluster(clusterOf(this.quick));
    this.clusters.set(topic, known);
    return known;
  }
  private keep<T extends { close(): Promise<void> }>(one: T): T {
    const kept: T = {
      ...one,
      close: () => {
        this.made.delete(kept);
        return one.close();
      }
    };
    this.made.add(kept);
    return kept;
  }
  /** What changes nothing: without an answer it has not been done. */
  private asking<T>(what: string, act: () => Promise<T>): Promise<T> {
    return this.trying({ what, servers: this.servers, changes: false }, act);
  }
  private doing<T>(what: string, act: () => Promise<T>): Promise<T> {
    return this.trying({ what, servers: this.servers, changes: true }, act);
  }
  private async trying<T>(tried: Tried, act: () => Promise<T>): Promise<T> {
    if (this.isClosed) throw new LogError('closed', 'this client of the log has been closed');
    try {
      return await act();
    } catch (error) {
      throw logErrorOf(error, tried);
    }
  }
}

/** -1: none. */
const notedIn = (partitions: readonly { readonly partition: number; readonly offset: string }[]): Offsets =>
  new Map(partitions.map(one => [one.partition, BigInt(one.offset)] as const).filter(([, offset]) => offset >= 0n));
