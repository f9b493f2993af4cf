/** A broker of one's own, as its owner holds it: through a keeper, which ends it when the owner dies; should the keeper die, it is ended from here. */
import { fork, type ChildProcess } from 'node:child_process';
import { BrokerError } from './broker-error.js';
import type { BrokerNews, BrokerOrder } from './broker-news.js';
import type { KafkaConnection } from './kafka-connection.js';

export interface BrokerSetting {
  /** The bundled program of a keeper. */
  readonly keeper: string;
  /** Of the broker's own; it is taken away with it. */
  readonly folder: string;
  /** Told what takes its time. */
  say(progress: string): void;
}

type Settled = Extract<BrokerNews, { readonly kind: 'ready' | 'killed' }>;
interface Waiting {
  done(settled: Settled): void;
  failed(error: Error): void;
}

export class OwnBroker {
  private readonly keeper: ChildProcess;
  private readonly over: Promise<void>;
  private waiting: Waiting | null = null;
  private reached: KafkaConnection | null = null;
  private broker: number | null = null;
  private hasEnded = false;

  private constructor(private readonly setting: BrokerSetting) {
    this.keeper = fork(setting.keeper, [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], execArgv: [] });
    this.keeper.on('message', (news: BrokerNews) => this.hear(news));
    this.over = new Promise(resolve => {
      const end = (): void => {
        this.end();
        resolve();
      };
      this.keeper.on('error', end);
      this.keeper.on('exit', end); // `close` does not come once this end has closed the channel
    });
  }

  /** @returns a broker that is ready. @throws BrokerError with what to install or to change */
  static async start(setting: BrokerSetting): Promise<OwnBroker> {
    const broker = new OwnBroker(setting);
    try {
      await broker.order({ kind: 'start', folder: setting.folder });
    } catch (error) {
      await broker.stop();
      throw error;
    }
    return broker;
  }

  /** How to reach it, with the credentials that were made for it. @throws where it is not ready */
  get connection(): KafkaConnection {
    if (this.reached === null) throw new BrokerError('ended', 'the broker has ended');
    return this.reached;
  }
  /** It will never be ready again. */
  get isOver(): boolean {
    return this.hasEnded;
  }
  /** Of the JVM; null: it does not run. */
  get pid(): number | null {
    return this.broker;
  }
  get keeperPid(): number | null {
    return this.keeper.pid ?? null;
  }

  /** With SIGKILL; returns when it is dead. */
  async kill(): Promise<void> {
    await this.order({ kind: 'kill' });
  }
  /** Starts it where it was killed; returns when it is ready. */
  async startAgain(): Promise<void> {
    await this.order({ kind: 'start again' });
  }
  /** Returns when the broker and its keeper are gone. Idempotent. */
  async stop(): Promise<void> {
    if (this.keeper.connected) this.keeper.disconnect();
    await this.over;
  }

  private order(order: BrokerOrder): Promise<Settled> {
    return new Promise((resolve, reject) => {
      if (this.hasEnded) return reject(new BrokerError('ended', 'the broker has ended'));
      this.waiting = { done: resolve, failed: reject };
      this.keeper.send(order, () => undefined);
    });
  }

  private hear(news: BrokerNews): void {
    switch (news.kind) {
      case 'progress':
        return this.setting.say(news.text);
      case 'process':
        this.broker = news.alive ? news.pid : null;
        return this.hasEnded ? this.end() : undefined;
      case 'ready': {
        const { server, username, password } = news;
        this.reached = { servers: [server], credentials: { mechanism: 'plain', username, password }, tls: null };
        return this.waiting?.done(news);
      }
      case 'killed':
        return this.waiting?.done(news);
      case 'failed':
        return this.waiting?.failed(new BrokerError(news.code, news.message));
    }
  }

  private end(): void {
    this.hasEnded = true;
    this.reached = null;
    if (this.broker !== null) killProcess(this.broker);
    this.waiting?.failed(new BrokerError('ended', 'the keeper of the broker has ended, and the broker with it'));
  }
}

function killProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it is dead
  }
}
