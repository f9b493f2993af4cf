/** A job of the notebook under way or finished. */
import type { LiveRun } from '../engine/engine.js';
import type { Input } from '../input/input.js';
import type { JobDefinition } from '../language/cell.js';
import type { LiveDisplay } from '../terms/live-job.js';
import type { JudgedRun } from './judged-run.js';

export interface NotebookJob {
  readonly definition: JobDefinition;
  readonly input: Input;
  /** null: every run is over, as for a job of several runs, or one that is finished. */
  run: LiveRun | null;
  /** Set once the run was drained and judged: the job is then finished. */
  judged: JudgedRun | null;
  /** When that was, ISO 8601; null: it is not. */
  finishedAt: string | null;
  /** Ended by the user before it could be judged. */
  stopped: boolean;
  /** When a cell last named it, wall-clock ms. */
  touchedMs: number;
  /** What its cell shows of it between cells; null: nothing. */
  shown: LiveDisplay | null;
}
