/** A Kafka of one's own, one broker or several, as its owner holds it: through a keeper, which ends it when the owner dies; should the keeper die, it is ended from here. */
import { fork, type ChildProcess } from 'node:child_process';
import { BrokerError } from './broker-error.js';
import type { BrokerAct, BrokerNews, BrokerNumber, BrokerOrder } from './broker-news.js';
import type { KafkaConnection } from './kafka-connection.js';

export interface BrokerSetting {
  /** The bundled program of a keeper. */
  readonly keeper: string;
  /** Of the broker's own; it is taken away with it. */
  readonly folder: string;
  /** How many brokers; unless given, one. */
  readonly brokers?: number;
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
  /** Orders that have not been answered, in their order. */
  private readonly waiting: Waiting[] = [];
  private reached: KafkaConnection | null = null;
  /** Every JVM that runs, with its broker; 0: a controller. */
  private readonly processes = new Map<number, BrokerNumber>();
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
      await broker.order({ kind: 'start', folder: setting.folder, brokers: setting.brokers ?? 1 });
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
  /** How many brokers it has, whether or not they run. */
  get brokers(): number {
    return this.setting.brokers ?? 1;
  }
  /** Of a broker's JVM; null: it does not run. */
  pid(broker: BrokerNumber = 1): number | null {
    return [...this.processes].find(([, of]) => of === broker)?.[0] ?? null;
  }
  get keeperPid(): number | null {
    return this.keeper.pid ?? null;
  }

  /** With SIGKILL; returns when it is dead. */
  async kill(broker: BrokerNumber = 1): Promise<void> {
    await this.order({ kind: 'kill', broker });
  }
  /** Starts it where it was killed; returns when it is ready. */
  async startAgain(broker: BrokerNumber = 1): Promise<void> {
    await this.order({ kind: 'start again', broker });
  }
  /** It stands still, as under a long stop of its machine, until it is told to go on. */
  pause(broker: BrokerNumber): void {
    this.signal(broker, 'SIGSTOP');
  }
  goOn(broker: BrokerNumber): void {
    this.signal(broker, 'SIGCONT');
  }
  /** Returns when it is done. */
  async act(what: BrokerAct, broker: BrokerNumber): Promise<void> {
    switch (what) {
      case 'kill':
        return this.kill(broker);
      case 'start again':
        return this.startAgain(broker);
      case 'pause':
        return this.pause(broker);
      case 'go on':
        return this.goOn(broker);
    }
  }
  /** Returns when its brokers and their keeper are gone. Idempotent. */
  async stop(): Promise<void> {
    if (this.keeper.connected) this.keeper.disconnect();
    await this.over;
  }

  private signal(broker: BrokerNumber, signal: 'SIGSTOP' | 'SIGCONT'): void {
    const pid = this.pid(broker);
    if (pid !== null) signalProcess(pid, signal);
  }

  private order(order: BrokerOrder): Promise<Settled> {
    return new Promise((resolve, reject) => {
      if (this.hasEnded) return reject(new BrokerError('ended', 'the broker has ended'));
      this.waiting.push({ done: resolve, failed: reject });
      this.keeper.send(order, () => undefined);
    });
  }

  private hear(news: BrokerNews): void {
    switch (news.kind) {
      case 'progress':
        return this.setting.say(news.text);
      case 'process':
        if (news.alive) this.processes.set(news.pid, news.broker);
        else this.processes.delete(news.pid);
        return this.hasEnded ? this.end() : undefined;
      case 'ready': {
        const { servers, username, password } = news;
        this.reached = { servers, credentials: { mechanism: 'plain', username, password }, tls: null };
        return this.waiting.shift()?.done(news);
      }
      case 'killed':
        return this.waiting.shift()?.done(news);
      case 'failed':
        return this.waiting.shift()?.failed(new BrokerError(news.code, news.message));
    }
  }

  private end(): void {
    this.hasEnded = true;
    this.reached = null;
    for (const pid of this.processes.keys()) signalProcess(pid, 'SIGKILL');
    const ended = new BrokerError('ended', 'the keeper of the broker has ended, and the broker with it');
    for (const waiting of this.waiting.splice(0)) waiting.failed(ended);
  }
}

function signalProcess(pid: number, signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void {
  try {
    process.kill(pid, signal);
  } catch {
    // it is dead
  }
}
