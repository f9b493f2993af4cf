/** How a run ended, read off its moments. */
import type { Moment, Outcome } from '../terms/trace.js';

/**
 * stopped: a killed driver that nothing restarts. aborted: a driver that ended itself and that nothing restarts.
 * recovered: a fault fired, or a driver ended itself, and the job went on. @param moments of the whole run.
 */
export function outcomeOf(moments: readonly Moment[]): Outcome {
  let disturbed = false;
  let driver: string | null = null;
  let code: number | null = null;
  for (const moment of moments) {
    if (moment.kind === 'launched' && moment.role === 'driver') {
      driver = moment.process;
      code = null;
    } else if (moment.kind === 'died' && moment.process === driver) {
      code = moment.code;
      disturbed = true;
    } else if (moment.kind === 'fault') {
      disturbed = true;
    }
  }
  if (code !== null) {
    return code === 137 ? 'stopped' : 'aborted';
  }
  return disturbed ? 'recovered' : 'undisturbed';
}
