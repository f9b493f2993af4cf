/** How a run ended, read off its moments. */
import type { Moment, Outcome } from '../terms/trace.js';

/**
 * stopped: a killed driver that nothing restarts. aborted: a driver that ended itself and that nothing restarts.
 * recovered: a fault fired, or a driver ended itself, and the job went on.
 */
export class OutcomeWatch {
  private disturbed = false;
  private driver: string | null = null;
  private code: number | null = null;

  see(moment: Moment): void {
    if (moment.kind === 'launched' && moment.role === 'driver') {
      this.driver = moment.process;
      this.code = null;
    } else if (moment.kind === 'died' && moment.process === this.driver) {
      this.code = moment.code;
      this.disturbed = true;
    } else if (moment.kind === 'fault') {
      this.disturbed = true;
    }
  }

  get outcome(): Outcome {
    if (this.code !== null) {
      return this.code === 137 ? 'stopped' : 'aborted';
    }
    return this.disturbed ? 'recovered' : 'undisturbed';
  }
}

/** @param moments of the whole run. */
export function outcomeOf(moments: readonly Moment[]): Outcome {
  const watch = new OutcomeWatch();
  for (const moment of moments) {
    watch.see(moment);
  }
  return watch.outcome;
}
