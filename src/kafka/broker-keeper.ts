/** The keeper of one broker: prepares it, starts it, and ends it with itself. A process of its own, so that no broker outlives its owner. */
import { randomBytes, randomInt } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { BrokerError } from './broker-error.js';
import { BrokerProcess, formatWords, type BrokerFiles } from './broker-process.js';
import type { BrokerNews, BrokerOrder } from './broker-news.js';
import { findJava } from './java.js';
import { kafkaJars } from './kafka-jars.js';
import { mustHaveMemory } from './memory.js';
import { nodeProperties } from './node-properties.js';
import { runProgram } from './program.js';

/** A free port may be another's before the broker has it. */
const portTriesMax = 3;
/** How long it waits for what it has ended, ms. */
const lastWaitMs = 1000;
const username = 'spillway';

interface Prepared extends BrokerFiles {
  readonly server: string;
  readonly password: string;
}

export class BrokerKeeper {
  private folder: string | null = null;
  private prepared: Prepared | null = null;
  private broker: BrokerProcess | null = null;
  private work: Promise<void> = Promise.resolve();
  private readonly ending = new AbortController();

  constructor(private readonly tell: (news: BrokerNews) => void) {}

  /** Orders wait for those before them. */
  take(order: BrokerOrder): void {
    this.work = this.work.then(() => this.carryOut(order)).catch((error: unknown) => this.fail(error));
  }

  /** Ends the broker at once, and takes its folder away. */
  async end(): Promise<void> {
    this.ending.abort();
    this.broker?.kill();
    await Promise.race([this.work, new Promise(resolve => setTimeout(resolve, lastWaitMs))]);
    await this.kill();
    if (this.folder !== null) rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }

  private async carryOut(order: BrokerOrder): Promise<void> {
    switch (order.kind) {
      case 'start':
        this.folder = order.folder;
        mustHaveMemory(process.availableMemory());
        return this.start(order.folder);
      case 'kill':
        await this.kill();
        return this.tell({ kind: 'killed' });
      case 'start again':
        if (this.prepared === null) throw new Error('"start again" came before "start"');
        return this.launch(this.prepared);
    }
  }

  private async start(folder: string): Promise<void> {
    const java = await findJava(process.env);
    const { signal } = this.ending;
    const say = (text: string): void => this.tell({ kind: 'progress', text });
    const jars = await kafkaJars({ environment: process.env, say, signal });
    say('starting a Kafka broker');
    for (let tries = 1; ; tries += 1) {
      this.prepared = await prepared({ java, jars, signal, folder: join(folder, `node-${tries}`) });
      try {
        return await this.launch(this.prepared);
      } catch (error) {
        if (this.broker?.isPortTaken !== true || tries === portTriesMax) throw error;
      }
    }
  }

  private async launch(files: Prepared): Promise<void> {
    if (this.ending.signal.aborted) return;
    const broker = new BrokerProcess(files);
    this.broker = broker;
    const { pid } = broker;
    if (pid !== null) {
      this.tell({ kind: 'process', pid, alive: true });
      void broker.ended.then(() => this.tell({ kind: 'process', pid, alive: false }));
    }
    await broker.ready();
    const { server, password } = files;
    this.tell({ kind: 'ready', server, username, password });
  }

  private async kill(): Promise<void> {
    this.broker?.kill();
    await this.broker?.ended;
  }

  private fail(error: unknown): void {
    const { code, message } =
      error instanceof BrokerError ? error : { code: 'not started' as const, message: String(error) };
    this.tell({ kind: 'failed', code, message });
  }
}

interface Preparing {
  readonly java: string;
  readonly jars: string;
  readonly folder: string;
  readonly signal: AbortSignal;
}

/** Writes the broker's settings, with ports and a password for this time only, and formats its folder. */
async function prepared({ java, jars, folder, signal }: Preparing): Promise<Prepared> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const [port, controllerPort] = await freePorts(2);
  const password = randomBytes(24).toString('base64url');
  const properties = join(folder, 'server.properties');
  const setting = { port, controllerPort, folder: join(folder, 'logs'), username, password };
  writeFileSync(properties, nodeProperties(setting), { mode: 0o600 });
  const { status, output } = await runProgram(java, formatWords(jars, properties, clusterId()), { signal });
  if (status !== 0) {
    const said = output.trim().split('\n').at(-1) ?? '';
    throw new BrokerError('not started', `the broker's folder could not be formatted: ${said.slice(0, 300)}`);
  }
  return { java, jars, properties, output: join(folder, 'broker.log'), server: `127.0.0.1:${port}`, password };
}

/** 16 bytes, as Kafka writes them; one that begins with "-" would be read as an option. */
function clusterId(): string {
  const id = randomBytes(16).toString('base64url');
  return id.startsWith('-') ? clusterId() : id;
}

/** Systems give their clients ports from above these: one of those could be taken while a killed broker is down. */
const ports = { from: 20_000, until: 32_000 };
const freePortTriesMax = 100;

/** Of the loopback; all are held until the last is known, so that they differ. */
async function freePorts(count: 2): Promise<readonly [number, number]> {
  const servers = Array.from({ length: count }, () => createServer());
  const free: number[] = [];
  for (const server of servers) free.push(await freePort(server));
  await Promise.all(servers.map(server => new Promise(resolve => server.close(resolve))));
  const [first = 0, second = 0] = free;
  return [first, second];
}

async function freePort(server: Server): Promise<number> {
  for (let tries = 1; tries <= freePortTriesMax; tries += 1) {
    const port = randomInt(ports.from, ports.until);
    const isFree = await new Promise<boolean>(resolve => {
      server.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true));
    });
    if (isFree) return port;
  }
  throw new BrokerError('not started', `no port from ${ports.from} to ${ports.until} is free: end other programs`);
}
