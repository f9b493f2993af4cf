/** Worker threads that try schedules side by side. Outcomes come back in the order of their schedules, however many workers there are. */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { Laboratory } from '../../explore/laboratory.js';
import type { Schedule } from '../../explore/crash.js';
import type { PointOutcome } from '../../explore/point-outcome.js';
import type { Job } from '../../terms/job.js';
import { interrupted } from '../cell-error.js';
import type { Assignment, Report } from './worker-message.js';

/** So many threads at most, and never more than there are processors. */
const workersMax = 4;
/** Runs handed to a worker at a time: some tens of milliseconds of work. */
const assignmentSize = 48;

export interface PoolSetting {
  /** The bundled program of a worker; null: everything is tried in this thread. */
  readonly script: string | null;
  readonly workers?: number;
  readonly signal: AbortSignal;
  /** Told now and then how many runs are done. */
  readonly progress: (done: number) => void;
  /** Gives way between two assignments that are tried in this thread; throws to end. */
  readonly breathe: () => Promise<void>;
}

/** The worker's program beside this code, or above the folder of its chunks; null: this code was not bundled. */
export function workerScript(): string | null {
  const places = ['./', '../'].map(folder => fileURLToPath(new URL(`${folder}explore-worker.mjs`, import.meta.url)));
  return places.find(existsSync) ?? null;
}

/** An assignment, and where its outcomes go. */
interface Waiting extends Assignment {
  settle(report: Report): void;
}

export class WorkerPool {
  private readonly workers: Worker[] = [];
  private readonly idle: Worker[] = [];
  private readonly busy = new Map<Worker, Waiting>();
  private readonly queue: Waiting[] = [];
  private done = 0;
  private readonly waitings = new Set<(error: Error) => void>();

  constructor(private readonly setting: PoolSetting) {
    const { script, workers = Math.min(workersMax, availableParallelism()), signal } = setting;
    for (let count = 0; script !== null && count < workers; count += 1) {
      const worker = new Worker(script);
      worker.on('message', (report: Report) => this.hear(worker, report));
      worker.on('error', error => this.fail(error instanceof Error ? error : new Error(String(error))));
      worker.unref();
      this.workers.push(worker);
      this.idle.push(worker);
    }
    signal.addEventListener('abort', this.end, { once: true });
  }

  /** Tries all, and answers in their order. @throws CellError at an interrupt. */
  readonly tryAll = async (job: Job, schedules: readonly Schedule[]): Promise<readonly PointOutcome[]> => {
    if (this.setting.signal.aborted) {
      throw interrupted();
    }
    return this.workers.length === 0 ? this.tryHere(job, schedules) : this.share(job, schedules);
  };

  private async tryHere(job: Job, schedules: readonly Schedule[]): Promise<readonly PointOutcome[]> {
    const laboratory = new Laboratory(job);
    const outcomes: PointOutcome[] = [];
    for (const schedule of schedules) {
      outcomes.push(laboratory.try(schedule));
      if (outcomes.length % assignmentSize === 0) {
        this.count(assignmentSize);
        await this.setting.breathe();
      }
    }
    this.count(outcomes.length % assignmentSize);
    return outcomes;
  }

  private async share(job: Job, schedules: readonly Schedule[]): Promise<readonly PointOutcome[]> {
    const reports: Report[] = [];
    const { signal } = this.setting;
    let abort: () => void = () => undefined;
    let failed: (error: Error) => void = () => undefined;
    await new Promise<void>((resolve, reject) => {
      failed = reject;
      let open = Math.ceil(schedules.length / assignmentSize);
      abort = () => reject(interrupted());
      this.waitings.add(reject);
      signal.addEventListener('abort', abort, { once: true });
      if (open === 0) {
        resolve();
      }
      for (let at = 0, index = 0; at < schedules.length; at += assignmentSize, index += 1) {
        this.queue.push({
          job,
          schedules: schedules.slice(at, at + assignmentSize),
          settle(report) {
            reports[index] = report;
            open -= 1;
            if (open === 0) {
              resolve();
            }
          }
        });
      }
      this.assign();
    }).finally(() => {
      signal.removeEventListener('abort', abort);
      this.waitings.delete(failed);
    });
    return reports.flat();
  }

  /** Ends every worker at once. Idempotent. */
  readonly end = (): void => {
    this.setting.signal.removeEventListener('abort', this.end);
    for (const worker of this.workers.splice(0)) {
      void worker.terminate();
    }
    this.queue.length = 0;
  };

  private assign(): void {
    while (this.idle.length > 0 && this.queue.length > 0) {
      const worker = this.idle.pop();
      const waiting = this.queue.shift();
      if (worker && waiting) {
        this.busy.set(worker, waiting);
        worker.ref(); // it keeps the process alive only while it works
        worker.postMessage({ job: waiting.job, schedules: waiting.schedules } satisfies Assignment);
      }
    }
  }

  private hear(worker: Worker, report: Report): void {
    const waiting = this.busy.get(worker);
    this.busy.delete(worker);
    worker.unref();
    this.idle.push(worker);
    this.assign();
    this.count(report.length);
    waiting?.settle(report);
  }

  /** A worker that throws has met a mistake of ours: nothing that was asked for can come any more. */
  private fail(error: Error): void {
    for (const reject of this.waitings) {
      reject(error);
    }
    this.end();
  }

  private count(runs: number): void {
    this.done += runs;
    this.setting.progress(this.done);
  }
}
