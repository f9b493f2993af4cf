/** One run as the kernel holds it: a supervisor of its own, and what that tells of the run. */
import type { KafkaConnection } from '../../kafka/kafka-connection.js';
import type { Failure } from '../../terms/failure.js';
import type { Job } from '../../terms/job.js';
import type { FailureReport, Moment, Trace } from '../../terms/trace.js';
import { mustBeAbleToDo, mustBeAbleToRun, ownBrokersOf, speaksToKafka, wantsOwnKafka } from './able.js';
import { EngineUnavailable, type LiveRun, type Pace, type Progress, type Waited } from '../engine.js';
import { lengthened } from '../record-runs.js';
import type { Frame } from '../run-control.js';
import type { KernelKafka, LentKafka } from './kernel-kafka.js';
import type { BrokerRequest } from './lent-broker.js';
import type { News, Wait } from './orders.js';
import { removeFolder, newRunFolder } from './run-folder.js';
import { fewThreads, fewThreadsManyYoung } from './small-heap.js';
import { SupervisorLink } from './supervisor-link.js';
import { runFailed, troubleOf } from './trouble.js';

/** The bundled programs. */
export interface Scripts {
  readonly supervisor: string;
  readonly process: string;
  /** The keeper of a broker of one's own. */
  readonly keeper: string;
}
export interface LocalRunSetting {
  /** Where a relative file of the user's is looked for. */
  readonly baseFolder: string;
  /** Where the folder of the run is made. */
  readonly temporaryFolder: string;
  readonly scripts: Scripts;
  /** The kernel's broker, for jobs that want one of their own; without it each starts its own. */
  readonly kafka?: Pick<KernelKafka, 'lend'>;
  /** Told of the texts of a topic's records, in the order of their numbers. */
  readonly learn?: (texts: readonly string[]) => void;
}

type Done = Extract<News, { readonly kind: 'done' }>;
interface Waiting {
  readonly number: number;
  done(done: Done): void;
  failed(error: Error): void;
}

const breathMs = 20;
const notYet: Progress = { clockMs: 0, state: 'starting', sent: 0, written: 0, backlog: 0, batches: 0, batch: null };

export class LocalRun implements LiveRun {
  private readonly link: SupervisorLink;
  private readonly moments: Moment[] = [];
  private frame: Frame;
  private latest = notYet;
  private waits = 0;
  private waiting: Waiting | null = null;
  private trouble: Error | null = null;
  private ended = false;
  /** Over when the supervisor has been told to launch, or never will be. */
  private readonly launched: Promise<void>;
  private broker: LentKafka | null = null;
  private readonly learn: (texts: readonly string[]) => void;

  /** @throws EngineUnavailable where the machine does not let it start. */
  constructor(job: Job, seed: number, { baseFolder, temporaryFolder, scripts, kafka, learn }: LocalRunSetting) {
    mustBeAbleToRun(job);
    this.learn = learn ?? (() => undefined);
    this.frame = {
      job,
      engine: 'local',
      seed,
      failures: [],
      endPosition: null,
      ended: 'running',
      outcome: 'undisturbed'
    };
    const folder = newRunFolder(temporaryFolder);
    try {
      const program = { script: scripts.supervisor, options: speaksToKafka(job) ? fewThreadsManyYoung : fewThreads };
      this.link = new SupervisorLink(program, {
        hear: news => this.hear(news),
        ended: error => {
          removeFolder(folder);
          this.fail(error);
        }
      });
    } catch (error) {
      removeFolder(folder);
      throw new EngineUnavailable(runFailed('the job cannot be started', troubleOf(error)).message);
    }
    const launch = {
      kind: 'launch',
      job,
      seed,
      folder,
      baseFolder,
      script: scripts.process,
      keeper: scripts.keeper
    } as const;
    this.launched = this.lent(job, kafka).then(
      lent => this.link.order({ ...launch, lent }),
      (error: unknown) => this.fail(runFailed('the job cannot be started', troubleOf(error)))
    );
  }

  /** @returns the kernel's broker, when it is ready, for a job that wants one of its own. */
  private async lent(job: Job, kafka: LocalRunSetting['kafka']): Promise<KafkaConnection | null> {
    if (kafka === undefined || !wantsOwnKafka(job)) return null;
    this.broker = await kafka.lend(what => {
      this.latest = { ...this.latest, preparing: what };
    }, ownBrokersOf(job));
    return this.broker.connection;
  }

  /** Of the supervisor, for whoever watches the processes of this machine; null: it did not start. */
  get supervisorPid(): number | null {
    return this.link.pid;
  }
  /** The processes of the job that live now. */
  get pids(): readonly number[] {
    return this.link.processes;
  }

  trace(): Trace {
    return { ...this.frame, moments: this.moments };
  }
  progress(): Progress {
    return this.latest;
  }
  async toSteady(pace: Pace): Promise<Waited> {
    return (await this.wait({ kind: 'to steady' }, pace)).waited;
  }
  async inject(failures: readonly Failure[], pace: Pace): Promise<readonly FailureReport[]> {
    mustBeAbleToDo(failures);
    return (await this.wait({ kind: 'inject', failures }, pace)).reports;
  }
  async drain(pace: Pace): Promise<Waited> {
    const { waited } = await this.wait({ kind: 'drain' }, pace);
    this.end();
    return waited;
  }
  stop(): void {
    this.end();
    if (this.frame.ended === 'running') {
      this.latest = { ...this.latest, state: 'stopped' };
    }
  }
  /** The supervisor ends every process of the job when this end of the channel closes. */
  private end(): void {
    this.ended = true;
    this.link.close();
  }

  private async wait(wait: Wait, pace: Pace): Promise<Done> {
    if (this.trouble) {
      throw this.trouble;
    }
    if (this.ended) {
      throw new EngineUnavailable('the job has ended; run its cell again');
    }
    this.waits += 1;
    const number = this.waits;
    let over = false;
    const done = new Promise<Done>((resolve, reject) => {
      this.waiting = { number, done: resolve, failed: reject };
    }).finally(() => {
      over = true;
      this.waiting = null;
    });
    done.catch(() => undefined); // it is awaited below, unless the pace ends the wait first
    void this.launched.then(() => this.link.order({ kind: 'wait', number, wait }));
    try {
      while (!over) {
        await Promise.race([done, new Promise(resolve => setTimeout(resolve, breathMs))]);
        await pace.breathe();
      }
    } catch (error) {
      this.link.order({ kind: 'give up' });
      throw error;
    }
    return done;
  }

  private hear(news: News): void {
    switch (news.kind) {
      case 'preparing':
        this.latest = { ...this.latest, preparing: news.what };
        return;
      case 'moments':
        this.latest = this.ended ? this.latest : news.progress;
        for (const moment of news.moments) {
          this.moments.push(lengthened(moment));
        }
        return;
      case 'broker':
        void this.tellBroker(news.request);
        return;
      case 'texts':
        this.learn(news.texts);
        return;
      case 'done':
        this.frame = news.frame;
        if (this.waiting?.number === news.number) {
          this.waiting.done(news);
        }
        return;
      case 'failed':
        this.fail(runFailed('the run failed', news.trouble));
        return;
      case 'process': // the link's own business
    }
  }

  private async tellBroker({ number, what, broker }: BrokerRequest): Promise<void> {
    const trouble = await Promise.resolve(this.broker?.act(what, broker)).then(() => null, troubleOf);
    this.link.order({ kind: 'broker did', number, trouble });
  }

  private fail(error: Error): void {
    if (!this.ended) {
      this.trouble ??= error;
      this.waiting?.failed(error);
      this.stop();
    }
  }
}
