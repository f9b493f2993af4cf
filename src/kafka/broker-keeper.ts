/** The keeper of a Kafka of one's own: prepares its nodes, starts them, and ends them with itself. A process of its own, so that no broker outlives its owner. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { BrokerError } from './broker-error.js';
import { prepared, username, type Prepared, type PreparedNode } from './broker-files.js';
import { BrokerProcess } from './broker-process.js';
import type { BrokerNews, BrokerNumber, BrokerOrder } from './broker-news.js';
import { isBroker } from './cluster-plan.js';
import { findJava } from './java.js';
import { kafkaJars } from './kafka-jars.js';
import { mustHaveMemory } from './memory.js';

/** A free port may be another's before the broker has it. */
const portTriesMax = 3;
/** How long it waits for what it has ended, ms. */
const lastWaitMs = 1000;

export class BrokerKeeper {
  private folder: string | null = null;
  private prepared: Prepared | null = null;
  /** The newest process of each node. */
  private readonly running = new Map<number, BrokerProcess>();
  private work: Promise<void> = Promise.resolve();
  private readonly ending = new AbortController();

  constructor(private readonly tell: (news: BrokerNews) => void) {}

  /** Orders wait for those before them. */
  take(order: BrokerOrder): void {
    this.work = this.work.then(() => this.carryOut(order)).catch((error: unknown) => this.fail(error));
  }

  /** Ends every node at once, and takes their folder away. */
  async end(): Promise<void> {
    this.ending.abort();
    this.killNodes();
    await Promise.race([this.work, new Promise(resolve => setTimeout(resolve, lastWaitMs))]);
    await this.killAll();
    if (this.folder !== null) rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }

  private async carryOut(order: BrokerOrder): Promise<void> {
    switch (order.kind) {
      case 'start':
        this.folder = order.folder;
        mustHaveMemory(process.availableMemory(), order.brokers);
        return this.start(order.folder, order.brokers);
      case 'kill': {
        const broker = this.running.get(order.broker);
        broker?.kill();
        await broker?.ended;
        return this.tell({ kind: 'killed' });
      }
      case 'start again':
        await this.launch(this.nodeOf(order.broker));
        return this.tellReady();
    }
  }

  private async start(folder: string, brokers: number): Promise<void> {
    const java = await findJava(process.env);
    const { signal } = this.ending;
    const say = (text: string): void => this.tell({ kind: 'progress', text });
    const jars = await kafkaJars({ environment: process.env, say, signal });
    const what = brokers === 1 ? 'starting a Kafka broker' : `starting ${brokers} Kafka brokers`;
    for (let tries = 1; ; tries += 1) {
      say(what);
      this.prepared = await prepared({ java, jars, signal, brokers, folder: join(folder, `try-${tries}`) });
      let ready = 0;
      const launching = this.prepared.nodes.map(async node => {
        await this.launch(node);
        ready += isBroker(node) ? 1 : 0;
        if (brokers > 1) say(`${what}: ${ready} ready`);
      });
      try {
        await Promise.all(launching);
        return this.tellReady();
      } catch (error) {
        const isPortTaken = [...this.running.values()].some(node => node.isPortTaken);
        await this.killAll();
        await Promise.allSettled(launching);
        if (!isPortTaken || tries === portTriesMax) throw error;
      }
    }
  }

  private async launch(node: PreparedNode): Promise<void> {
    if (this.ending.signal.aborted) return;
    const launched = new BrokerProcess(node);
    this.running.set(node.id, launched);
    const { pid } = launched;
    const broker = isBroker(node) ? node.id : 0;
    if (pid !== null) {
      this.tell({ kind: 'process', broker, pid, alive: true });
      void launched.ended.then(() => this.tell({ kind: 'process', broker, pid, alive: false }));
    }
    await launched.ready();
  }

  private tellReady(): void {
    if (this.prepared === null) return;
    const { nodes, password } = this.prepared;
    this.tell({ kind: 'ready', servers: nodes.flatMap(({ server }) => server ?? []), username, password });
  }

  private nodeOf(broker: BrokerNumber): PreparedNode {
    const node = this.prepared?.nodes.find(({ id }) => id === broker);
    if (node === undefined) throw new Error(`no broker ${broker} has been started`);
    return node;
  }

  private killNodes(): void {
    for (const node of this.running.values()) node.kill();
  }
  private async killAll(): Promise<void> {
    this.killNodes();
    await Promise.all([...this.running.values()].map(({ ended }) => ended));
  }

  private fail(error: unknown): void {
    const { code, message } =
      error instanceof BrokerError ? error : { code: 'not started' as const, message: String(error) };
    this.tell({ kind: 'failed', code, message });
  }
}
