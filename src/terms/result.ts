/**
 * Results as machines read them: what stands under `application/vnd.spillway+json` and what `--json` prints, one object a line.
 * `result.schema.json` says the same as a JSON Schema; a test holds the two together. An addition is welcome, a changed meaning raises `spillway/1`.
 */
import type { EngineName } from './job.js';
import type { Outcome, RecordId } from './trace.js';

export type ConfigurationId =
  | 'unreliable'
  | 'reliable-unreplicated'
  | 'reliable-replicated'
  | 'reliable-wal'
  | 'direct-no-checkpoint'
  | 'direct-checkpoint';

/** From best to worst: a verdict on several promises is the worst of theirs. */
export type Judgement = 'agrees' | 'not shown' | 'not exercised' | 'inconclusive' | 'contradicts';
/** What is counted: how often a record was processed; what the sink holds; what the source's log holds. */
export type Oracle = 'receipt' | 'output' | 'log';
export type Cause =
  'producer retry' | 'source re-send' | 'log replay' | 'checkpoint replay' | 'task retry' | 'output retry';

/** Where a record vanished: the last place that held it. */
export type LossPlace =
  | 'receiver memory'
  | 'one memory'
  | 'two memories'
  /** In the log with its entry, and never read back. */
  | 'log'
  | 'log without its entry'
  | 'batch'
  | 'skipped offsets'
  /** In the topic, until its retention took it away unread. */
  | 'expired'
  /** Its send was acknowledged, and the topic does not hold it: a leader took it along, an election took it back, or nobody waited to hear of it. */
  | 'not in the topic'
  /** Let go by the source, and never received. */
  | 'in flight';

/** Each record in the first that fits; the six add up to the records sent so far. */
export interface Stake {
  readonly processed: number;
  readonly log: number;
  readonly twoMemories: number;
  readonly oneMemory: number;
  /** Acknowledged, and held by no process and no log. */
  readonly nowhere: number;
  readonly source: number;
}

export interface FailureResult {
  readonly kill?: string | readonly string[];
  readonly drop?: string;
  readonly delay?: string;
  readonly by?: string;
  readonly pause?: string;
  readonly for?: string;
  readonly after?: string;
  readonly occurrence?: number;
  readonly record?: number;
  readonly phase?: string;
  readonly at?: string;
  readonly within?: string;
  readonly during?: 'recovery' | 'start';
  readonly fired: boolean;
  readonly atMs: number | null;
  readonly backAtMs: number | null;
  /** Who died, by process id. */
  readonly victims: readonly string[];
  readonly stake: Stake | null;
  readonly why?: string;
}

/** sent = delivered + failed + indeterminate + unseen. */
export interface RecordCounts {
  readonly sent: number;
  readonly delivered: number;
  readonly failed: number;
  readonly indeterminate: number;
  readonly unseen: number;
  readonly waiting: number;
}
/** distinct + lost + waiting = delivered; `duplicated` counts records, `extra` surplus copies. */
export interface OracleCounts {
  readonly distinct: number;
  readonly lost: number;
  readonly duplicated: number;
  readonly extra: number;
}
export interface CauseCounts {
  /** Sums to receipt.lost, by the place where the record vanished. */
  readonly lost: Readonly<Partial<Record<LossPlace, number>>>;
  readonly receipt: Readonly<Partial<Record<Cause, number>>>;
  readonly output: Readonly<Partial<Record<Cause, number>>>;
}

export interface PromiseVerdict {
  /** The page's words: `data loss`, `no data loss`, `at least once`, `exactly-once`; Kafka's `at most once` too. */
  readonly promise: string;
  readonly oracle: Oracle;
  /** For the promises on data loss: which of the page's two failures it is about. */
  readonly failure?: 'executor failure' | 'driver failure';
  readonly verdict: Judgement;
  readonly why: string;
  readonly bound: string;
  /** Whose promise it is, where it is not the page's: by whom, in which section of its documentation, of what. */
  readonly documented?: { readonly by: string; readonly section: string; readonly row: string };
  /** Why the page does not make this promise to this job, where a setting or the failures void it. */
  readonly voided?: string;
  /** Where `contradicts`, or `agrees` with data loss, is to be seen: a run by its seed, and a record of it. */
  readonly witness?: { readonly seed: number; readonly record: RecordId };
}

export interface RunResult {
  readonly seed: number;
  readonly outcome: Outcome;
  readonly records: RecordCounts;
  readonly receipt: OracleCounts;
  readonly output: OracleCounts;
}

export interface VerdictResult {
  readonly schema: 'spillway/1';
  readonly kind: 'verdict';
  readonly job: string;
  readonly engine: EngineName;
  readonly seed: number;
  readonly configuration: ConfigurationId | null;
  readonly failures: readonly FailureResult[];
  readonly outcome: Outcome;
  readonly records: RecordCounts;
  readonly receipt: OracleCounts;
  readonly output: OracleCounts;
  readonly causes: CauseCounts;
  readonly promises: readonly PromiseVerdict[];
  readonly verdict: Judgement | null;
  /** The finding as one sentence: the title of the chart. */
  readonly finding?: string;
  readonly runs?: {
    readonly wanted: number;
    readonly judged: number;
    readonly lost: number;
    readonly duplicated: number;
  };
  readonly each?: readonly RunResult[];
  /** What `--engine`, `--seed` or the environment changed. */
  readonly overrides?: Readonly<Record<string, string | number>>;
  /** Set where the run comes from the archive: when it was finished, ISO 8601. */
  readonly archived?: string;
}

export interface TableRowResult extends VerdictResult {
  /** The row in the page's words. */
  readonly row: string;
  readonly cell: 'executor failure' | 'driver failure' | 'semantics';
  /** What the simulated protocol says of the same cell; null where that is what was measured. */
  readonly predicted: { readonly lost: number; readonly duplicated: number; readonly verdict: Judgement | null } | null;
}
export interface TableResult {
  readonly schema: 'spillway/1';
  readonly kind: 'table';
  readonly table: 'streaming';
  readonly engine: EngineName;
  readonly rows: readonly TableRowResult[];
}
export interface ComparisonResult {
  readonly schema: 'spillway/1';
  readonly kind: 'comparison';
  readonly jobs: readonly string[];
  readonly verdicts: readonly VerdictResult[];
}
export interface ExpectationResult {
  readonly schema: 'spillway/1';
  readonly kind: 'expectation';
  readonly job: string;
  readonly held: boolean;
  readonly soft?: boolean;
  /** All that was expected, as written. */
  readonly expected?: readonly { readonly what: string; readonly wanted: string }[];
  readonly failed: readonly { readonly what: string; readonly wanted: string; readonly got: number | string }[];
}
export interface JobResult {
  readonly schema: 'spillway/1';
  readonly kind: 'job';
  readonly job: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly state: 'steady' | 'finished' | 'stopped' | 'aborted';
}
export interface FaultResult {
  readonly schema: 'spillway/1';
  readonly kind: 'failures';
  readonly job: string;
  readonly engine: EngineName;
  readonly failures: readonly FailureResult[];
}
export interface JobsResult {
  readonly schema: 'spillway/1';
  readonly kind: 'jobs';
  readonly jobs: readonly {
    readonly job: string;
    readonly state: string;
    readonly configuration: ConfigurationId | null;
    readonly verdict: Judgement | null;
    readonly finishedAt: string | null;
  }[];
}
/** The fewest settings (one or two) to change so that exploring finds none any more, and what it costs; null: no such change was found. */
export interface ChangeResult {
  readonly against: 'lost' | 'output duplicated' | 'lost and output duplicated';
  readonly settings: readonly string[] | null;
  readonly bound: string;
  /** Of the change, or of the nearest one. */
  readonly price: readonly { readonly what: string; readonly before: number; readonly after: number }[];
  /** Where none was found: the change that leaves least, and at how many of its crashes. */
  readonly nearest?: { readonly settings: readonly string[]; readonly bad: number; readonly of: number };
}
/** One explored schedule, for the exploration result. */
export interface ExplorationPoint {
  readonly failures: readonly Omit<FailureResult, 'fired' | 'atMs' | 'backAtMs' | 'victims' | 'stake'>[];
  readonly outcome: Outcome;
  readonly receipt: { readonly lost: number; readonly duplicated: number };
  readonly output: { readonly lost: number; readonly duplicated: number };
  /** How many schedules struck the same victims after the same steps and came to the same; this is the first of them. */
  readonly tried?: number;
  /** What happened, as on the crash map: B, L, A, S, D, d (twice in the sink only), · (nothing), ? (not tried). */
  readonly letter?: string;
}
export interface ExplorationResult {
  readonly schema: 'spillway/1';
  readonly kind: 'exploration';
  readonly job: string;
  readonly configuration: ConfigurationId | null;
  readonly depth: 1 | 2;
  readonly seed: number;
  readonly runs: number;
  readonly bound: string;
  readonly points: readonly ExplorationPoint[];
  readonly witnesses: readonly {
    readonly shows: 'lost' | 'duplicated';
    readonly cells: readonly string[];
    readonly lost: number;
    readonly duplicated: number;
    /** `output`: received once, and twice in the sink. */
    readonly oracle?: Oracle;
  }[];
  /** Where the witnesses were replayed; `simulated` where none was. */
  readonly engine?: EngineName;
  /** Of `explore: table`: one for each configuration. */
  readonly each?: readonly ExplorationResult[];
  /** Every victim was tried at every crash point. */
  readonly complete?: boolean;
  /** One for each line of the page that bears on the job. */
  readonly findings?: readonly {
    readonly words: string;
    readonly sentences: readonly string[];
    readonly judgement: 'holds' | 'contradicted' | 'borne out' | 'not shown';
    /** Why the page does not promise it to this job, where a setting voids it. */
    readonly voided?: string;
    readonly points: number;
    readonly bad: number;
    /** Why it breaks, or comes true, where it does: as the runs show it. */
    readonly conditions: readonly {
      readonly name: string;
      readonly points: number;
      readonly cells: readonly string[];
    }[];
  }[];
  /** The first of `changes`. */
  readonly change?: ChangeResult;
  /**
   * Against each thing that is wrong with the job: loss, then what its sink holds twice; last, where that is another change, the one that
   * leaves neither.
   */
  readonly changes?: readonly ChangeResult[];
  /** Schedules that were run on real processes too, and whether both came to the same. */
  readonly replays?: readonly {
    readonly job?: string;
    readonly failures: readonly string[];
    readonly simulated: string;
    readonly local: string;
    /** What else the simulated run comes to under other seeds: other latencies, which real processes have too. */
    readonly otherSeeds?: readonly string[];
    /** Both came to the same, or the real processes to what is simulated under another seed. */
    readonly agrees: boolean;
  }[];
}
export interface BiographyResult {
  readonly schema: 'spillway/1';
  readonly kind: 'biography';
  readonly job: string;
  readonly record: RecordId;
  readonly moments: readonly {
    readonly atMs: number;
    readonly process: string;
    readonly role: string;
    readonly step: string;
  }[];
  readonly fate: 'processed' | 'lost' | 'duplicated' | 'waiting' | 'unseen';
  readonly why: string;
}
/** What runs have left on a Kafka that outlives them, and what a cell has taken away of it. */
export interface RemovalResult {
  readonly schema: 'spillway/1';
  readonly kind: 'removal';
  /** host:port, with commas. */
  readonly kafka: string;
  /** The job that was asked for, or `all`. */
  readonly job: string;
  readonly runs: readonly {
    /** What the names of all that it has made begin with. */
    readonly run: string;
    readonly topics: readonly string[];
    readonly groups: readonly string[];
    /** How many offsets the topics hold: records, and the marks of transactions. */
    readonly offsets: number;
    /** `left`: nobody has asked to take it away. */
    readonly state: 'left' | 'removed' | 'not removed';
    /** Why it is still there. */
    readonly why: string | null;
  }[];
}
export type Result =
  | VerdictResult
  | TableResult
  | ComparisonResult
  | ExpectationResult
  | JobResult
  | FaultResult
  | JobsResult
  | ExplorationResult
  | BiographyResult
  | RemovalResult;
