/** A topic that a job reads and others write: what of it has been handed on so far, in which order. Source and feed of one run share it. */
import type { RecordLog } from '../../kafka/record-log.js';
import { TopicPlaces } from '../../kafka/topic-places.js';
import type { TopicSpan } from '../../kafka/topic-span.js';

export interface TopicReadingSetting {
  /** The job's client. */
  readonly log: RecordLog;
  /** Another, which sees what the topic holds. */
  readonly verifier: RecordLog;
  readonly topic: string;
  /** Whose offsets are committed: of this run alone. */
  readonly group: string;
  readonly span: TopicSpan;
  /** Records a second that are handed on at most. */
  readonly ratePerSecond: number;
  /** Told of the records as they are handed on, in their order. */
  readonly learn: (texts: readonly string[]) => void;
}

export class TopicReading {
  readonly places: TopicPlaces;
  /** When the feed has begun, ms since the run's start; null: it has not. */
  begunAtMs: number | null = null;

  constructor(readonly setting: TopicReadingSetting) {
    this.places = new TopicPlaces(setting.span.begin);
  }

  /** How long it takes until all is handed on, ms; null: nothing but a word ends it. */
  leftMs(nowMs: number): number | null {
    const { span, ratePerSecond } = this.setting;
    const msFor = (records: number): number => (1000 * Math.max(0, records - this.places.count)) / ratePerSecond;
    switch (span.end.kind) {
      case 'open':
        return null;
      case 'records':
        return msFor(span.end.records);
      case 'time':
        return Math.max(0, (this.begunAtMs ?? nowMs) + span.end.ms - nowMs);
      case 'offsets': {
        const lengths = [...span.end.offsets].map(([partition, end]) => end - (span.begin.get(partition) ?? end));
        return msFor(Number(lengths.reduce((sum, one) => sum + (one > 0n ? one : 0n), 0n)));
      }
    }
  }
}
