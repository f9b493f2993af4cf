/**
 * A trace: what happened in one run, as an ordered stream of moments, the same from every engine.
 * Outside moments (`sent`, `accepted`, `refused`, `written`) are seen without the job's help; verdicts rest on them alone.
 * Inner moments (`step`, `launched`, `died`, `fault`, `state`) explain: timelines, causes, stakes, crash points.
 */
import type { Failure, Step, Victim } from './failure.js';
import type { EngineName, Job } from './job.js';

/** Unique in a run and never used again: `driver-1`, `executor-3`. */
export type ProcessId = string;
export type Role = 'cluster manager' | 'producer' | 'source' | 'broker' | 'driver' | 'executor';

/**
 * Steps that the other side of a message passes, and those of starting and recovering. Not offered in `after`.
 * deliver: the source hands records out · settle: the source notes an acknowledgement or a committed offset · redeliver: it puts records back
 * start: a receiver runs · replica: a peer keeps a copy · remove: an executor lets a block go · task: an executor begins a task
 * restart: a driver begins · restore: it has read its checkpoint · replay: it has read the metadata log back · again: it generates an old batch anew
 * cleanup: metadata of old batches goes · abort: a task failed too often.
 * expire: the topic's retention has taken records away · out of range: a reader has asked for an offset that is no longer there.
 */
export type InnerStep =
  | 'deliver'
  | 'settle'
  | 'redeliver'
  | 'start'
  | 'replica'
  | 'remove'
  | 'task'
  | 'restart'
  | 'restore'
  | 'replay'
  | 'again'
  | 'cleanup'
  | 'abort'
  | 'expire'
  | 'out of range';

/** Offsets of the source's log: `from` inclusive, `until` exclusive. */
export interface OffsetRange {
  readonly from: number;
  readonly until: number;
}

/** A record is known by its number: dense, from 0, in the order of the input. */
export type RecordId = number;

interface Happening {
  /** Virtual ms on `simulated`, wall-clock ms since the start elsewhere. */
  readonly atMs: number;
  readonly process: ProcessId;
  readonly role: Role;
}

export interface StepMoment extends Happening {
  readonly kind: 'step';
  readonly step: Step | InnerStep;
  readonly records: readonly RecordId[];
  readonly block: string | null;
  /** The batch by its time, in ms. */
  readonly batch: number | null;
  /** For `replicate`: the peer that keeps the copy. For `task` and `out`: null. */
  readonly peer: ProcessId | null;
}

/** The producer is about to send these records, for the attempt-th time (from 1). */
export interface SentMoment extends Happening {
  readonly kind: 'sent';
  readonly records: readonly RecordId[];
  readonly attempt: number;
}
/** The source holds these records, from this position on: one position a record, in order. */
export interface AcceptedMoment extends Happening {
  readonly kind: 'accepted';
  readonly records: readonly RecordId[];
  readonly position: number;
}
/** The producer's view of a send, when it is settled: `acknowledged`, `failed` (surely not stored) or `indeterminate`. */
export interface SettledSendMoment extends Happening {
  readonly kind: 'send settled';
  readonly records: readonly RecordId[];
  readonly state: 'acknowledged' | 'failed' | 'indeterminate';
}
/** One write attempt as the sink's journal has it. */
export interface WrittenMoment extends Happening {
  readonly kind: 'written';
  readonly records: readonly RecordId[];
  /** The block id, or the offset range as `from-until`: what the records were processed from. */
  readonly origin: string;
  readonly batch: number;
  /** The task's attempt within its batch run, from 0. */
  readonly attempt: number;
  /** The driver that ran the batch; another driver's run of the same batch is a replay. */
  readonly driver: ProcessId;
  /**
   * append, transaction: one more copy of each record. upsert: the record's one copy, replaced.
   * refused: processed, but the sink held the transaction already, so no copy.
   */
  readonly effect: 'append' | 'upsert' | 'transaction' | 'refused';
}
export interface LaunchedMoment extends Happening {
  readonly kind: 'launched';
  readonly host: string;
}
/** 137: killed. 0: ended by itself, content. 1: ended by itself, with an error. */
export interface DiedMoment extends Happening {
  readonly kind: 'died';
  readonly code: number;
}
export interface FaultMoment extends Happening {
  readonly kind: 'fault';
  /** The failure's place among all failures of the run, from 0. */
  readonly failure: number;
  readonly fault: 'kill' | 'drop' | 'delay' | 'pause';
  /** Who died or was paused: the word used and the process it meant. Empty for drop and delay. */
  readonly victims: readonly { readonly victim: Victim; readonly process: ProcessId }[];
  /** The records that the dropped or delayed message was about; else empty. */
  readonly records: readonly RecordId[];
}
/** A turn in the life of the run itself. */
export interface StateMoment extends Happening {
  readonly kind: 'state';
  /** leads, follows: which part a broker plays from now on in the job's partition. */
  readonly state:
    'steady' | 'recovered' | 'resumed' | 'source stopped' | 'drained' | 'stopped' | 'aborted' | 'leads' | 'follows';
}

export type OutsideMoment = SentMoment | AcceptedMoment | SettledSendMoment | WrittenMoment;
export type InnerMoment = StepMoment | LaunchedMoment | DiedMoment | FaultMoment | StateMoment;
export type Moment = OutsideMoment | InnerMoment;

/** What of a real topic a run read, counted behind its end by a client of its own that reads by position. Offsets are decimal text: they may exceed a number. */
export interface TopicRead {
  readonly topic: string;
  /** `committed`: records of open and aborted transactions are none. */
  readonly isolation: 'committed' | 'uncommitted';
  /** `from` inclusive, `until` exclusive; offsets that hold no record are markers of transactions, records of aborted ones, or gaps. */
  readonly partitions: readonly {
    readonly partition: number;
    readonly from: string;
    readonly until: string;
    readonly records: number;
    readonly markers: number;
    readonly aborted: number;
    readonly gaps: number;
  }[];
  /** Which record has which place: `count` records from `first` on lie in one partition from `offset` on. None: a record's place is its position. */
  readonly runs: readonly {
    readonly first: RecordId;
    readonly partition: number;
    readonly offset: string;
    readonly count: number;
  }[];
  /** Of a topic that several brokers keep. Readers had seen `gone`, and it is there no longer; `later` came when nobody read any more. */
  readonly kept?: { readonly gone: readonly RecordId[]; readonly later: readonly RecordId[] };
}

/** What a fresh client counted in the topic that the job wrote to, and with which isolation. */
export type TopicWritten = Omit<TopicRead, 'runs' | 'kept'>;

/** How a run ended. stopped: nothing restarts it. aborted: it ended itself. */
export type Outcome = 'undisturbed' | 'recovered' | 'stopped' | 'aborted';

/** One failure of a run's list: whether it fired, when, on whom, and when all that died was back. */
export interface FailureReport {
  /** The cell's words for it, as a value that `language/` can print and read. */
  readonly failure: Failure;
  readonly fired: boolean;
  readonly atMs: number | null;
  readonly victims: readonly { readonly victim: Victim; readonly process: ProcessId }[];
  /** When recovery was complete; null: never, or not fired. */
  readonly backAtMs: number | null;
  /** Index in `moments` of the fault; null: not fired. The stake is what held right before it. */
  readonly momentIndex: number | null;
  /** Why it did not fire, in words; null when it did. */
  readonly why: string | null;
}

export interface Trace {
  readonly job: Job;
  readonly engine: EngineName;
  readonly seed: number;
  readonly moments: readonly Moment[];
  readonly failures: readonly FailureReport[];
  /** Position in the source's log or queue noted at the drain: what lies at or beyond it is unseen; null: not drained. */
  readonly endPosition: number | null;
  /** drained: every delivered record had its chance. limit: the drain's limit came first, so nothing may be called lost. */
  readonly ended: 'drained' | 'limit' | 'running' | 'never steady';
  readonly outcome: Outcome;
  /** Where the source was a real topic and the run has been drained. */
  readonly topicRead?: TopicRead;
  /** Where the sink was one. */
  readonly topicWritten?: TopicWritten;
}
