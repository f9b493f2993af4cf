/** How every job of a session stands, and a follower that is told whenever that has changed. */
import type { LiveRun } from '../engine/engine.js';
import { isOffered } from '../explore/offered-step.js';
import type { Step } from '../terms/failure.js';
import type { Job } from '../terms/job.js';
import { statesAtRest, type LiveJob, type LiveJobs } from '../terms/live-job.js';
import type { Trace } from '../terms/trace.js';
import type { NotebookJob } from './notebook-job.js';
import { RecentRate } from './recent-rate.js';
import type { Session, StartingJob } from './session.js';

/** A follower is told at most so often. */
export const tellEveryMs = 250;

export class LiveView {
  private readonly rates = new WeakMap<LiveRun, RecentRate>();
  private follower: ((state: LiveJobs) => void) | null = null;
  private told = '';
  private cells = 0;
  private isLooking = false;

  constructor(private readonly session: Session) {}

  /** One follower, told at once; a new one takes the place of the last. */
  follow(tell: (state: LiveJobs) => void): void {
    this.follower = tell;
    this.told = '';
    this.look();
    this.goOn();
  }

  /** While a cell runs, anything may change. */
  async during<T>(cell: () => Promise<T>): Promise<T> {
    this.cells += 1;
    this.goOn();
    try {
      return await cell();
    } finally {
      this.cells -= 1;
      this.look();
    }
  }

  /** How the jobs stand now. */
  now(): LiveJobs {
    const { jobs, starting } = this.session;
    const others = [...jobs.values()].filter(({ definition }) => starting.get(definition.job.name)?.cell !== 'job');
    return {
      jobs: [...others.map(job => this.jobOf(job)), ...[...starting.values()].map(job => this.startingOf(job))]
    };
  }

  private goOn(): void {
    if (this.isLooking || this.follower === null) return;
    this.isLooking = true;
    this.session.parts.every(tellEveryMs, () => {
      this.isLooking = this.look() || this.cells > 0;
      return this.isLooking;
    });
  }

  /** @returns whether a job goes on between cells. */
  private look(): boolean {
    if (this.follower === null) return false;
    const state = this.now();
    const told = JSON.stringify(state);
    if (told !== this.told) {
      this.told = told;
      this.follower(state);
    }
    return state.jobs.some(job => job.engine !== 'simulated' && !statesAtRest.has(job.state));
  }

  private startingOf({ job, cell, run, runs }: StartingJob): LiveJob {
    return { ...this.standing(job, run, runs?.() ?? null), cell };
  }

  private jobOf({ definition, run, judged, stopped, shown }: NotebookJob): LiveJob {
    const { job } = definition;
    const runs =
      judged !== null && job.runs > 1 ? { done: judged.verdict.runs?.judged ?? job.runs, all: job.runs } : null;
    const standing = this.standing(job, run, runs);
    const state = judged !== null ? 'finished' : stopped ? 'stopped' : standing.state;
    return { ...standing, state, display: shown };
  }

  private standing(job: Job, run: LiveRun | null, runs: { done: number; all: number } | null): LiveJob {
    const { name, engine, source } = job;
    const base = { job: name, cell: 'job' as const, engine, ratePerSecond: null, step: null, display: null };
    if (run === null) {
      const end = runs === null ? null : { of: 'runs' as const, ...runs };
      return { ...base, state: 'running', elapsedMs: 0, sent: 0, written: 0, backlog: 0, end };
    }
    const { state, clockMs, sent, written, backlog } = run.progress();
    return {
      ...base,
      state,
      elapsedMs: Math.round(clockMs),
      ...{ sent, written, backlog },
      ratePerSecond: this.rateOf(run, clockMs, written),
      end:
        source.records === null ? null : { of: 'records', done: Math.min(sent, source.records), all: source.records },
      step: newestStep(run.trace())
    };
  }

  private rateOf(run: LiveRun, clockMs: number, written: number): number | null {
    const rate = this.rates.get(run) ?? new RecentRate();
    this.rates.set(run, rate);
    return rate.see(clockMs, written);
  }
}

function newestStep({ moments }: Trace): Step | null {
  for (let at = moments.length - 1; at >= 0; at -= 1) {
    const moment = moments[at];
    if (moment?.kind === 'step' && isOffered(moment.step)) return moment.step;
  }
  return null;
}
