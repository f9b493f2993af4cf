/** The local engine: the same protocol in real processes. The kernel holds one supervisor a job, and reads of it what happens. */
import { fork, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Failure } from '../../terms/failure.js';
import type { Job } from '../../terms/job.js';
import type { FailureReport, Moment, Trace } from '../../terms/trace.js';
import { EngineUnavailable, type Engine, type LiveRun, type Pace, type Progress, type Waited } from '../engine.js';
import type { Frame, News, Order } from './orders.js';

export interface LocalEngineSetting {
  /** Where a relative file of the user's is looked for. */
  readonly baseFolder: string;
  /** The bundled programs. */
  readonly supervisorScript: string;
  readonly processScript: string;
}

/** A program of the bundle that this code is in: beside it, or above the folder of its chunks. @throws where it is missing. */
function bundled(name: string): string {
  const places = ['./', '../'].map(folder => fileURLToPath(new URL(`${folder}${name}`, import.meta.url)));
  const script = places.find(existsSync);
  if (script === undefined) {
    throw new EngineUnavailable(`the installation is not whole: ${name} is missing; install Spillway again`);
  }
  return script;
}

/** @throws EngineUnavailable where the programs are not beside this code. */
export const bundledScripts = (): Omit<LocalEngineSetting, 'baseFolder'> => ({
  supervisorScript: bundled('local-supervisor.mjs'),
  processScript: bundled('local-process.mjs')
});

const breathMs = 20;

/** Each process opens the job's input itself, so that none waits for another's. */
export const localEngine = (baseFolder: string, scripts = bundledScripts): Engine => ({
  name: 'local',
  launch: (job, _input, seed) => new LocalRun(job, seed, { baseFolder, ...scripts() })
});

type Done = Extract<News, { readonly kind: 'done' }>;

class LocalRun implements LiveRun {
  private readonly supervisor: ChildProcess;
  private readonly folder: string;
  private readonly moments: Moment[] = [];
  private frame: Frame;
  private latest: Progress = { clockMs: 0, state: 'starting', sent: 0, written: 0, batches: 0, batch: null };
  private settle: { done(done: Done): void; failed(error: Error): void } | null = null;
  private trouble: Error | null = null;

  constructor(job: Job, seed: number, { baseFolder, supervisorScript, processScript }: LocalEngineSetting) {
    this.folder = mkdtempSync(join(tmpdir(), `spillway-${process.pid}-`));
    this.frame = {
      job,
      engine: 'local',
      seed,
      failures: [],
      endPosition: null,
      ended: 'running',
      outcome: 'undisturbed'
    };
    this.supervisor = fork(supervisorScript, [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], execArgv: [] });
    this.supervisor.on('message', (news: News) => this.hear(news));
    this.supervisor.on('error', error => this.fail(error));
    this.supervisor.on('close', () => {
      this.fail(new Error('the supervisor of the job has ended'));
      rmSync(this.folder, { recursive: true, force: true });
    });
    this.order({ kind: 'launch', job, seed, folder: this.folder, baseFolder, script: processScript });
  }

  trace(): Trace {
    return { ...this.frame, moments: this.moments };
  }
  progress(): Progress {
    return this.latest;
  }
  async toSteady(pace: Pace): Promise<Waited> {
    return (await this.carryOut({ kind: 'to steady' }, pace)).waited;
  }
  async inject(failures: readonly Failure[], pace: Pace): Promise<readonly FailureReport[]> {
    return (await this.carryOut({ kind: 'inject', failures }, pace)).reports;
  }
  async drain(pace: Pace): Promise<Waited> {
    const { waited } = await this.carryOut({ kind: 'drain' }, pace);
    this.stop();
    return waited;
  }
  /** The supervisor ends every process of the job when this end of the channel closes. */
  stop(): void {
    if (this.supervisor.connected) {
      this.supervisor.disconnect();
    }
  }

  private async carryOut(order: Order, pace: Pace): Promise<Done> {
    let over = false;
    const done = new Promise<Done>((resolve, reject) => {
      this.settle = { done: resolve, failed: reject };
      this.order(order);
      if (this.trouble) {
        reject(this.trouble);
      }
    }).finally(() => {
      over = true;
      this.settle = null;
    });
    done.catch(() => undefined); // it is awaited below, unless the pace ends the wait first
    while (!over) {
      await Promise.race([done, new Promise(resolve => setTimeout(resolve, breathMs))]);
      await pace.breathe();
    }
    return done;
  }

  private order(order: Order): void {
    this.supervisor.send(order, () => undefined);
  }

  private hear(news: News): void {
    switch (news.kind) {
      case 'moments':
        this.latest = news.progress;
        for (const moment of news.moments) {
          this.moments.push(moment);
        }
        return;
      case 'done':
        this.frame = news.frame;
        this.settle?.done(news);
        return;
      case 'failed':
        this.fail(new Error(news.message));
    }
  }

  private fail(error: Error): void {
    this.trouble ??= error;
    this.settle?.failed(error);
  }
}
