/** What the kernel tells of its jobs, for one notebook: asked for when a kernel is there, and again after a restart or a reconnect. */
import type { Kernel } from '@jupyterlab/services';
import { UUID } from '@lumino/coreutils';
import type { IDisposable } from '@lumino/disposable';
import { Signal, type ISignal } from '@lumino/signaling';
import type { LiveJob, Press } from '../terms/live-job.js';
import { LIVE_COMM } from './command-ids.js';

/** What is asked of a notebook's session. */
export interface LinkedSession {
  readonly session: { readonly kernel: LinkedKernel | null } | null;
  readonly iopubMessage: ISignal<unknown, LinkedMessage>;
  readonly kernelChanged: ISignal<unknown, unknown>;
  readonly connectionStatusChanged: ISignal<unknown, Kernel.ConnectionStatus>;
  readonly statusChanged: ISignal<unknown, Kernel.Status>;
}

export interface LinkedKernel extends Pick<
  Kernel.IKernelConnection,
  'isDisposed' | 'handleComms' | 'connectionStatus' | 'hasComm'
> {
  createComm(target: string, id: string): LinkedComm;
}

export interface LinkedComm {
  readonly isDisposed: boolean;
  open(wishes: Wishes): unknown;
  send(wishes: Wishes): unknown;
}

/** What a front end says when it asks: a type, for messages hold nothing but JSON. */
type Wishes = { readonly runsKept: number; readonly press?: { readonly button: string; readonly by: string } };

/** A press that no kernel answers acts: it may be one of another version, or far away. */
const patienceMs = 2000;

export interface LinkedMessage {
  readonly header: { readonly msg_type: string };
  readonly content: object;
}

export interface LiveLinkOptions {
  readonly sessionContext: LinkedSession;
  /** How many runs the kernel is to keep, as the person set it. */
  readonly runsKept: () => number;
  /** Told at most so often, ms. */
  readonly everyMs: () => number;
  readonly tell: (jobs: readonly LiveJob[]) => void;
}

/** A kernel's comm, which several notebooks of one window may share, and what came over it last. */
interface Line {
  readonly comm: LinkedComm;
  newest: readonly LiveJob[];
}
const lines = new WeakMap<LinkedKernel, Line>();

export class LiveLink implements IDisposable {
  private disposed = false;
  private timer = 0;
  private newest: readonly LiveJob[] = [];

  constructor(private readonly options: LiveLinkOptions) {
    const { sessionContext } = options;
    sessionContext.iopubMessage.connect(this.hear, this);
    sessionContext.kernelChanged.connect(this.ask, this);
    sessionContext.connectionStatusChanged.connect(this.ask, this);
    sessionContext.statusChanged.connect(this.follow, this);
    this.ask();
  }

  get isDisposed(): boolean {
    return this.disposed;
  }

  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    window.clearTimeout(this.timer);
    Signal.clearData(this);
  }

  /** Asks the kernel anew, for a setting has changed or it is another kernel. */
  readonly ask = (): void => {
    const kernel = this.options.sessionContext.session?.kernel ?? null;
    if (kernel === null || kernel.isDisposed || !kernel.handleComms) return this.put([]);
    if (kernel.connectionStatus !== 'connected') return;
    const line = lines.get(kernel);
    const wishes = { runsKept: this.options.runsKept() };
    if (line !== undefined && !line.comm.isDisposed) {
      this.put(line.newest);
      line.comm.send(wishes);
    } else if (!kernel.hasComm(LIVE_COMM)) {
      const comm = kernel.createComm(LIVE_COMM, LIVE_COMM);
      lines.set(kernel, { comm, newest: [] });
      comm.open(wishes);
    }
  };

  /** Whether a button that was pressed here acts: not where somebody else pressed it first, at the same moment. */
  press(button: string): Promise<boolean> {
    const { sessionContext, runsKept } = this.options;
    const kernel = sessionContext.session?.kernel ?? null;
    const line = kernel && lines.get(kernel);
    if (!line || line.comm.isDisposed) return Promise.resolve(true);
    const by = UUID.uuid4();
    return new Promise(resolve => {
      const settle = (acts: boolean): void => {
        window.clearTimeout(timer);
        sessionContext.iopubMessage.disconnect(hear, this);
        resolve(acts);
      };
      const hear = (_: unknown, message: LinkedMessage): void => {
        const answer = pressIn(dataOf(message));
        if (answer?.button === button) settle(answer.by === by);
      };
      const timer = window.setTimeout(() => settle(true), patienceMs);
      sessionContext.iopubMessage.connect(hear, this);
      line.comm.send({ runsKept: runsKept(), press: { button, by } });
    });
  }

  /** A kernel that restarts knows of no job, and its comms are gone: the next one is asked when it is there. */
  private readonly follow = (_: unknown, status: Kernel.Status): void => {
    if (status === 'restarting' || status === 'autorestarting' || status === 'dead') return this.put([]);
    const kernel = this.options.sessionContext.session?.kernel ?? null;
    if (status === 'idle' && kernel !== null && lines.get(kernel)?.comm.isDisposed !== false) this.ask();
  };

  private readonly hear = (_: unknown, message: LinkedMessage): void => {
    const told = dataOf(message);
    if (told === undefined) return;
    const jobs = jobsIn(told);
    const kernel = this.options.sessionContext.session?.kernel;
    const line = kernel && lines.get(kernel);
    if (line) line.newest = jobs;
    this.put(jobs);
  };

  /** The newest is never left out, however seldom the person wants to see it; the first is told at once. */
  private put(jobs: readonly LiveJob[]): void {
    this.newest = jobs;
    if (this.timer !== 0 || this.disposed) return;
    this.options.tell(jobs);
    this.timer = window.setTimeout(() => {
      this.timer = 0;
      if (this.newest !== jobs) this.put(this.newest);
    }, this.options.everyMs());
  }
}

/** What our comm says; undefined: the message is another's. */
function dataOf({ header, content }: LinkedMessage): unknown {
  if (header.msg_type !== 'comm_msg' || Reflect.get(content, 'comm_id') !== LIVE_COMM) return undefined;
  return Reflect.get(content, 'data') ?? null;
}

function pressIn(told: unknown): Press | null {
  const press: unknown = typeof told === 'object' && told !== null ? Reflect.get(told, 'press') : null;
  if (typeof press !== 'object' || press === null) return null;
  const button: unknown = Reflect.get(press, 'button');
  const by: unknown = Reflect.get(press, 'by');
  return typeof button === 'string' && typeof by === 'string' ? { button, by } : null;
}

/** A kernel of another version may tell anything: what is no job is passed over. */
function jobsIn(told: unknown): readonly LiveJob[] {
  const jobs: unknown = typeof told === 'object' && told !== null ? Reflect.get(told, 'jobs') : null;
  return Array.isArray(jobs) ? jobs.filter(isLiveJob) : [];
}

function isLiveJob(told: unknown): told is LiveJob {
  return (
    typeof told === 'object' &&
    told !== null &&
    ['job', 'cell', 'engine', 'state'].every(key => typeof Reflect.get(told, key) === 'string') &&
    ['elapsedMs', 'sent', 'written', 'backlog'].every(key => typeof Reflect.get(told, key) === 'number')
  );
}
