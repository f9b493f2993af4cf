/** Running counts for the live view. They judge nothing. */
import type { Moment } from '../terms/trace.js';
import type { Progress } from './engine.js';

export class RunProgress {
  sent = 0;
  sourceStopped = false;
  private written = 0;
  private batches = 0;
  private batch: number | null = null;

  see(moment: Moment): void {
    switch (moment.kind) {
      case 'sent':
        this.sent += moment.attempt === 1 ? moment.records.length : 0;
        return;
      case 'written':
        this.written += moment.records.length;
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

  counts(): Omit<Progress, 'clockMs' | 'state'> {
    const { sent, written, batches, batch } = this;
    return { sent, written, batches, batch };
  }
}
