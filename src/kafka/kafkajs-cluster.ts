/** Reading and committing without a group: explicit partitions, explicit offsets, straight from each partition's leader. */
import type { Broker, Cluster, Kafka } from 'kafkajs';
import { patiently } from './patience.js';
import type { Bounds, GroupOffsets, Offsets, Page, Reading } from './record-log.js';
import { behind, visibleEntries, type AbortedTransaction, type DecodedEntry } from './visible-entries.js';

/** What `fetch` answers for one partition; kafkajs leaves it untyped. */
interface Fetched {
  readonly responses: readonly {
    readonly partitions: readonly {
      readonly highWatermark: string;
      readonly lastStableOffset: string;
      readonly abortedTransactions: readonly AbortedTransaction[] | null;
      readonly messages: readonly DecodedEntry[];
    }[];
  }[];
}

/** Kafka's word for "no member of the group": whoever commits so needs none. */
const noMember = { groupGenerationId: -1, memberId: '' };
/** Kafka's isolation levels on the wire. */
const levels = { uncommitted: 0, committed: 1 } as const;

/**
 * The client's cluster, which `consumer()` hands to every partition assigner it is given. The consumer itself never runs:
 * no group is joined, nothing is committed by itself.
 */
export function clusterOf(kafka: Kafka): Cluster {
  const seen: Cluster[] = [];
  kafka.consumer({
    groupId: 'spillway-reads-without-a-group',
    readUncommitted: true, // the end is asked for as the high watermark; a reading names its own isolation
    allowAutoTopicCreation: false,
    metadataMaxAge: 60_000,
    partitionAssigners: [
      ({ cluster }) => {
        seen.push(cluster);
        return {
          name: 'none',
          version: 0,
          assign: () => Promise.resolve([]),
          protocol: () => ({ name: 'none', metadata: Buffer.alloc(0) })
        };
      }
    ]
  });
  const [cluster] = seen;
  if (cluster === undefined) throw new Error('kafkajs has made no cluster for its consumer');
  return cluster;
}

export class KafkajsCluster {
  /** Of the groups that were asked for; kafkajs would look for them each time. */
  private readonly coordinators = new Map<string, Promise<Broker>>();

  constructor(private readonly cluster: Cluster) {}

  close(): Promise<void> {
    return this.cluster.disconnect();
  }

  bounds(topic: string): Promise<readonly Bounds[]> {
    return this.patiently(async () => {
      const [earliest, end] = [
        await this.offsetsBy(topic, { fromBeginning: true }),
        await this.offsetsBy(topic, { fromBeginning: false })
      ];
      return [...end]
        .map(([partition, offset]) => ({ partition, earliest: earliest.get(partition) ?? 0n, end: offset }))
        .sort((one, other) => one.partition - other.partition);
    });
  }

  offsetsAt(topic: string, timeMs: number): Promise<Offsets> {
    return this.patiently(async () => {
      const found = await this.offsetsBy(topic, { fromTimestamp: timeMs });
      const end = await this.offsetsBy(topic, { fromBeginning: false });
      return new Map([...end].map(([partition, last]) => [partition, atLeastZero(found.get(partition)) ?? last]));
    });
  }

  read({ topic, partition, from, isolation, waitMs, maxBytes }: Reading): Promise<Page> {
    return this.patiently(async () => {
      await this.partitions(topic);
      const [nodeId] = Object.keys(this.cluster.findLeaderForPartitions(topic, [partition]));
      if (nodeId === undefined) throw noSuchPartition(topic, partition);
      const broker = await this.cluster.findBroker({ nodeId });
      const fetched = (await broker.fetch({
        isolationLevel: levels[isolation],
        maxWaitTime: waitMs,
        minBytes: 1,
        maxBytes,
        topics: [{ topic, partitions: [{ partition, fetchOffset: from.toString(), maxBytes }] }]
      })) as Fetched;
      return pageOf(fetched, from, isolation);
    });
  }

  commit({ group, topic, offsets }: GroupOffsets): Promise<void> {
    const partitions = [...offsets].map(([partition, offset]) => ({ partition, offset: offset.toString() }));
    return this.patiently(async () => {
      await this.partitions(topic);
      const coordinator = await this.coordinator(group);
      await coordinator.offsetCommit({ groupId: group, ...noMember, topics: [{ topic, partitions }] });
    });
  }

  committed(group: string, topic: string): Promise<Offsets> {
    return this.patiently(async () => {
      const known = await this.partitions(topic);
      const partitions = known.map(partition => ({ partition, offset: '0' })); // only the partition is sent
      const coordinator = await this.coordinator(group);
      const { responses } = await coordinator.offsetFetch({ groupId: group, topics: [{ topic, partitions }] });
      const noted = responses.flatMap(answer =>
        answer.partitions.map(one => [one.partition, BigInt(one.offset)] as const)
      );
      return new Map(noted.filter(([, offset]) => offset >= 0n)); // -1: none
    });
  }

  private coordinator(group: string): Promise<Broker> {
    const known = this.coordinators.get(group) ?? this.cluster.findGroupCoordinator({ groupId: group });
    this.coordinators.set(group, known);
    return known;
  }

  /** Connects at the first. */
  private async partitions(topic: string): Promise<readonly number[]> {
    await this.cluster.connect();
    await this.cluster.addTargetTopic(topic);
    return this.cluster.findTopicPartitionMetadata(topic).map(({ partitionId }) => partitionId);
  }

  private async offsetsBy(topic: string, place: Place): Promise<ReadonlyMap<number, bigint>> {
    const partitions = (await this.partitions(topic)).map(partition => ({ partition }));
    const topics = await this.cluster.fetchTopicsOffset([{ topic, partitions, ...place }]);
    return new Map(
      topics.flatMap(answer => answer.partitions.map(one => [one.partition, BigInt(one.offset)] as const))
    );
  }

  /** A leader may have changed, or its broker may be starting again: then the cluster is looked at anew. */
  private patiently<T>(act: () => Promise<T>): Promise<T> {
    return patiently(act, () => {
      this.coordinators.clear();
      return this.cluster.refreshMetadata();
    });
  }
}

type Place = { readonly fromBeginning: boolean } | { readonly fromTimestamp: number };

const atLeastZero = (offset: bigint | undefined): bigint | null =>
  offset !== undefined && offset >= 0n ? offset : null;

const noSuchPartition = (topic: string, partition: number): Error =>
  Object.assign(new Error(`topic ${topic} has no partition ${partition}`), { type: 'UNKNOWN_TOPIC_OR_PARTITION' });

function pageOf(fetched: Fetched, from: bigint, isolation: Reading['isolation']): Page {
  const answer = fetched.responses[0]?.partitions[0];
  if (answer === undefined) throw new Error('the broker answered for no partition');
  const all = since(from, answer.messages);
  const end = BigInt(isolation === 'committed' ? answer.lastStableOffset : answer.highWatermark);
  const seen = visibleEntries(all, isolation === 'committed' ? (answer.abortedTransactions ?? []) : []);
  const entries = seen.map(({ offset, timestamp, key, value, headers, batchContext }) => ({
    offset: BigInt(offset),
    timestampMs: Number(timestamp),
    key,
    value,
    headers: textsOf(headers),
    leaderEpoch: batchContext?.partitionLeaderEpoch
  }));
  // Nothing below the end: a batch that compaction has emptied stands here, and is passed offset by offset.
  return { entries, passed: passedOf(all, seen), next: behind(all) ?? (from < end ? from + 1n : from), end };
}

/** A batch comes whole, its beginning may lie before. */
function since(from: bigint, messages: readonly DecodedEntry[]): readonly DecodedEntry[] {
  const first = messages.findIndex(({ offset }) => BigInt(offset) >= from);
  return first === 0 ? messages : first < 0 ? [] : messages.slice(first);
}

const noHeaders = {};
function textsOf(headers: DecodedEntry['headers'] = noHeaders): Readonly<Record<string, string>> {
  const all = Object.entries(headers);
  return all.length === 0 ? noHeaders : Object.fromEntries(all.map(([name, bytes]) => [name, String(bytes)]));
}

function passedOf(all: readonly DecodedEntry[], seen: readonly DecodedEntry[]): Page['passed'] {
  if (seen.length === all.length) return { markers: [], aborted: [] };
  const shown = new Set(seen);
  const offsetsOf = (kept: (entry: DecodedEntry) => boolean): readonly bigint[] =>
    all.filter(kept).map(({ offset }) => BigInt(offset));
  return {
    markers: offsetsOf(({ isControlRecord }) => isControlRecord === true),
    aborted: offsetsOf(entry => entry.isControlRecord !== true && !shown.has(entry))
  };
}
