/** The cluster manager: starts source, producer and driver, replaces executors while their driver lives, and restarts a supervised driver. */
import type { Job } from '../terms/job.js';
import type { ProcessId } from '../terms/trace.js';
import { driver } from './driver.js';
import { clock, death, fork, launch, sleep, type Launch, type Steps } from './effect.js';
import { executor } from './executor.js';
import { ask } from './message.js';
import { logSource } from './log-source.js';
import type { Output } from './output.js';
import { producer } from './producer.js';
import { queueSource } from './queue-source.js';
import type { Application } from './stream-record.js';
import { superviseBackOffMaxMs, superviseBackOffMs, superviseLongRunMs } from './timing.js';

/** Where what is not part of the job runs. */
const outside = 'outside';

export function* clusterManager(job: Job): Steps<void> {
  const source = yield* launch({ program: 'source', role: 'source', host: outside, peers: {} });
  let backOffMs = superviseBackOffMs;
  let sending = false;
  for (;;) {
    const startedMs = yield* clock();
    const current = yield* launch({ program: 'driver', role: 'driver', host: 'host-0', peers: { source } });
    const life = { over: false };
    for (let place = 1; place <= job.executors; place += 1) {
      yield* fork(keepExecutor(`host-${place}`, { driver: current, source }, life));
    }
    if (!sending) {
      // A stream that begins at the log's end must have begun before the first record is sent.
      sending = true;
      yield* ask(current, { what: 'ready', body: null });
      yield* launch({ program: 'producer', role: 'producer', host: outside, peers: { source } });
    }
    const code = yield* death(current);
    life.over = true;
    if (!job.supervise || code === 0) {
      return;
    }
    // `DriverRunner.scala` 223-259
    if ((yield* clock()) - startedMs > superviseLongRunMs) {
      backOffMs = superviseBackOffMs;
    }
    yield* sleep(backOffMs);
    backOffMs = Math.min(2 * backOffMs, superviseBackOffMaxMs);
  }
}

/** A worker starts a lost executor anew at once, as long as its application lives. */
function* keepExecutor(host: string, peers: Launch['peers'], life: { readonly over: boolean }): Steps<void> {
  while (!life.over) {
    yield* death(yield* launch({ program: 'executor', role: 'executor', host, peers }));
  }
}

/** A process that has just been started: who it is, as what, for which job. */
export interface Launched {
  readonly self: ProcessId;
  readonly launched: Launch;
  readonly job: Job;
  readonly application: Application;
  /** Where output goes that does not lie in the durable store. */
  readonly output?: Output;
}

/** The steps of a launched program: what a new process looks up when it starts. @throws when a peer it must know is not named. */
export function stepsOf({ self, launched, job, application, output }: Launched): Steps<unknown> {
  const peer = (name: string): ProcessId => {
    const id = launched.peers[name];
    if (id === undefined) {
      throw new Error(`${launched.program} ${self} was started without its ${name}`);
    }
    return id;
  };
  switch (launched.program) {
    case 'source':
      return job.source.kind === 'log' ? logSource() : queueSource(job);
    case 'producer':
      return producer(peer('source'), job, application);
    case 'driver':
      return driver(peer('source'), job, output);
    case 'executor':
      return executor({
        ...{ self, driver: peer('driver'), source: peer('source'), job, application },
        output: output ?? null
      });
    default:
      throw new Error(`no program of the name ${launched.program}`);
  }
}
