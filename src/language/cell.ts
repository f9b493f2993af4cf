/** A cell, read and validated: one verb with everything it needs. What the rest of the street works from. */
import type { Failure } from '../terms/failure.js';
import type { EngineName, Job } from '../terms/job.js';
import type { ConfigurationId } from '../terms/result.js';

/**
 * A setting of a job and where its value comes from: the cell itself, its `configuration`, the job it is `like`, the default, or
 * what `--engine`, `--seed` or the environment says over the cell's head.
 */
export interface SettingOrigin {
  readonly key: string;
  readonly value: string;
  readonly origin: 'given' | 'configuration' | 'like' | 'default' | 'override';
}

/** A job as cells define it: complete, with the row of the page that its settings amount to. */
export interface JobDefinition {
  readonly job: Job;
  readonly configuration: ConfigurationId | null;
  readonly settings: readonly SettingOrigin[];
  /** The keys as given (after `like` and parameters), so that another job can be `like` it and a cell can be printed from it. */
  readonly given: Readonly<Record<string, unknown>>;
}

export type Verb =
  | 'job'
  | 'fail'
  | 'chart'
  | 'compare'
  | 'expect'
  | 'table'
  | 'explore'
  | 'biography'
  | 'parameters'
  | 'stop'
  | 'jobs'
  | 'export'
  | 'remove'
  | 'help'
  | 'batch'
  | 'service'
  | 'agent';

/** `exactly` for a number, `some` for at least one. */
export type Expectation =
  | { readonly what: 'lost' | 'duplicated' | 'output lost' | 'output duplicated'; readonly wanted: number | 'some' }
  | { readonly what: 'verdict'; readonly wanted: string }
  | { readonly what: 'outcome'; readonly wanted: string };

export type Cell =
  | { readonly verb: 'job'; readonly definition: JobDefinition }
  | { readonly verb: 'fail'; readonly job: string; readonly failures: readonly Failure[] }
  | { readonly verb: 'chart'; readonly job: string }
  /** `failures` null: judge the runs there are; a list: run every job anew with it. */
  | { readonly verb: 'compare'; readonly jobs: readonly string[]; readonly failures: readonly Failure[] | null }
  | {
      readonly verb: 'expect';
      readonly job: string;
      readonly expectations: readonly Expectation[];
      readonly soft: boolean;
    }
  | { readonly verb: 'table'; readonly table: 'streaming'; readonly engine: EngineName; readonly seed: number }
  | {
      readonly verb: 'explore';
      readonly what: string;
      readonly depth: 1 | 2;
      /** Where witnesses are replayed; `simulated`: nowhere. */
      readonly engine: EngineName;
      /** How many other points are replayed there. */
      readonly replays: number;
      /** A configuration written in the cell itself; null: `what` names a job of the notebook, or is `table`. */
      readonly definition: JobDefinition | null;
    }
  | {
      readonly verb: 'biography';
      readonly job: string;
      readonly record: number | 'first lost' | 'first duplicated';
    }
  /** Values are scalars, as text or number, for `$name` in later cells. */
  | { readonly verb: 'parameters'; readonly parameters: Readonly<Record<string, string | number | boolean>> }
  | { readonly verb: 'stop'; readonly job: string }
  | { readonly verb: 'jobs' }
  | { readonly verb: 'export'; readonly job: string; readonly to: string }
  /** What runs of a job, or of `all`, have left on a Kafka that outlives them. */
  | {
      readonly verb: 'remove';
      readonly job: string;
      /** `properties`: the path of a `client.properties`, as written. */
      readonly kafka: { readonly bootstrap: string; readonly properties: string | null };
      /** null: all of them. */
      readonly topics: readonly string[] | null;
      /** false: they are listed. */
      readonly confirm: boolean;
    }
  | { readonly verb: 'help'; readonly topic: string | null }
  | { readonly verb: 'batch' | 'service' | 'agent'; readonly name: string };

/** What the cells before this one have defined. */
export interface Context {
  readonly jobs: ReadonlyMap<string, JobDefinition>;
  readonly parameters: Readonly<Record<string, string | number | boolean>>;
  /** `--engine`, `--seed`, `SPILLWAY_LIMIT`: they win over what the cell says. */
  readonly overrides: { readonly engine?: EngineName; readonly seed?: number; readonly limitMs?: number };
  /** What a job runs on where its cell does not say. */
  readonly defaultEngine: EngineName;
}

/** What can be wrong with a text; each has its own sentence. */
export type ProblemCode =
  // the text as YAML
  | 'too long'
  | 'not a mapping'
  | 'syntax'
  | 'tab'
  | 'blank after colon'
  | 'several on a line'
  | 'comment ate value'
  | 'hash number'
  | 'duplicate key'
  | 'two failures'
  | 'anchor'
  | 'tag'
  | 'directive'
  | 'key is no word'
  | 'indentation'
  | 'unclosed'
  | 'too deep'
  // the cell
  | 'no verb'
  | 'two verbs'
  | 'unknown key'
  | 'unknown value'
  | 'no value'
  | 'missing key'
  | 'wrong kind of value'
  | 'bare number'
  | 'not a quantity'
  | 'out of bounds'
  | 'bad name'
  | 'unknown parameter'
  | 'unknown job'
  | 'typographic'
  // what it asks for
  | 'failure without a fault'
  | 'two faults'
  | 'key without its partner'
  | 'nothing before it'
  | 'nothing expected'
  | 'unreachable step'
  | 'no such victim'
  | 'both and different'
  | 'direct with receiver setting'
  | 'receiver with direct setting'
  | 'log without checkpoint'
  | 'replication without effect'
  | 'unknown property'
  | 'property without effect'
  | 'needs transactional sink'
  | 'needs real engine'
  | 'needs simulated engine'
  | 'several sources'
  | 'nothing to remove'
  | 'job runs many times';

/** A problem in the text: 0-based offsets into the whole cell (UTF-16 units), a closed code, a sentence with the remedy. */
export interface Problem {
  readonly severity: 'error' | 'warning';
  readonly code: ProblemCode;
  readonly message: string;
  readonly from: number;
  readonly to: number;
  /** The edit that mends it, where there is one. */
  readonly fix?: { readonly title: string; readonly from: number; readonly to: number; readonly text: string };
}

/** One document of a cell's text (`---` separates them). */
export type ReadDocument =
  | { readonly kind: 'cell'; readonly cell: Cell; readonly warnings: readonly Problem[] }
  /** A comment alone, or nothing: does nothing. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] };
