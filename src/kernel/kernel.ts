/**
 * The kernel without its sockets: takes messages in as frames, gives answers out as frames.
 * Every message is answered between a `busy` and an `idle`; cells queue, everything else is answered at once.
 */
import { failedFrom, type Answer, type Desk } from './answer.js';
import { answers } from './answers.js';
import { ExecuteQueue } from './execute-queue.js';
import { ExecutionLog } from './execution-log.js';
import type { Identity } from './identity.js';
import type { Interpreter } from './interpreter.js';
import { aborted, execute, readExecute } from './message/execute.js';
import type { Signature } from './signature.js';
import { decode, encode, Session, WireError, type Json, type Message } from './wire.js';

/**
 * *Run All* sends a burst of cells. One that fails at once would be answered before the rest has come in, and the rest
 * would run after all: a failing cell is therefore not answered until it is this old.
 */
const burstMs = 50;

/** The interpreter may take this long to end; jupyter_client sends SIGTERM after 2.5 s and SIGKILL after 5 s. */
const endMs = 2000;

export type RequestChannel = 'shell' | 'control';
type Publish = Desk['publish'];

export interface KernelParts {
  readonly identity: Identity;
  readonly signature: Signature;
  /** Called once, at the first request that needs it. A rejection is the answer to that request, and it is called again at the next. */
  load(): Promise<Interpreter>;
  send(channel: RequestChannel | 'iopub', frames: Buffer[]): void;
  /** Tells whoever runs the kernel of something that no client can be told. */
  report(line: string): void;
}

export class Kernel {
  /** Resolves when a shutdown has been answered: the process may end. */
  readonly ended: Promise<void>;
  private readonly session = new Session();
  private readonly log = new ExecutionLog();
  private readonly queue: ExecuteQueue;
  private interpreter: Promise<Interpreter> | null = null;
  private ending: Promise<void> | null = null;
  private end: () => void = () => undefined;
  /** The cell between its `busy` and its `idle`, or null. */
  private running: Message | null = null;
  /** The cell that ran last: what goes wrong outside any request is shown there. */
  private lastCell: Message | null = null;

  constructor(private readonly parts: KernelParts) {
    this.ended = new Promise(resolve => {
      this.end = resolve;
    });
    this.queue = new ExecuteQueue((request, ageMs, signal) => this.runCell(request, ageMs, signal));
  }

  /** Takes one message in. What is no message, or not signed by a holder of the key, is dropped. */
  receive(channel: RequestChannel, frames: readonly Buffer[]): void {
    let request: Message;
    try {
      request = decode(frames, this.parts.signature);
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      this.parts.report(`dropped a message on ${channel}: ${error.message}`);
      return;
    }
    if (request.header.msg_type !== 'execute_request') void this.serve(channel, request, this.answerOf(request));
    else if (this.ending === null) this.queue.add(request);
    else void this.abort(request);
  }

  /** Says that the kernel is starting; a client that listens already learns it. */
  announce(): void {
    this.publish({}, 'status', { execution_state: 'starting' });
  }

  /** Ends the running cell, those that wait, and the interpreter. May be called twice. */
  shutDown(): Promise<void> {
    this.ending ??= this.endAll();
    return this.ending;
  }

  /** A fault that belongs to no request: reported, and shown in the cell that ran last. The kernel goes on. */
  complain(thrown: unknown): void {
    const text = failedFrom(thrown).traceback.join('\n');
    this.parts.report(text);
    if (this.lastCell !== null) this.publish(this.lastCell.header, 'stream', { name: 'stderr', text: `${text}\n` });
  }

  private answerOf(request: Message): (desk: Desk) => ReturnType<Answer> {
    const answer = answers.get(request.header.msg_type);
    return desk => {
      if (answer === undefined) throw new Error(`unknown message: ${request.header.msg_type}`);
      return answer(request.content, desk);
    };
  }

  private abort(request: Message): Promise<void> {
    return this.serve('shell', request, aborted);
  }

  /** Never rejects: see `serve`. */
  private async runCell(request: Message, ageMs: () => number, signal: AbortSignal): Promise<void> {
    this.running = request;
    this.lastCell = request;
    let behind: readonly Message[] = [];
    await this.serve('shell', request, async desk => {
      const cell = readExecute(request.content);
      const reply = await execute(cell, desk, signal);
      if (reply['status'] === 'error' && cell.stopOnError) {
        await new Promise(resolve => setTimeout(resolve, burstMs - ageMs()));
        // Before the reply: whoever knows of the error may send again.
        behind = this.queue.takeWaiting();
      }
      return reply;
    });
    for (const each of behind) await this.abort(each);
  }

  /** Answers one request, whatever happens, between `busy` and `idle`. */
  private async serve(
    channel: RequestChannel,
    request: Message,
    answer: (desk: Desk) => ReturnType<Answer>
  ): Promise<void> {
    const publish: Publish = (type, content) => this.publish(request.header, type, content);
    publish('status', { execution_state: 'busy' });
    try {
      const reply = await answer(this.desk(publish));
      if (reply !== null) this.reply(channel, request, reply);
    } catch (error) {
      this.reply(channel, request, { status: 'error', ...failedFrom(error) });
    } finally {
      publish('status', { execution_state: 'idle' });
      this.served(request);
    }
  }

  private served(request: Message): void {
    if (this.running === request) this.running = null;
    // Servers and clients take the last status for the kernel's: while a cell runs, that must not be another request's `idle`.
    if (this.running !== null) this.publish(this.running.header, 'status', { execution_state: 'busy' });
    const type = request.header.msg_type;
    // The client knows the kernel now; what the first cell needs is loaded while the user reads.
    if (type === 'kernel_info_request') setImmediate(() => this.warmUp());
    if (type === 'shutdown_request' && this.ending !== null) this.end();
  }

  private warmUp(): void {
    this.interpreterNow().catch((error: unknown) => this.complain(error));
  }

  private desk(publish: Publish): Desk {
    return {
      identity: this.parts.identity,
      log: this.log,
      publish,
      interpreter: () => this.interpreterNow(),
      interrupt: () => this.interrupt(),
      shutDown: () => this.shutDown()
    };
  }

  private interrupt(): void {
    if (this.running !== null) return this.queue.interrupt();
    // Between two cells: the next one is about to begin, and it is meant.
    if (!this.queue.isEmpty) return void setImmediate(() => this.interrupt());
    // Never loaded: then it runs nothing that could be stopped.
    this.interpreter?.then(interpreter => interpreter.interruptIdle()).catch((error: unknown) => this.complain(error));
  }

  private interpreterNow(): Promise<Interpreter> {
    if (this.interpreter !== null) return this.interpreter;
    const loading = this.parts.load();
    this.interpreter = loading;
    loading.catch(() => {
      this.interpreter = null;
    });
    return loading;
  }

  private async endAll(): Promise<void> {
    const waiting = this.queue.takeWaiting();
    this.queue.interrupt();
    await this.queue.emptied();
    for (const each of waiting) await this.abort(each);
    const late = new Promise<void>(resolve => setTimeout(resolve, endMs).unref());
    try {
      await Promise.race([this.interpreter?.then(interpreter => interpreter.shutdown()), late]);
    } catch (error) {
      this.complain(error);
    }
  }

  private reply(channel: RequestChannel, request: Message, content: Json): void {
    const type = request.header.msg_type;
    if (!type.endsWith('_request')) {
      this.parts.report(`${type} has no reply that could say: ${JSON.stringify(content)}`);
      return;
    }
    const header = this.session.header(type.replace(/request$/, 'reply'));
    const message = { identities: request.identities, header, parent: request.header, content };
    this.parts.send(channel, encode(message, this.parts.signature));
  }

  private publish(parent: Json, type: string, content: Json): void {
    const message = { identities: [Buffer.from(type)], header: this.session.header(type), parent, content };
    this.parts.send('iopub', encode(message, this.parts.signature));
  }
}
