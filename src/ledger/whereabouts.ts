/** A fold over a trace that says, at any moment, where every record is. */
import type { Stake } from '../terms/result.js';
import type { Moment, ProcessId, RecordId, StepMoment, Trace } from '../terms/trace.js';
import { BlockLog } from './block-log.js';
import { ByteTable } from './byte-table.js';
import { Memories } from './memories.js';
import { SourceHold } from './source-hold.js';

/** Each record in the first that fits, in this order. */
export type Whereabout = keyof Stake;

/** What was where, right before a moment. */
export interface Standing {
  readonly stake: Stake;
  /** Records that the source had accepted and the job had not yet processed. */
  readonly onTheWay: number;
}

/** How many records stand where; a record may be counted in more than one. What the lanes of the run's picture show. */
export interface Levels {
  /** Accepted, and not yet acknowledged (a direct stream: neither planned nor passed over). */
  readonly source: number;
  /** In some executor's memory, not yet processed. */
  readonly memory: number;
  /** In the write-ahead log with its entry, not yet processed. */
  readonly log: number;
  /** Planned in a batch of a direct stream, not yet processed. */
  readonly batch: number;
}

const KNOWN = 1;
const ACCEPTED = 2;
const PROCESSED = 4;
const LOGGED = 8;
const LET_GO = 16;
const PLANNED = 32;

/** Moments are applied in order and once; the trace may grow between two calls. */
export class Whereabouts {
  private readonly flags = new ByteTable();
  private readonly memories: Memories;
  private readonly log: BlockLog;
  private readonly source: SourceHold;
  /** What each driver of a direct stream has planned; the plans go with it. */
  private readonly plans = new Map<ProcessId, (readonly RecordId[])[]>();
  private readonly stakes: { -readonly [K in keyof Stake]: number } = {
    processed: 0,
    log: 0,
    twoMemories: 0,
    oneMemory: 0,
    nowhere: 0,
    source: 0
  };
  private readonly level: { -readonly [K in keyof Levels]: number } = { source: 0, memory: 0, log: 0, batch: 0 };
  private onTheWay = 0;
  private next = 0;

  constructor(private readonly trace: Pick<Trace, 'job' | 'moments'>) {
    const { job } = trace;
    this.memories = new Memories({
      gained: (record, holders) => this.holdersChanged(record, holders - 1),
      dropped: (record, holders) => this.holdersChanged(record, holders + 1)
    });
    this.log = new BlockLog(record => this.mark(record, LOGGED));
    this.source = new SourceHold(job, {
      held: record => this.unmark(record, LET_GO),
      letGo: record => this.mark(record, LET_GO)
    });
  }

  /** Applies the moments before this index. What has been applied stays applied: it goes forward only. */
  advanceTo(index: number): void {
    for (; this.next < index; this.next += 1) {
      const moment = this.trace.moments[this.next];
      if (!moment) {
        return;
      }
      this.apply(moment);
    }
  }

  standing(): Standing {
    return { stake: { ...this.stakes }, onTheWay: this.onTheWay };
  }

  /** The levels as they are now; the same object each time, so copy what is to stay. */
  levels(): Levels {
    return this.level;
  }

  /** null: it has not been sent yet. */
  where(record: RecordId): Whereabout | null {
    const flags = this.flags.get(record);
    return (flags & KNOWN) === 0 ? null : whereaboutOf(flags, this.memories.holders(record));
  }

  /**
   * Whether the record would come again if the job were started anew: the source holds it, or the log does. Only a driver that finds its
   * checkpoint reads the log's entries back (`ReceiverTracker.scala` 108-115).
   */
  isKept(record: RecordId): boolean {
    const flags = this.flags.get(record);
    return (flags & LET_GO) === 0 || ((flags & LOGGED) !== 0 && this.trace.job.checkpoint === 'recovered');
  }

  private apply(moment: Moment): void {
    switch (moment.kind) {
      case 'sent':
        this.markAll(moment.records, KNOWN);
        return;
      case 'accepted':
        this.markAll(moment.records, KNOWN | ACCEPTED);
        this.source.apply(moment);
        return;
      case 'written':
        this.markAll(moment.records, PROCESSED);
        return;
      case 'step':
        this.plan(moment);
        this.memories.apply(moment);
        this.log.apply(moment);
        this.source.apply(moment);
        return;
      case 'died':
        this.forgetPlans(moment.process);
        this.memories.apply(moment);
        return;
      case 'send settled':
      case 'launched':
      case 'fault':
      case 'state':
    }
  }

  private plan({ step, process, records }: StepMoment): void {
    if (step !== 'compute') {
      return;
    }
    this.markAll(records, PLANNED);
    const plans = this.plans.get(process);
    if (plans) {
      plans.push(records);
    } else {
      this.plans.set(process, [records]);
    }
  }

  private forgetPlans(driver: ProcessId): void {
    for (const record of (this.plans.get(driver) ?? []).flat()) {
      if ((this.flags.get(record) & PROCESSED) === 0) {
        this.unmark(record, PLANNED);
      }
    }
    this.plans.delete(driver);
  }

  private markAll(records: readonly RecordId[], marks: number): void {
    for (const record of records) {
      this.mark(record, marks);
    }
  }

  private mark(record: RecordId, marks: number): void {
    const before = this.flags.get(record);
    if ((before & marks) !== marks) {
      this.change(record, before, before | marks);
    }
  }

  private unmark(record: RecordId, marks: number): void {
    const before = this.flags.get(record);
    if ((before & marks) !== 0) {
      this.change(record, before, before & ~marks);
    }
  }

  private change(record: RecordId, before: number, after: number): void {
    const holders = this.memories.holders(record);
    this.count(before, holders, -1);
    this.flags.set(record, after);
    this.count(after, holders, 1);
  }

  private holdersChanged(record: RecordId, holdersBefore: number): void {
    const flags = this.flags.get(record);
    this.count(flags, holdersBefore, -1);
    this.count(flags, this.memories.holders(record), 1);
  }

  private count(flags: number, holders: number, by: 1 | -1): void {
    if ((flags & KNOWN) === 0) {
      return;
    }
    this.stakes[whereaboutOf(flags, holders)] += by;
    const { level } = this;
    if ((flags & ACCEPTED) !== 0 && (flags & (PLANNED | LET_GO)) === 0) {
      level.source += by;
    }
    if ((flags & PROCESSED) !== 0) {
      return;
    }
    this.onTheWay += (flags & ACCEPTED) === 0 ? 0 : by;
    level.memory += holders > 0 ? by : 0;
    level.log += (flags & LOGGED) === 0 ? 0 : by;
    level.batch += (flags & PLANNED) === 0 ? 0 : by;
  }
}

function whereaboutOf(flags: number, holders: number): Whereabout {
  if ((flags & PROCESSED) !== 0) {
    return 'processed';
  }
  if ((flags & LOGGED) !== 0) {
    return 'log';
  }
  if (holders > 0) {
    return holders > 1 ? 'twoMemories' : 'oneMemory';
  }
  return (flags & LET_GO) !== 0 ? 'nowhere' : 'source';
}

/** What was where right before a moment of the trace. */
export function standingBefore(trace: Trace, momentIndex: number): Standing {
  const whereabouts = new Whereabouts(trace);
  whereabouts.advanceTo(momentIndex);
  return whereabouts.standing();
}

/** What was where right before each failure of the run's list; null: that failure did not fire. One pass over the trace. */
export function standingsOf(trace: Trace): readonly (Standing | null)[] {
  const whereabouts = new Whereabouts(trace);
  const standings = new Map<number, Standing>();
  const indices = trace.failures.flatMap(({ momentIndex }) => (momentIndex === null ? [] : [momentIndex]));
  for (const index of indices.sort((a, b) => a - b)) {
    whereabouts.advanceTo(index);
    standings.set(index, whereabouts.standing());
  }
  return trace.failures.map(({ momentIndex }) => (momentIndex === null ? null : (standings.get(momentIndex) ?? null)));
}
