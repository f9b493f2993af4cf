/** @jest-environment jsdom */
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { Kernel } from '@jupyterlab/services';
import { Signal } from '@lumino/signaling';
import { LIVE_COMM } from '../../src/lab/command-ids.js';
import { LiveLink, type LinkedKernel, type LinkedMessage, type LinkedSession } from '../../src/lab/live-link.js';
import type { LiveJob, Press } from '../../src/terms/live-job.js';

const everyMs = 500;

/** A kernel that notes what it is asked. */
class AskedKernel implements LinkedKernel {
  isDisposed = false;
  handleComms = true;
  connectionStatus: Kernel.ConnectionStatus = 'connected';
  readonly asked: string[] = [];
  readonly presses: Press[] = [];
  private comm: { isDisposed: boolean } | null = null;

  hasComm(id: string): boolean {
    return id === LIVE_COMM && this.comm !== null;
  }

  createComm(target: string, id: string) {
    const { asked } = this;
    const comm = {
      isDisposed: false,
      open: ({ runsKept }: { readonly runsKept: number }) => asked.push(`open ${target} ${id}: keep ${runsKept}`),
      send: ({ runsKept, press }: { readonly runsKept: number; readonly press?: Press }) => {
        if (press === undefined) asked.push(`send: keep ${runsKept}`);
        else this.presses.push(press);
      }
    };
    this.comm = comm;
    return comm;
  }

  /** What JupyterLab does with a kernel's comms when it restarts. */
  dropComms(): void {
    if (this.comm !== null) this.comm.isDisposed = true;
    this.comm = null;
  }
}

class NotebookSession implements LinkedSession {
  session: { kernel: AskedKernel | null } | null;
  readonly iopubMessage = new Signal<this, LinkedMessage>(this);
  readonly kernelChanged = new Signal<this, unknown>(this);
  readonly connectionStatusChanged = new Signal<this, Kernel.ConnectionStatus>(this);
  readonly statusChanged = new Signal<this, Kernel.Status>(this);

  constructor(kernel: AskedKernel | null) {
    this.session = { kernel };
  }

  connect(status: Kernel.ConnectionStatus): void {
    if (this.session?.kernel) this.session.kernel.connectionStatus = status;
    this.connectionStatusChanged.emit(status);
  }

  tell(jobs: unknown, id = LIVE_COMM, more: object = {}): void {
    this.iopubMessage.emit({ header: { msg_type: 'comm_msg' }, content: { comm_id: id, data: { jobs, ...more } } });
  }
}

const job = (state: LiveJob['state'], name = 'clicks'): LiveJob => ({
  ...{ job: name, cell: 'job', engine: 'local', state, elapsedMs: 1, sent: 1, written: 1, backlog: 0 },
  ...{ ratePerSecond: null, end: null, step: null, display: null }
});

let kernel: AskedKernel;
let session: NotebookSession;
let told: (readonly LiveJob[])[];
let runsKept: number;

beforeEach(() => {
  jest.useFakeTimers();
  kernel = new AskedKernel();
  session = new NotebookSession(kernel);
  told = [];
  runsKept = 20;
});
afterEach(() => {
  jest.useRealTimers();
});

const link = (sessionContext = session) =>
  new LiveLink({ sessionContext, runsKept: () => runsKept, everyMs: () => everyMs, tell: jobs => told.push(jobs) });

const opened = `open ${LIVE_COMM} ${LIVE_COMM}: keep 20`;

describe('a notebook asks its kernel how its jobs stand', () => {
  test('once, when it is there, and says how many runs are to be kept', () => {
    link();
    session.statusChanged.emit('idle');
    expect(kernel.asked).toEqual([opened]);
  });

  test('again with every setting that changes', () => {
    const asking = link();
    runsKept = 5;
    asking.ask();
    expect(kernel.asked).toEqual([opened, 'send: keep 5']);
  });

  test('again when a lost connection is there again, and not before', () => {
    link();
    session.connect('connecting');
    expect(kernel.asked).toEqual([opened]);
    session.connect('connected');
    expect(kernel.asked).toEqual([opened, 'send: keep 20']);
  });

  test('anew after a restart, when the kernel is idle; until then there is no job', () => {
    link();
    session.tell([job('steady')]);
    jest.advanceTimersByTime(everyMs);
    kernel.dropComms();
    session.statusChanged.emit('restarting');
    expect(told.at(-1)).toEqual([]);
    session.statusChanged.emit('idle');
    expect(kernel.asked).toEqual([opened, opened]);
  });

  test('anew where it gets another kernel', () => {
    link();
    const other = new AskedKernel();
    session.session = { kernel: other };
    session.kernelChanged.emit(null);
    expect(other.asked).toEqual([opened]);
  });

  test('over the line that another notebook of the window has opened', () => {
    link();
    session.tell([job('steady')]);
    const beside = new NotebookSession(kernel);
    told.length = 0;
    link(beside);
    expect(kernel.asked).toEqual([opened, 'send: keep 20']);
    expect(told).toEqual([[job('steady')]]);
  });

  test.each([
    ['there is none', null],
    ['its connection takes no comms', Object.assign(new AskedKernel(), { handleComms: false })],
    ['it is gone', Object.assign(new AskedKernel(), { isDisposed: true })]
  ])('not where %s', (_, without) => {
    link(new NotebookSession(without));
    expect(without?.asked ?? []).toEqual([]);
    expect(told).toEqual([[]]);
  });
});

describe('what the kernel tells', () => {
  test('is told on at once, then at most so often as the person wants it, and the newest is never left out', () => {
    link();
    for (const state of ['starting', 'steady', 'recovering'] as const) session.tell([job(state)]);
    expect(told).toEqual([[job('starting')]]);
    jest.advanceTimersByTime(everyMs);
    expect(told).toEqual([[job('starting')], [job('recovering')]]);
    jest.advanceTimersByTime(10 * everyMs);
    expect(told).toHaveLength(2);
  });

  test('is passed over where it is no job: the kernel may be of another version', () => {
    link();
    session.tell([job('steady'), { job: 'half' }, null, 3]);
    session.tell('nothing');
    jest.advanceTimersByTime(everyMs);
    expect(told).toEqual([[job('steady')], []]);
  });

  test('over other comms is none of ours', () => {
    link();
    session.tell([job('steady')], 'of a widget');
    session.iopubMessage.emit({ header: { msg_type: 'stream' }, content: { comm_id: LIVE_COMM } });
    expect(told).toEqual([]);
  });

  test('is not heard any more when the notebook is closed', () => {
    const closing = link();
    session.tell([job('starting')]);
    session.tell([job('steady')]);
    closing.dispose();
    session.tell([job('finished')]);
    session.connect('connected');
    jest.advanceTimersByTime(everyMs);
    expect(told).toEqual([[job('starting')]]);
    expect(kernel.asked).toEqual([opened]);
  });
});

describe('a button that is pressed', () => {
  const button = 'stop clicks';

  test('acts where the kernel says that this press was the first, and not where it was another', async () => {
    const here = link();
    const mine = here.press(button);
    const [asked] = kernel.presses;
    session.tell([], LIVE_COMM, { press: { button: 'another', by: 'somebody' } });
    session.tell([], LIVE_COMM, { press: asked });
    expect(await mine).toBe(true);
    const late = here.press(button);
    session.tell([], LIVE_COMM, { press: { button, by: 'somebody' } });
    expect(await late).toBe(false);
    expect(new Set(kernel.presses.map(({ by }) => by)).size).toBe(2);
  });

  test('acts also where nobody can say, or does', async () => {
    const unanswered = link().press(button);
    jest.advanceTimersByTime(60_000);
    expect(await unanswered).toBe(true);
    expect(await link(new NotebookSession(null)).press(button)).toBe(true);
  });
});
