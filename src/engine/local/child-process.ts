/** One real process of a job, as its supervisor holds it: what it says line by line, leave for each step, and its end. */
import { fork, type ChildProcess as NodeChildProcess } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import type { ProcessId, Role } from '../../terms/trace.js';
import { linesTo } from './lines.js';
import { fewThreads } from './small-heap.js';
import { untilStopped } from './stopped.js';
import { saidIn } from './said-line.js';
import type { Begin, Said, Told } from './wire.js';

export interface Listener {
  said(said: Said, child: ChildProcess): void;
  /** Its last words have been heard. */
  died(child: ChildProcess, code: number): void;
  /** It could not be started. */
  unborn(child: ChildProcess, error: Error): void;
}

const killed = 137;

export class ChildProcess {
  readonly id: ProcessId;
  readonly role: Role;
  readonly host: string;
  /** null: it could not be started. */
  readonly pid: number | null;
  private readonly child: NodeChildProcess;
  private readonly leave: Writable | null;

  /** @param script the bundled program of a process. */
  constructor(script: string, begin: Begin, listener: Listener) {
    this.id = begin.self;
    this.role = begin.launch.role;
    this.host = begin.launch.host;
    this.child = fork(script, [], {
      stdio: ['ignore', 'inherit', 'inherit', 'pipe', 'pipe', 'ipc'],
      serialization: 'json',
      execArgv: [...fewThreads]
    });
    this.pid = this.child.pid ?? null;
    this.child.on('error', error => {
      if (this.pid === null) {
        listener.unborn(this, error);
      } // else a message to the dead: its death is told by `close`
    });
    // `close`, not `exit`: by then all that it said has been read.
    this.child.on('close', (code, signal) => listener.died(this, signal === null ? (code ?? 1) : killed));
    this.leave = this.pid === null ? null : this.pipes(line => listener.said(saidIn(line), this));
    this.tell({ kind: 'begin', begin });
  }

  /** @returns the pipe on which leave is given; there is none to a process that did not start. */
  private pipes(line: (text: string) => void): Writable {
    const [, , , saying, leave] = this.child.stdio;
    (saying as Readable).setEncoding('utf8').on('data', linesTo(line));
    const pipe = leave as Writable;
    pipe.on('error', () => undefined); // it is dead: its death is told by `close`
    return pipe;
  }

  tell(told: Told): void {
    if (this.child.connected) {
      this.child.send(told, () => undefined);
    }
  }

  /** Lets it go on behind the step at which it stands. */
  giveLeave(): void {
    this.leave?.write('.');
  }

  kill(): void {
    this.signal('SIGKILL');
  }
  /** Returns when it stands. */
  pause(): void {
    this.signal('SIGSTOP');
    if (this.pid !== null) {
      untilStopped(this.pid);
    }
  }
  resume(): void {
    this.signal('SIGCONT');
  }

  /** One that could not be started for want of file handles has the number 0 for Node, and a signal to 0 hits everybody of our own group. */
  private signal(signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void {
    if (this.pid !== null) {
      this.child.kill(signal);
    }
  }
}
