/** Running counts for the live view. They judge nothing. */
import type { Moment } from '../terms/trace.js';
import type { Progress } from './engine.js';

export class RunProgress {
  sent = 0;
  sourceStopped = false;
  private written = 0;
  private backlog = 0;
  /** By the record's number: 0 unseen, 1 with the source, 2 in the sink. */
  private whereabouts = new Uint8Array(1024);
  private batches = 0;
  private batch: number | null = null;

  see(moment: Moment): void {
    switch (moment.kind) {
      case 'sent':
        this.sent += moment.attempt === 1 ? moment.records.length : 0;
        return;
      case 'accepted':
        for (const record of moment.records) {
          this.move(record, 1);
        }
        return;
      case 'written':
        this.written += moment.records.length;
        for (const record of moment.records) {
          this.move(record, 2);
        }
        return;
      case 'state':
        this.sourceStopped ||= moment.state === 'source stopped';
        return;
      case 'step':
        if (moment.step === 'done') {
          this.batches += 1;
          this.batch = moment.batch;
        }
        return;
      default: // progress does not show it
    }
  }

  /** A record never goes back: what is sent or written again has been counted. */
  private move(record: number, to: 1 | 2): void {
    if (record >= this.whereabouts.length) {
      const longer = new Uint8Array(2 * record);
      longer.set(this.whereabouts);
      this.whereabouts = longer;
    }
    const from = this.whereabouts[record] ?? 0;
    if (from < to) {
      this.whereabouts[record] = to;
      this.backlog += to === 1 ? 1 : from === 1 ? -1 : 0;
    }
  }

  counts(): Omit<Progress, 'clockMs' | 'state'> {
    const { sent, written, backlog, batches, batch } = this;
    return { sent, written, backlog, batches, batch };
  }
}
