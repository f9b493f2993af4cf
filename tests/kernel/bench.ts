/** A kernel with its sockets in memory, and a client at the other end. */
import { spillway } from '../../src/kernel/identity.js';
import type { Interpreter } from '../../src/kernel/interpreter.js';
import { Kernel, type RequestChannel } from '../../src/kernel/kernel.js';
import { Signature } from '../../src/kernel/signature.js';
import type { Json } from '../../src/kernel/wire.js';
import { Inbox, received, request } from './client.js';
import { Echo } from './echo.js';

export const key = 'a key';

export interface Bench {
  readonly kernel: Kernel;
  readonly echo: Echo;
  readonly inbox: Inbox;
  /** What the kernel reported to whoever runs it. */
  readonly reports: readonly string[];
  /** How often the interpreter was loaded. */
  readonly loads: () => number;
  /** Sends a request and returns its id. */
  readonly send: (type: string, content?: Json, channel?: RequestChannel) => string;
  /** Sends an `execute_request` for this code. */
  readonly run: (code: string, more?: Json) => string;
  /** Sends a request and returns its reply's content. */
  readonly ask: (type: string, content?: Json, channel?: RequestChannel) => Promise<Json>;
}

/** A bench with a fresh kernel. `load`: another way to get at an interpreter. */
export function bench(load?: () => Promise<Interpreter>): Bench {
  const inbox = new Inbox();
  const echo = new Echo();
  const reports: string[] = [];
  let loaded = 0;
  const kernel = new Kernel({
    identity: spillway('1.2.3'),
    signature: new Signature(key),
    load: () => {
      loaded += 1;
      return load ? load() : Promise.resolve(echo);
    },
    send: (channel, frames) => inbox.put(received(key, channel, frames)),
    report: line => reports.push(line)
  });
  const send = (type: string, content: Json = {}, channel: RequestChannel = 'shell'): string => {
    const { id, frames } = request(key, type, content, [Buffer.from('client')]);
    kernel.receive(channel, frames);
    return id;
  };
  return {
    kernel,
    echo,
    inbox,
    reports,
    loads: () => loaded,
    send,
    run: (code, more = {}) => send('execute_request', { code, ...more }),
    ask: async (type, content, channel) => (await inbox.reply(send(type, content, channel))).content
  };
}
