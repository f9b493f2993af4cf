/** The kernel's hold on one supervisor: orders go out, news come in, and should it die or fall silent, every process of its job is ended from here. */
import { fork, type ChildProcess } from 'node:child_process';
import type { News, Order } from './orders.js';
import { RunFailed } from '../engine.js';
import { runFailed, troubleOf } from './trouble.js';

/** A supervisor says something every second. Looks are counted, not time: a kernel that stood still has heard nothing either. */
const lookEveryMs = 1000;
const silentLooksMax = 30;
/** How long a supervisor that was told to end may take. */
const endMaxMs = 5000;

export interface SupervisorProgram {
  /** The bundled program of a supervisor. */
  readonly script: string;
  /** Node's own. */
  readonly options: readonly string[];
}

export interface LinkEnds {
  hear(news: News): void;
  /** The supervisor is gone, and with it every process of the job. */
  ended(error: Error): void;
}

export class SupervisorLink {
  private readonly supervisor: ChildProcess;
  private readonly alive = new Set<number>();
  private readonly watch: NodeJS.Timeout;
  private silentLooks = 0;
  private isAsked = false;
  private why: Error | null = null;

  /** @throws an error of the system's where it cannot be started at all. */
  constructor(
    { script, options }: SupervisorProgram,
    private readonly ends: LinkEnds
  ) {
    this.supervisor = fork(script, [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], execArgv: [...options] });
    this.supervisor.on('message', (news: News) => this.hear(news));
    this.supervisor.on('error', error => this.over(runFailed('the job cannot be started', troubleOf(error))));
    this.supervisor.on('close', (code, signal) => this.over(new RunFailed(endOf(code, signal))));
    this.watch = setInterval(() => this.lookForSilence(), lookEveryMs);
    this.watch.unref();
  }

  get pid(): number | null {
    return this.supervisor.pid ?? null;
  }
  get processes(): readonly number[] {
    return [...this.alive];
  }

  order(order: Order): void {
    this.isAsked = true;
    if (this.supervisor.connected) {
      this.supervisor.send(order, () => undefined);
    }
  }

  /** The supervisor ends every process of the job, and then itself. */
  close(): void {
    if (this.supervisor.connected) {
      this.supervisor.disconnect();
      clearInterval(this.watch);
      setTimeout(() => this.kill(), endMaxMs).unref();
    }
  }

  private hear(news: News): void {
    this.silentLooks = 0;
    if (news.kind === 'process') {
      if (news.alive) {
        this.alive.add(news.pid);
      } else {
        this.alive.delete(news.pid);
      }
    }
    this.ends.hear(news);
  }

  private lookForSilence(): void {
    this.silentLooks += this.isAsked ? 1 : 0; // it has nothing to say before its first order
    if (this.silentLooks > silentLooksMax) {
      const forSeconds = (silentLooksMax * lookEveryMs) / 1000;
      this.why = new RunFailed(
        `the supervisor of the job has said nothing for ${forSeconds} s, so the job was ended; run its cell again`
      );
      this.kill();
    }
  }

  /** One that could not be started has the number 0 for Node, and a signal to 0 hits everybody of our own group. */
  private kill(): void {
    if (this.pid !== null && this.supervisor.exitCode === null && this.supervisor.signalCode === null) {
      this.supervisor.kill('SIGKILL');
    }
  }

  /** A paused process does not notice that its supervisor is gone. */
  private over(error: Error): void {
    clearInterval(this.watch);
    for (const pid of this.alive) {
      endProcess(pid);
    }
    this.alive.clear();
    this.ends.ended(this.why ?? error);
  }
}

function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it is dead
  }
}

const endOf = (code: number | null, signal: string | null): string =>
  `the supervisor of the job has ended (${signal ?? `code ${code ?? 0}`}), and every process of the job with it; run its cell again`;
