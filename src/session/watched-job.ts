/** A job that runs on between cells: its display is kept up to date, and a job that nobody touches any more is stopped. */
import { liveDisplay, restDisplay } from '../chart/live.js';
import type { Display } from '../terms/display.js';
import { statesAtRest } from '../terms/live-job.js';
import type { NotebookJob } from './notebook-job.js';
import { RecentRate } from './recent-rate.js';

/** A display is updated at most so often. */
export const drawEveryMs = 250;
/** A real job costs processes; one that no cell has named for so long is stopped. */
export const untouchedMaxMs = 600_000;

export class WatchedJob {
  private readonly rate = new RecentRate();

  constructor(
    private readonly notebookJob: NotebookJob,
    private readonly draw: (display: Display) => void
  ) {}

  /** Looks at the job once and draws. @param nowMs wall-clock ms. @returns whether there is more to come. */
  look(nowMs: number): boolean {
    const { definition, run, judged, touchedMs } = this.notebookJob;
    const { job } = definition;
    if (run === null || judged !== null) {
      this.draw(restDisplay(job.name, 'finished'));
      return false;
    }
    const progress = run.progress();
    if (this.notebookJob.stopped || statesAtRest.has(progress.state)) {
      this.draw(restDisplay(job.name, this.notebookJob.stopped ? 'stopped' : progress.state));
      return false;
    }
    if (nowMs - touchedMs > untouchedMaxMs) {
      run.stop();
      this.notebookJob.stopped = true;
      this.draw(said(`${job.name}: stopped, because no cell has named it for ten minutes; run its cell again`));
      return false;
    }
    this.draw(liveDisplay({ job, progress, ratePerSecond: this.rate.see(nowMs, progress.written) ?? 0 }));
    return true;
  }
}

const said = (text: string): Display => ({ content: { 'text/plain': text } });
