/** A finished run as the archive keeps it: what a chart, a table or an export is made from after the kernel has ended. */
import type { SettingOrigin } from '../language/cell.js';
import type { ConfigurationId, Judgement, VerdictResult } from '../terms/result.js';
import type { Trace } from '../terms/trace.js';

export interface FinishedRun {
  /** The job's name in its notebook. */
  readonly job: string;
  readonly configuration: ConfigurationId | null;
  readonly settings: readonly SettingOrigin[];
  readonly traces: readonly Trace[];
  readonly result: VerdictResult;
}

/** What a listing says of a run, without its trace. */
export interface RunSummary {
  /** Unique in its folder; later names sort later. */
  readonly name: string;
  readonly job: string;
  /** The notebook that ran it, without its folder; null: not known. */
  readonly notebook: string | null;
  readonly configuration: ConfigurationId | null;
  readonly verdict: Judgement | null;
  /** ISO 8601, UTC. */
  readonly finishedAt: string;
}

/** A file that is no whole run: skipped by every reading, and named here. */
export interface DamagedRun {
  readonly name: string;
  /** In words, with what can be done. */
  readonly why: string;
}
