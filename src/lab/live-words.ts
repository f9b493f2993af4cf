/** How a running job is said: what it does, how fast, how much is on its way, for how long, and what can be done to it. */
import type { TranslationBundle } from '@jupyterlab/translation';
import { statesAtRest, type LiveJob } from '../terms/live-job.js';

/** Whether nothing more will come of it. */
export function isOver({ state }: LiveJob): boolean {
  return statesAtRest.has(state);
}

/** Whether a failure can be injected into it, or it can be paused: the jobs of a comparison have theirs from its cell. */
export function canFail({ cell, state }: LiveJob): boolean {
  return cell === 'job' && (state === 'steady' || state === 'recovering');
}

/** One that drains is on its way to its end already, and one of several runs ends by an interrupt, as one that starts. */
export function canStop(live: LiveJob): boolean {
  return !isOver(live) && live.state !== 'draining';
}

export function stateWord({ state }: LiveJob, trans: TranslationBundle): string {
  switch (state) {
    case 'starting':
      return trans.__('starting');
    case 'running':
      return trans.__('running');
    case 'steady':
      return trans.__('steady');
    case 'recovering':
      return trans.__('recovering');
    case 'draining':
      return trans.__('draining');
    case 'finished':
      return trans.__('finished');
    case 'stopped':
      return trans.__('stopped');
    case 'aborted':
      return trans.__('aborted');
    case 'failed':
      return trans.__('failed');
  }
}

/** The figures, one after another; the state is said apart. */
export function figures(live: LiveJob, trans: TranslationBundle): readonly string[] {
  if (isOver(live)) return [];
  const { ratePerSecond: rate, backlog, elapsedMs, engine, end, written } = live;
  const time = elapsed(elapsedMs);
  return [
    ...(end?.of === 'runs' ? [trans.__('%1 of %2 runs', count(end.done), count(end.all))] : []),
    ...(rate === null ? [] : [trans.__('%1 writes/s', count(rate))]),
    ...(end?.of === 'runs' ? [] : [trans.__('%1 written', count(written)), trans.__('%1 on the way', count(backlog))]),
    ...(elapsedMs === 0 ? [] : [engine === 'simulated' ? trans.__('%1 (virtual)', time) : time])
  ];
}

function count(number: number): string {
  return number.toLocaleString('en');
}

/** To the tenth of a second, and from a minute on to the second. */
function elapsed(ms: number): string {
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
