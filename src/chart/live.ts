/** What a cell shows while it waits: one line, and a bar of what is sent and written. Nothing is called lost before the drain. */
import type { Progress } from '../engine/engine.js';
import { count, counted, durationWords } from '../guarantee/words.js';
import type { Display } from '../terms/display.js';
import type { Job } from '../terms/job.js';
import { escaped } from './table-html.js';
import { outOf, plain, seconds } from './writing.js';

export type Live =
  | {
      readonly job: Pick<Job, 'name' | 'engine'>;
      readonly progress: Progress;
      /** Records written a second, where it goes on between cells. */
      readonly ratePerSecond?: number;
    }
  | { readonly job: Pick<Job, 'name' | 'engine'>; readonly runs: RunsDone }
  | { readonly table: string; readonly done: number; readonly wanted: number }
  | { readonly explored: string; readonly done: number; readonly wanted: number };

interface RunsDone {
  readonly done: number;
  readonly wanted: number;
  /** How long the others will take, by those that are done, ms; null: none is done. */
  readonly leftMs: number | null;
}

export function liveDisplay(live: Live): Display {
  const text = liveLine(live);
  return standing(text, `<p>${escaped(text)}</p>\n${bar(parts(live))}`);
}

/** How a job stands that nothing more will come of. */
export function restDisplay(job: string, state: string): Display {
  const text = `${job}: ${state}`;
  return standing(text, `<p>${escaped(text)}</p>`);
}

/** The class is how a front end that shows the same above the output knows it, and leaves it out there: `style/base.css`. */
function standing(text: string, html: string): Display {
  return { content: { 'text/html': `<div class="spillway-live-line">${html}</div>`, 'text/plain': plain(text) } };
}

export function liveLine(live: Live): string {
  if ('explored' in live) return `${live.explored}: ${outOf(live.done, live.wanted)} runs`;
  if ('table' in live) return `${live.table}: ${outOf(live.done, live.wanted)} squares measured`;
  if ('runs' in live) return runsLine(live.job, live.runs);
  const { job, progress } = live;
  const clock = job.engine === 'simulated' ? 'virtual' : 'wall clock';
  // Copies may be written twice, so what is on the way is not the difference of the two counts.
  return [
    `${job.name}: ${progress.preparing ?? progress.state}`,
    `${seconds(progress.clockMs)} (${clock})`,
    `${count(progress.sent)} sent`,
    `${counted(progress.written, 'write')} in the sink`,
    counted(progress.batches, 'batch').replace(/batchs$/, 'batches'),
    ...(live.ratePerSecond === undefined
      ? progress.written < progress.sent
        ? ['the rest on the way']
        : []
      : [
          `${count(Math.round(live.ratePerSecond))} writes a second`,
          `${counted(progress.backlog, 'record')} on the way`,
          ...(progress.batch === null ? [] : [`newest batch that of ${seconds(progress.batch)}`])
        ])
  ].join(' · ');
}

/** What takes long says so, and what would not. */
function runsLine({ name, engine }: Pick<Job, 'name' | 'engine'>, { done, wanted, leftMs }: RunsDone): string {
  const line = `${name}: ${outOf(done, wanted)} runs done`;
  if (leftMs === null || engine === 'simulated') return line;
  const unitMs = leftMs < longMs ? 1000 : 60_000;
  const left = `some ${durationWords(Math.ceil(leftMs / unitMs) * unitMs)} to go (wall clock)`;
  return leftMs < longMs ? `${line} · ${left}` : `${line} · ${left}; with "engine: simulated" it takes seconds`;
}

const longMs = 60_000;

interface Parts {
  readonly done: number;
  readonly all: number;
}

function parts(live: Live): Parts {
  if ('table' in live || 'explored' in live) return { done: live.done, all: live.wanted };
  if ('runs' in live) return { done: live.runs.done, all: live.runs.wanted };
  return { done: live.progress.written, all: live.progress.sent };
}

const width = 320;
const height = 10;

/** The whole bar is what is sent, its filled part what is written; ink of the page, so it follows the theme. */
function bar({ done, all }: Parts): string {
  const filled = all === 0 ? 0 : Math.min(1, done / all) * width;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" role="img" aria-label="${count(done)} of ${count(all)}">`,
    `<rect width="${width}" height="${height}" fill="currentColor" fill-opacity="0.15"/>`,
    `<rect width="${filled.toFixed(1)}" height="${height}" fill="currentColor" fill-opacity="0.55"/>`,
    '</svg>'
  ].join('');
}
