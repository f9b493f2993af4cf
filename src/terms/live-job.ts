/**
 * How the jobs of a notebook stand while it is open: what the kernel tells a front end that follows them.
 * It judges nothing, and nothing of it is written into the notebook.
 */
import type { Step } from './failure.js';
import type { EngineName } from './job.js';

export interface LiveJob {
  readonly job: string;
  /** The verb of the cell that runs it. A comparison runs jobs of its own; those of the notebook stay as they are. */
  readonly cell: 'job' | 'compare';
  readonly engine: EngineName;
  /** `running`: of several runs, one after another. */
  readonly state:
    'starting' | 'running' | 'steady' | 'recovering' | 'draining' | 'finished' | 'stopped' | 'aborted' | 'failed';
  /** Since its start: virtual ms on `simulated`, wall-clock ms elsewhere. */
  readonly elapsedMs: number;
  /** Records. */
  readonly sent: number;
  /** Writes in the sink: records, each as often as it was written. */
  readonly written: number;
  /** Records that the source holds and the sink does not yet. */
  readonly backlog: number;
  /** Writes a second of late; null: not known yet. */
  readonly ratePerSecond: number | null;
  /** How far it has come, where its end is known: runs of several, or records of a source that ends. */
  readonly end: { readonly of: 'runs' | 'records'; readonly done: number; readonly all: number } | null;
  /** The named step that was passed last; null: none yet. */
  readonly step: Step | null;
  /** The display that its cell keeps up to date, with what it shows now; null: it has none. */
  readonly display: LiveDisplay | null;
}

/** States of which nothing more will come. */
export const statesAtRest: ReadonlySet<LiveJob['state']> = new Set(['finished', 'stopped', 'aborted', 'failed']);

export interface LiveDisplay {
  /** As the display's metadata has it (`spillway.live`): unlike a display id it is saved with the notebook. */
  readonly id: string;
  readonly content: Readonly<Record<string, unknown>>;
}

/** A button that was pressed in a window. */
export interface Press {
  readonly button: string;
  /** Whose press it is, in a question; whose press acts, in the answer. Unique among presses. */
  readonly by: string;
}

export interface LiveJobs {
  readonly jobs: readonly LiveJob[];
  /** The answer to a press. */
  readonly press?: Press;
}
