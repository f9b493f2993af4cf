/** The supervisor of one job: carries out the kernel's orders one after another, and tells what happens as it happens. */
import { rmSync } from 'node:fs';
import { dataFolders } from '../../input/data-folders.js';
import { openInput } from '../../input/open-input.js';
import { openKafka } from '../../kafka/kafkajs-log.js';
import { clusterManager, stepsOf } from '../../protocol/cluster-manager.js';
import type { SinkKind } from '../../terms/job.js';
import type { FailureReport, Moment, Trace } from '../../terms/trace.js';
import type { Waited } from '../engine.js';
import { shortened } from '../record-runs.js';
import { RunControl } from '../run-control.js';
import { ownBrokersOf } from './able.js';
import { BrokerLife } from './broker-life.js';
import { JobKafka, type JobOutput } from './job-kafka.js';
import { LentBroker } from './lent-broker.js';
import type { News, Order, Wait } from './orders.js';
import { besideOutput, OutputWatch } from './output-watch.js';
import { RealWorld } from './real-world.js';
import { letHeapGrow } from './small-heap.js';
import { runFailed, troubleOf } from './trouble.js';

const newsEveryMs = 50;
/** Without anything new it says so often that it is there. */
const heartbeatEveryMs = 1000;
const lookEveryMs = 10;
/** How long it waits for the killed to be gone before it goes itself. */
const lastWaitMs = 1000;

type Launching = Extract<Order, { readonly kind: 'launch' }>;
interface Running {
  readonly world: RealWorld;
  readonly control: RunControl;
}

export class Supervisor {
  private running: Running | null = null;
  private folder: string | null = null;
  private kafka: JobKafka | null = null;
  private lent: LentBroker | null = null;
  private recounted: Pick<Trace, 'topicRead' | 'topicWritten'> = {};
  private watch: OutputWatch | null = null;
  private brokerLife: BrokerLife | null = null;
  private silentMs = 0;
  private givenUp = false;
  private failed = false;
  private work: Promise<void> = Promise.resolve();

  constructor(private readonly tell: (news: News) => void) {}

  /** Orders wait for those before them, but for the word that nobody waits any more, and for news of the kernel's broker. */
  take(order: Order): void {
    if (order.kind === 'give up') {
      this.givenUp = true;
      return;
    }
    if (order.kind === 'broker did') {
      this.lent?.did(order.number, order.trouble);
      return;
    }
    this.work = this.work.then(() => this.carryOut(order)).catch((error: unknown) => this.fail(error));
  }

  /** Ends every process of the job, and takes the run's folder away. */
  async end(): Promise<void> {
    this.watch?.stop();
    this.brokerLife?.end();
    const late = new Promise<void>(resolve => setTimeout(resolve, lastWaitMs));
    await Promise.race([Promise.all([this.running?.world.end(), this.kafka?.stop()]), late]);
    if (this.folder !== null) {
      rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
    }
  }

  private fail(error: unknown): void {
    if (!this.failed) {
      this.failed = true;
      this.tellNews();
      this.tell({ kind: 'failed', trouble: troubleOf(error) });
      void this.running?.world.end();
    }
  }

  private async carryOut(order: Exclude<Order, { readonly kind: 'give up' | 'broker did' }>): Promise<void> {
    if (order.kind === 'launch') {
      return this.launch(order);
    }
    if (this.running === null) {
      throw new Error(`"${order.wait.kind}" came before "launch"`);
    }
    this.givenUp = false;
    const { waited, reports } = await this.waitFor(order.wait, this.running);
    if (!this.failed) {
      this.tellNews();
      const frame = { ...this.running.control.frame(), ...this.recounted };
      this.tell({ kind: 'done', number: order.number, waited, reports, frame });
    }
  }

  private async waitFor(wait: Wait, running: Running) {
    const { control, world } = running;
    let reports: readonly FailureReport[] = [];
    let waited: Waited;
    switch (wait.kind) {
      case 'to steady':
        world.holdSteps(control.beginSteady());
        waited = await this.until(running);
        control.endSteady(waited);
        world.holdSteps(false);
        break;
      case 'inject':
        world.holdSteps(true);
        control.beginFailures(wait.failures);
        waited = await this.until(running);
        reports = control.endFailures(waited);
        world.holdSteps(false);
        break;
      case 'drain':
        control.beginDrain(this.kafka?.source?.leftMs?.(world.nowMs));
        waited = await this.until(running);
        await this.watch?.drain();
        control.endDrain(waited);
        this.tellNews();
        await world.end();
        if (!this.failed) this.recounted = await this.countAgain();
    }
    return { waited, reports };
  }

  private async launch({ job, seed, folder, baseFolder, script, keeper, lent: at }: Launching): Promise<void> {
    this.folder = folder;
    const learn = (texts: readonly string[]): void => this.tell({ kind: 'texts', texts });
    this.lent = at && new LentBroker(at, ownBrokersOf(job), request => this.tell({ kind: 'broker', request }));
    const { lent } = this;
    this.kafka = await this.prepared(say => JobKafka.start({ job, keeper, folder, baseFolder, lent, say, learn }));
    const { source = null, output = null } = this.kafka ?? {};
    if (this.kafka !== null) letHeapGrow();
    const application = await openInput(job.source.content, { baseFolder, dataFolders: dataFolders(), seed });
    const world = new RealWorld({
      ...{ job, seed, folder, baseFolder, script, output: output?.place ?? null },
      programs: {
        root: clusterManager(job),
        inside: (self, launched) => {
          if (launched.role === 'driver' || launched.role === 'executor') return null;
          const steps = source?.program(launched.role) ?? stepsOf({ self, launched, job, application });
          return launched.role === 'source' && this.watch !== null ? besideOutput(steps, this.watch) : steps;
        }
      },
      failed: error => this.fail(error),
      outside: {
        kill: id => this.brokerLife?.kill(id),
        pause: id => this.brokerLife?.pause(id),
        goOn: id => this.brokerLife?.goOn(id)
      },
      ...(source?.loseAnswer === undefined ? {} : { loseAnswer: source.loseAnswer }),
      alive: (pid, alive) => this.tell({ kind: 'process', pid, alive })
    });
    const control = new RunControl(job, seed, world);
    world.observer = control;
    this.watch = output && this.watching(output, world, job.sink);
    this.brokerLife = this.livingIn(world);
    source?.eachPart?.(parts => this.brokerLife?.learn(parts));
    this.running = { world, control };
    setInterval(() => this.lookAround(), newsEveryMs);
    world.begin();
  }

  /** What was read from Kafka, and written to it, by fresh clients. */
  private async countAgain(): Promise<Supervisor['recounted']> {
    const [source, output] = [this.kafka?.source ?? null, this.kafka?.output ?? null];
    const topicRead = (await source?.counted()) ?? null;
    const fresh = output && (await openKafka(output.place.connection));
    const topicWritten = (fresh && (await this.watch?.counted(fresh))) ?? null;
    await fresh?.close();
    return { ...(topicRead && { topicRead }), ...(topicWritten && { topicWritten }) };
  }

  /** The broker's life, where it is ours. */
  private livingIn(world: RealWorld): BrokerLife | null {
    const broker = this.kafka?.broker ?? null;
    const record = (moment: Moment): void => world.record(moment);
    return broker && new BrokerLife({ broker, record, nowMs: () => world.nowMs, fail: error => this.fail(error) });
  }

  private watching({ verifier, place }: JobOutput, world: RealWorld, sink: SinkKind): OutputWatch {
    const watch = new OutputWatch({
      ...{ verifier, topic: place.topic, sink },
      hear: (written, by) => world.observe(written, { id: by, role: 'executor' }),
      fail: error => this.fail(runFailed('counting the output failed', troubleOf(error)))
    });
    void watch.run();
    return watch;
  }

  /** Says every second what takes its time: a supervisor that is silent is ended. */
  private async prepared<T>(work: (say: (what: string) => void) => Promise<T>): Promise<T> {
    let what: string | null = null;
    const say = (): void => {
      if (what !== null) this.tell({ kind: 'preparing', what });
    };
    const timer = setInterval(say, heartbeatEveryMs);
    try {
      return await work(text => {
        what = text;
        say();
      });
    } finally {
      clearInterval(timer);
    }
  }

  private lookAround(): void {
    this.silentMs += newsEveryMs;
    this.running?.world.lookAfterFolder();
    this.tellNews(this.silentMs >= heartbeatEveryMs);
  }

  /** Timed failures and limits are looked for between moments too. */
  private until({ world, control }: Running): Promise<Waited> {
    return new Promise(resolve => {
      const timer = setInterval(() => {
        const { nowMs } = world;
        control.onTime(nowMs);
        const waited = this.givenUp || this.failed ? 'limit' : control.waited(nowMs);
        if (waited !== null) {
          clearInterval(timer);
          resolve(waited);
        }
      }, lookEveryMs);
    });
  }

  private tellNews(always = false): void {
    const moments = this.running?.world.takeMoments() ?? [];
    if (this.running !== null && (always || moments.length > 0)) {
      this.silentMs = 0;
      this.tell({ kind: 'moments', moments: moments.map(shortened), progress: this.running.control.progress() });
    }
  }
}
