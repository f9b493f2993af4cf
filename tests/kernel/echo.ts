/**
 * A language small enough to test a kernel with: one command a line.
 *
 *   print TEXT · warn TEXT · show TEXT · show-as ID TEXT · update ID TEXT
 *   sleep (until interrupted) · keep (the same, then puts something away until the next `release`) · stuck (deaf to interrupts)
 *   then TEXT (printed after the cell, at the next `release`) · release
 *   fail TEXT (an error reply) · throw TEXT (a fault of the interpreter) · crash TEXT (a fault outside any cell)
 */
import type { Execution, Publisher } from '../../src/terms/display.js';
import type { Completion, Interpreter } from '../../src/kernel/interpreter.js';
import type { Json } from '../../src/kernel/wire.js';

const commands: readonly { readonly text: string; readonly help: string }[] = [
  { text: 'print', help: 'Writes its text to stdout.' },
  { text: 'warn', help: 'Writes its text to stderr.' },
  { text: 'show', help: 'Displays its text.' },
  { text: 'show-as', help: 'Displays its text under an id.' },
  { text: 'update', help: 'Replaces what an id displays.' },
  { text: 'sleep', help: 'Waits until it is interrupted.' },
  { text: 'keep', help: 'Waits until it is interrupted, and ends at the next release.' },
  { text: 'stuck', help: 'Waits and hears nothing.' },
  { text: 'then', help: 'Prints its text after the cell.' },
  { text: 'release', help: 'Lets what waits go on.' },
  { text: 'fail', help: 'Fails with its text.' },
  { text: 'throw', help: 'Throws its text.' },
  { text: 'crash', help: 'Throws its text outside the cell.' }
];

const ok: Execution = { status: 'ok' };

export class Echo implements Interpreter {
  idleInterrupts = 0;
  shutdowns = 0;
  /** What the front end that follows wished for last. */
  wishes: Json = {};
  private tell: (state: object) => void = () => undefined;
  private readonly held: (() => void)[] = [];

  async execute(text: string, publisher: Publisher, signal: AbortSignal): Promise<Execution> {
    for (const line of text.split('\n')) {
      const [command = '', ...words] = line.trim().split(' ');
      const execution = await this.run(command, words, publisher, signal);
      if (execution.status === 'error') return execution;
    }
    return ok;
  }

  complete(text: string, at: number): Completion {
    const from = text.lastIndexOf('\n', at - 1) + 1;
    const typed = text.slice(from, at);
    return { matches: commands.filter(command => command.text.startsWith(typed)), from, to: at };
  }

  inspect(text: string, at: number): { readonly 'text/plain': string } | null {
    const line = text.slice(text.lastIndexOf('\n', at - 1) + 1).split('\n', 1)[0] ?? '';
    const found = commands.find(command => command.text === line.split(' ')[0]);
    return found ? { 'text/plain': found.help } : null;
  }

  isComplete(text: string): { readonly status: 'complete' | 'incomplete' | 'invalid'; readonly indent: string } {
    if (text.endsWith('\\')) return { status: 'incomplete', indent: '  ' };
    const known = text.split('\n').every(line => commands.some(command => command.text === line.split(' ')[0]));
    return { status: known ? 'complete' : 'invalid', indent: '' };
  }

  follow(wishes: Json, tell: (state: object) => void): void {
    this.wishes = wishes;
    this.tell = tell;
    this.say('');
  }

  /** Tells whoever follows. */
  say(said: string): void {
    this.tell({ said });
  }

  interruptIdle(): void {
    this.idleInterrupts += 1;
  }

  shutdown(): Promise<void> {
    this.shutdowns += 1;
    return Promise.resolve();
  }

  private async run(command: string, words: string[], publisher: Publisher, signal: AbortSignal): Promise<Execution> {
    const text = words.join(' ');
    const [id = '', ...rest] = words;
    switch (command) {
      case '':
      case '#':
        return ok;
      case 'print':
        publisher.stream('stdout', `${text}\n`);
        return ok;
      case 'warn':
        publisher.stream('stderr', `${text}\n`);
        return ok;
      case 'show':
        publisher.display({ content: { 'text/plain': text } });
        return ok;
      case 'show-as':
        publisher.display({ content: { 'text/plain': rest.join(' ') } }, id);
        return ok;
      case 'update':
        publisher.update({ content: { 'text/plain': rest.join(' ') } }, id);
        return ok;
      case 'sleep':
        return untilAborted(signal);
      case 'keep': {
        const ended = await untilAborted(signal);
        publisher.puttingAway?.();
        await new Promise<void>(resolve => this.held.push(resolve));
        return ended;
      }
      case 'stuck':
        await new Promise<void>(resolve => this.held.push(resolve));
        publisher.stream('stdout', 'released\n');
        return ok;
      case 'then':
        this.held.push(() => publisher.stream('stdout', `${text}\n`));
        return ok;
      case 'release':
        for (const go of this.held.splice(0)) go();
        return ok;
      case 'fail':
        return { status: 'error', name: 'Failed', message: text, lines: [`Failed: ${text}`] };
      case 'throw':
        throw new RangeError(text);
      case 'crash':
        setImmediate(() => {
          throw new RangeError(text);
        });
        return ok;
      default:
        return { status: 'error', name: 'Unknown', message: command, lines: [`Unknown: ${command}`] };
    }
  }
}

function untilAborted(signal: AbortSignal): Promise<Execution> {
  const interrupted: Execution = {
    status: 'error',
    name: 'Interrupted',
    message: 'asked to end',
    lines: ['Interrupted']
  };
  return new Promise(resolve => {
    if (signal.aborted) resolve(interrupted);
    else signal.addEventListener('abort', () => resolve(interrupted), { once: true });
  });
}
