/** What the clients of one embedded log share: its topics, its groups' offsets, the names of its transactional producers. */
import { EmbeddedPartition } from './embedded-partition.js';
import { LogError } from './log-error.js';
import type { GroupOffsets, NewTopic, Offsets } from './record-log.js';

/** Who owns a transactional name, and how to end what it has open. */
export interface TransactionalName {
  epoch: number;
  abort: () => void;
}

export class EmbeddedStore {
  private readonly topics = new Map<string, readonly EmbeddedPartition[]>();
  /** By group, then by topic. */
  private readonly groups = new Map<string, Map<string, Map<number, bigint>>>();
  readonly names = new Map<string, TransactionalName>();
  private readonly waiting = new Set<() => void>();

  constructor(readonly nowMs: () => number) {}

  create({ topic, partitions, settings = {} }: NewTopic): boolean {
    if (this.topics.has(topic)) return false;
    this.topics.set(
      topic,
      Array.from({ length: partitions }, () => new EmbeddedPartition(Number(settings['retention.ms'] ?? Infinity)))
    );
    return true;
  }
  remove(topic: string): void {
    this.partitions(topic);
    this.topics.delete(topic);
  }

  /** @throws LogError where there is no such topic */
  partitions(topic: string): readonly EmbeddedPartition[] {
    const partitions = this.topics.get(topic);
    if (partitions === undefined) throw new LogError('no such topic', `there is no topic ${topic}`);
    for (const partition of partitions) partition.expire(this.nowMs());
    return partitions;
  }
  partition(topic: string, partition: number): EmbeddedPartition {
    const found = this.partitions(topic)[partition];
    if (found === undefined) throw new LogError('no such topic', `topic ${topic} has no partition ${partition}`);
    return found;
  }

  note({ group, topic, offsets }: GroupOffsets): void {
    this.partitions(topic);
    const ofGroup = this.groups.get(group) ?? new Map<string, Map<number, bigint>>();
    this.groups.set(group, ofGroup);
    ofGroup.set(topic, new Map([...(ofGroup.get(topic) ?? []), ...offsets]));
  }
  forget(group: string): void {
    this.groups.delete(group);
  }
  noted(group: string, topic: string): Offsets {
    return new Map(this.groups.get(group)?.get(topic));
  }
  notedBy(group: string): ReadonlyMap<string, Offsets> {
    return new Map(this.groups.get(group));
  }
  groupNames(): readonly string[] {
    return [...this.groups.keys()];
  }
  topicNames(): readonly string[] {
    return [...this.topics.keys()];
  }

  /** Whoever waits for a record looks again. */
  changed(): void {
    const all = [...this.waiting];
    this.waiting.clear();
    for (const wake of all) wake();
  }
  change(waitMs: number): Promise<void> {
    return new Promise(resolve => {
      const wake = (): void => {
        clearTimeout(timer);
        this.waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, waitMs);
      this.waiting.add(wake);
    });
  }
}
