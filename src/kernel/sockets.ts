/** The five sockets of a kernel on ZeroMQ, as frames in and frames out. */
import { Publisher, Reply, Router } from 'zeromq';
import { addressOf, type Channel, type Connection } from './connection.js';
import type { RequestChannel } from './kernel.js';
import { Outbox } from './outbox.js';

export interface Sockets {
  send(channel: RequestChannel | 'iopub', frames: Buffer[]): void;
  /** Begins to take messages in, and to answer the heartbeat. */
  listen(receive: (channel: RequestChannel, frames: Buffer[]) => void): void;
  /** Hands over what was sent, then closes. */
  close(): Promise<void>;
}

/** What was sent may stay this long in ZeroMQ's hands after closing. */
const lingerMs = 500;
/** Unlimited: a dropped `idle` would leave a client waiting for ever. */
const unlimited = { sendHighWaterMark: 0, linger: lingerMs };

/** Binds all five; rejects if an address is taken. `failed` hears of what cannot be sent or received. */
export async function bindSockets(connection: Connection, failed: (error: unknown) => void): Promise<Sockets> {
  const ipv6 = connection.transport === 'tcp' && connection.ip.includes(':');
  // handover: a client that comes again under its old identity gets the replies (libzmq#2892).
  const router = () => new Router({ ...unlimited, ipv6, handover: true });
  const [shell, control, stdin] = [router(), router(), router()];
  const iopub = new Publisher({ ...unlimited, ipv6 });
  const hb = new Reply({ linger: lingerMs, ipv6 });
  const all: readonly (readonly [Channel, Router | Publisher | Reply])[] = [
    ['shell', shell],
    ['control', control],
    ['stdin', stdin],
    ['iopub', iopub],
    ['hb', hb]
  ];
  const close = () => all.forEach(([, socket]) => socket.close());
  try {
    // One after the other: closing a socket whose bind is under way brings the process down.
    for (const [channel, socket] of all) await socket.bind(addressOf(connection, channel));
  } catch (error) {
    close();
    throw error;
  }

  const outbox = (socket: Router | Publisher) => new Outbox(frames => socket.send(frames), failed);
  const outboxes = { shell: outbox(shell), control: outbox(control), iopub: outbox(iopub) };
  return {
    send: (channel, frames) => outboxes[channel].send(frames),
    listen: receive => {
      takeAll(shell, frames => receive('shell', frames), failed).catch(failed);
      takeAll(control, frames => receive('control', frames), failed).catch(failed);
      takeAll(hb, frames => hb.send(frames), failed).catch(failed);
    },
    close: async () => {
      await Promise.all(Object.values(outboxes).map(each => each.drained()));
      close();
    }
  };
}

type Take = (frames: Buffer[]) => void | Promise<void>;

/** Until the socket closes; a message that cannot be taken does not keep the next from coming. */
async function takeAll(socket: Router | Reply, take: Take, failed: (error: unknown) => void): Promise<void> {
  for await (const frames of socket) {
    try {
      await take(frames);
    } catch (error) {
      failed(error);
    }
  }
}
