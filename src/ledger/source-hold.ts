/** What the source still holds for its reader, and what it, or the job's own position in it, has let go. */
import type { Job } from '../terms/job.js';
import type { Moment, RecordId } from '../terms/trace.js';
import { ByteTable } from './byte-table.js';

/**
 * delivered: a queue forgets a record when it hands it out · settled: when it is acknowledged · settled up to: a log's reader will begin behind what
 * it has committed · planned up to: behind what it has planned, since that position is kept nowhere · never: the position is kept where a restart finds it.
 * Whatever the job does, what a topic's retention takes away is let go.
 */
export type Release = 'delivered' | 'settled' | 'settled up to' | 'planned up to' | 'never';

/** When this job's source lets a record go. */
export function releaseOf({
  consumer,
  source,
  checkpoint,
  offsets
}: Pick<Job, 'consumer' | 'source' | 'checkpoint' | 'offsets'>): Release {
  if (consumer === 'direct') {
    if (checkpoint === 'recovered' || offsets === 'with output') {
      return 'never';
    }
    return offsets === 'none' ? 'planned up to' : 'settled up to';
  }
  if (source.kind === 'log') {
    return 'settled up to';
  }
  return consumer === 'unreliable receiver' ? 'delivered' : 'settled';
}

export interface SourceListener {
  /** The source has accepted it (again): it holds it. */
  held(record: RecordId): void;
  letGo(record: RecordId): void;
}

/** A fold: give it the moments in order. */
export class SourceHold {
  private readonly release: Release;
  /** How many copies of each record a queue has yet to let go. */
  private readonly open = new ByteTable();
  /** A log's records in the order of their positions, and how far its reader has passed. */
  private readonly log: RecordId[] = [];
  private readonly firstPlace = new Map<RecordId, number>();
  /** Of records that the source accepted again. */
  private readonly laterPlaces = new Map<RecordId, number[]>();
  private passed = 0;

  constructor(
    job: Parameters<typeof releaseOf>[0],
    private readonly listener: SourceListener
  ) {
    this.release = releaseOf(job);
  }

  apply(moment: Moment): void {
    if (moment.kind === 'accepted') {
      this.accept(moment.records);
    } else if (moment.kind === 'step' && moment.step === 'expire') {
      this.letGo(moment.records);
    } else if (moment.kind === 'step') {
      this.applyStep(moment.step, moment.records);
    }
  }

  private accept(records: readonly RecordId[]): void {
    for (const record of records) {
      this.open.set(record, this.open.get(record) + 1);
      if (this.release === 'settled up to' || this.release === 'planned up to') {
        this.append(record);
      }
      this.listener.held(record);
    }
  }

  private append(record: RecordId): void {
    const place = this.log.push(record) - 1;
    if (!this.firstPlace.has(record)) {
      this.firstPlace.set(record, place);
      return;
    }
    const later = this.laterPlaces.get(record);
    if (later) {
      later.push(place);
    } else {
      this.laterPlaces.set(record, [place]);
    }
  }

  /** Where in the log the record lies, at `from` or behind; null: nowhere there. */
  private placeFrom(record: RecordId, from: number): number | null {
    const first = this.firstPlace.get(record) ?? -1;
    return first >= from ? first : (this.laterPlaces.get(record)?.find(place => place >= from) ?? null);
  }

  private applyStep(step: string, records: readonly RecordId[]): void {
    switch (this.release) {
      case 'delivered':
        if (step === 'deliver' || step === 'settle') {
          this.letGo(records);
        }
        return;
      case 'settled':
        if (step === 'settle') {
          this.letGo(records);
        }
        return;
      case 'settled up to':
        if (step === 'settle') {
          this.passUpTo(records);
        }
        return;
      case 'planned up to':
        if (step === 'compute') {
          this.passUpTo(records);
        }
        return;
      case 'never':
    }
  }

  private letGo(records: readonly RecordId[]): void {
    for (const record of records) {
      this.releaseOne(record);
    }
  }

  /** A log knows one position: whatever lies before the last of these is let go with it, whether or not it was ever read. */
  private passUpTo(records: readonly RecordId[]): void {
    let end = this.passed;
    for (const record of records) {
      const place = this.placeFrom(record, end);
      end = place === null ? end : place + 1;
    }
    for (; this.passed < end; this.passed += 1) {
      const record = this.log[this.passed];
      if (record !== undefined) {
        this.releaseOne(record);
      }
    }
  }

  private releaseOne(record: RecordId): void {
    const open = this.open.get(record);
    if (open === 0) {
      return;
    }
    this.open.set(record, open - 1);
    if (open === 1) {
      this.listener.letGo(record);
    }
  }
}
