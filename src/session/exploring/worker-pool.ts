/** Worker threads that try schedules side by side. Outcomes come back in the order of their schedules, however many workers there are. */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { RunAll, TryAll } from '../../explore/laboratory.js';
import { interrupted } from '../cell-error.js';
import { performAssignment } from './perform-assignment.js';
import type { Assignment, Report } from './worker-message.js';

/** So many threads at most, and never more than there are processors. */
const workersMax = 4;
/** Runs handed to a worker at a time: some tens of milliseconds of work. */
const assignmentSize = 48;
/** A run leaves little behind it: with more room for what is young a worker would be larger by tens of MB and no faster. */
const maxYoungGenerationSizeMb = 24;

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
interface Waiting {
  readonly assignment: Assignment;
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
      const worker = new Worker(script, { resourceLimits: { maxYoungGenerationSizeMb } });
      worker.on('message', (report: Report) => this.hear(worker, report));
      worker.on('error', error => this.fail(error instanceof Error ? error : new Error(String(error))));
      worker.unref();
      this.workers.push(worker);
      this.idle.push(worker);
    }
    signal.addEventListener('abort', this.interrupt, { once: true });
  }

  /** Tries all, and answers in their order. @throws CellError at an interrupt. */
  readonly tryAll: TryAll = (job, schedules) =>
    this.perform(chunks(schedules, some => ({ kind: 'schedules', job, schedules: some })));

  /** Runs all, and answers in their order. @throws CellError at an interrupt. */
  readonly runAll: RunAll = jobs => this.perform(chunks(jobs, some => ({ kind: 'jobs', jobs: some })));

  private async perform(assignments: readonly Assignment[]): Promise<Report> {
    if (this.setting.signal.aborted) {
      throw interrupted();
    }
    const reports = this.workers.length === 0 ? await this.performHere(assignments) : await this.share(assignments);
    return reports.flat();
  }

  private async performHere(assignments: readonly Assignment[]): Promise<readonly Report[]> {
    const reports: Report[] = [];
    for (const assignment of assignments) {
      const report = performAssignment(assignment);
      reports.push(report);
      this.count(assignment, report);
      await this.setting.breathe();
    }
    return reports;
  }

  private async share(assignments: readonly Assignment[]): Promise<readonly Report[]> {
    const ending: { reject?: (error: Error) => void } = {};
    const end = new Promise<never>((_, reject) => {
      ending.reject = reject;
      this.waitings.add(reject);
    });
    const reports = assignments.map(
      assignment => new Promise<Report>(settle => this.queue.push({ assignment, settle }))
    );
    this.assign();
    try {
      return await Promise.race([Promise.all(reports), end]);
    } finally {
      if (ending.reject) {
        this.waitings.delete(ending.reject);
      }
    }
  }

  /** One listener for all that wait, however many they are. */
  private readonly interrupt = (): void => this.fail(interrupted());

  /** Ends every worker at once. Idempotent. */
  readonly end = (): void => {
    this.setting.signal.removeEventListener('abort', this.interrupt);
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
        worker.postMessage(waiting.assignment);
      }
    }
  }

  private hear(worker: Worker, report: Report): void {
    const waiting = this.busy.get(worker);
    this.busy.delete(worker);
    worker.unref();
    this.idle.push(worker);
    this.assign();
    if (waiting !== undefined) {
      this.count(waiting.assignment, report);
      waiting.settle(report);
    }
  }

  /** Nothing that was asked for can come any more: an interrupt, or a worker that has met a mistake of ours. */
  private fail(error: Error): void {
    for (const reject of this.waitings) {
      reject(error);
    }
    this.end();
  }

  /** Only crashes that are tried count; cells are run to make a witness smaller, and are few. */
  private count({ kind }: Assignment, report: Report): void {
    this.done += kind === 'schedules' ? report.length : 0;
    this.setting.progress(this.done);
  }
}

function chunks<T>(all: readonly T[], assignment: (some: readonly T[]) => Assignment): readonly Assignment[] {
  return Array.from({ length: Math.ceil(all.length / assignmentSize) }, (_, index) =>
    assignment(all.slice(index * assignmentSize, (index + 1) * assignmentSize))
  );
}
