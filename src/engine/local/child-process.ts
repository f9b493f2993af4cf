/** One real process of a job, as its supervisor holds it: what it says line by line, leave for each step, and its end. */
import { fork, type ChildProcess as NodeChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { ProcessId, Role } from '../../terms/trace.js';
import type { Begin, Said, Told } from './wire.js';

/** A line comes from a process that this very program has started from its own bundle. */
const saidIn = (line: string): Said => JSON.parse(line) as Said;

export interface Listener {
  said(said: Said, child: ChildProcess): void;
  /** Its last words have been heard. */
  died(child: ChildProcess, code: number): void;
}

const killed = 137;

export class ChildProcess {
  readonly id: ProcessId;
  readonly role: Role;
  readonly host: string;
  /** Stands at a step and waits for leave. */
  standing = false;
  private readonly child: NodeChildProcess;
  private readonly leave: Writable;

  /** @param script the bundled program of a process. */
  constructor(script: string, begin: Begin, listener: Listener) {
    this.id = begin.self;
    this.role = begin.launch.role;
    this.host = begin.launch.host;
    this.child = fork(script, [], {
      stdio: ['ignore', 'inherit', 'inherit', 'pipe', 'pipe', 'ipc'],
      serialization: 'json',
      execArgv: []
    });
    const [, , , saying, leave] = this.child.stdio;
    this.leave = leave as Writable;
    this.leave.on('error', () => undefined); // the child is dead: its death is told by `close`
    const lines = createInterface({ input: saying as Readable, crlfDelay: Infinity });
    lines.on('line', line => this.hear(line, listener));
    this.child.on('error', () => undefined);
    // `close`, not `exit`: by then all that it said has been read.
    this.child.on('close', (code, signal) => listener.died(this, signal === null ? (code ?? 1) : killed));
    this.tell({ kind: 'begin', begin });
  }

  private hear(line: string, listener: Listener): void {
    const said = saidIn(line);
    this.standing = said.kind === 'step';
    listener.said(said, this);
  }

  tell(told: Told): void {
    if (this.child.connected) {
      this.child.send(told, () => undefined);
    }
  }

  /** Lets it go on behind the step at which it stands. */
  giveLeave(): void {
    this.standing = false;
    this.leave.write('.');
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }
  pause(): void {
    this.child.kill('SIGSTOP');
  }
  resume(): void {
    this.child.kill('SIGCONT');
  }
}
