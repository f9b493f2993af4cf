/** What the cells of one notebook share: definitions, jobs under way, finished runs, parameters. */
import type { ArchivedRun, RunArchive } from '../archive/run-archive.js';
import type { Engine, LiveRun } from '../engine/engine.js';
import type { Input } from '../input/input.js';
import type { Context } from '../language/cell.js';
import type { EngineName, Job, SourceContent } from '../terms/job.js';
import type { LiveJob } from '../terms/live-job.js';
import type { RecordLog } from '../kafka/record-log.js';
import type { Trace } from '../terms/trace.js';
import { CellError } from './cell-error.js';
import type { Drawing } from './drawing.js';
import type { NotebookJob } from './notebook-job.js';
import type { KafkaPlace } from './users-kafka.js';

/** What a session is made of; everything that touches the world comes in here. */
export interface SessionParts {
  readonly engines: Readonly<Partial<Record<EngineName, Engine>>>;
  readonly archive: RunArchive;
  readonly drawing: Drawing;
  /** @param seed of generated records. @throws CellError with the remedy. */
  openInput(content: SourceContent, how: { readonly seed: number; readonly signal: AbortSignal }): Promise<Input>;
  /** Tries what a job will do on a Kafka that Spillway did not start, besides reading. @throws CellError with the remedy. */
  mustBePermitted(job: Job, signal: AbortSignal): Promise<void>;
  /** Opens a Kafka that Spillway did not start. @throws LogError with what to change. */
  openKafka(place: KafkaPlace): Promise<RecordLog>;
  /** Writes a file the user asked for, beside the notebook. @throws CellError when it cannot. */
  writeFile(path: string, text: string): Promise<void>;
  /** Wall-clock ms. */
  readonly nowMs: () => number;
  /** Calls `act` so often until it answers false, or the process ends. */
  every(ms: number, act: () => boolean): void;
}

export interface StartingJob {
  readonly job: Job;
  /** The verb of its cell. */
  readonly cell: LiveJob['cell'];
  /** null: several runs, one after another. */
  readonly run: LiveRun | null;
  readonly runs?: () => { readonly done: number; readonly all: number };
}

export class Session {
  readonly jobs = new Map<string, NotebookJob>();
  /** The jobs whose cell still runs, by their names; they are not among `jobs` yet. A comparison has several. */
  readonly starting = new Map<string, StartingJob>();
  /** Topics of sinks whose run is over: nobody writes to them any more. */
  readonly over = new Set<string>();
  /** Every run under way, also one that no job holds yet or any more. */
  private readonly running = new Set<LiveRun>();

  constructor(
    readonly parts: SessionParts,
    public context: Context
  ) {}

  private engineFor(job: Job): Engine {
    const engine = this.parts.engines[job.engine];
    if (engine === undefined) {
      throw new CellError({
        kind: 'wrong input',
        name: 'EngineUnavailable',
        message: `the engine "${job.engine}" is not part of this version; it has ${Object.keys(this.parts.engines).join(' and ')}`
      });
    }
    return engine;
  }

  /** Starts a run. It is ended with the session, whatever becomes of the cell that started it. @throws CellError where its engine is not there. */
  launch(job: Job, input: Input): LiveRun {
    const run = this.engineFor(job).launch(job, input, job.seed);
    for (const other of this.running) {
      if (other.progress().state === 'finished') {
        this.running.delete(other);
      }
    }
    this.running.add(run);
    return run;
  }

  /** The run is over: what it wrote to stands still. */
  ended({ topicWritten }: Pick<Trace, 'topicWritten'>): void {
    if (topicWritten !== undefined) this.over.add(topicWritten.topic);
  }

  /** The job of this name, as this kernel has run it. @throws CellError with the names there are. */
  job(name: string): NotebookJob {
    const job = this.jobs.get(name);
    if (job === undefined) {
      const known = [...this.jobs.keys()];
      const remedy =
        known.length === 0 ? `run a cell "job: ${name}" first` : `the jobs that have been run are: ${known.join(', ')}`;
      throw new CellError({
        kind: 'wrong input',
        name: 'UnknownJob',
        message: `no job "${name}" has been run in this notebook; ${remedy}`
      });
    }
    job.touchedMs = this.parts.nowMs();
    return job;
  }

  /** The newest finished run of that name on disk, or null. */
  archived(name: string): Promise<ArchivedRun | null> {
    return this.parts.archive.newest(name);
  }

  /** Ends what the engines keep for more than one run. */
  stopEngines(): void {
    for (const engine of Object.values(this.parts.engines)) {
      engine.stop?.();
    }
  }

  /** Ends every job under way without judging it, and what engines keep; finished ones stay. */
  stopAll(): void {
    for (const run of this.running) {
      run.stop();
    }
    this.running.clear();
    for (const job of this.jobs.values()) {
      job.stopped ||= job.judged === null;
    }
    this.stopEngines();
  }
}
