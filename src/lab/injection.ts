/** The cells that the buttons of a running job amount to. */
import type { TranslationBundle } from '@jupyterlab/translation';
import { stepTitle } from '../chart/step-titles.js';
import { stepsOf, victimsOf } from '../language/reachable.js';
import type { Step } from '../terms/failure.js';
import type { Job } from '../terms/job.js';
import type { LiveJob } from '../terms/live-job.js';

export interface Injection {
  readonly label: string;
  /** The line of the cell that says what is done: `kill: driver`. */
  readonly fault: string;
}

/** What can be done to a job of these settings; the first is what is done unless another is chosen. */
export function injectionsFor(job: Job, live: LiveJob, trans: TranslationBundle): readonly Injection[] {
  const kills = victimsOf(job).map(victim => {
    const fault = `kill: ${victim}`;
    const step = stepOf(live, fault);
    const when = step === null ? trans.__('now') : trans.__('after: %1', stepTitle(step));
    return { label: trans.__('Kill the %1 · %2', victim, when), fault };
  });
  return [
    ...kills.filter(({ fault }) => fault === firstFault),
    ...kills.filter(({ fault }) => fault !== firstFault),
    ...(stepsOf(job).includes('ack') ? [{ label: trans.__('Drop the next acknowledgement'), fault: dropped }] : [])
  ];
}

export const firstFault = 'kill: driver';
const dropped = 'drop: acknowledgement';

/** The failure where the job stands: right after the step that it passed last, so that the cell does the same again another day. */
export function failText(live: LiveJob, fault = firstFault): string {
  const step = stepOf(live, fault);
  return [`fail: ${live.job}`, fault, ...(step === null ? [] : [`after: ${step}`])].join('\n');
}

export function pauseText({ job }: LiveJob): string {
  return `fail: ${job}\npause: driver\nfor: 3s`;
}

export function stopText({ job }: LiveJob): string {
  return `stop: ${job}`;
}

/** Who is meant by these words is known at these steps alone. */
const stepsOfVictims: Readonly<Partial<Record<string, Step>>> = {
  'kill: replica executor': 'replicate',
  'kill: task executor': 'out'
};

/** A source that has ended passes no step again, and a job on its way back may be long about it: then it is now. */
function stepOf({ state, step, end }: LiveJob, fault: string): Step | null {
  const hasEnded = end?.of === 'records' && end.done >= end.all;
  if (fault === dropped || state !== 'steady' || hasEnded || step === null) return null;
  return stepsOfVictims[fault] ?? step;
}
