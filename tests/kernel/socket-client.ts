/** A Jupyter client on real ZeroMQ sockets. */
import { createServer } from 'node:net';
import { Dealer, Request, Subscriber } from 'zeromq';
import { addressOf, readConnection, type Channel, type Connection } from '../../src/kernel/connection.js';
import type { Json } from '../../src/kernel/wire.js';
import { Inbox, received, request } from './client.js';

/** A connection file's text for free ports of this machine, or for files that begin with `path` (ipc). */
export async function connectionText(key: string, path?: string): Promise<string> {
  const ports = path === undefined ? await freePorts(5) : [1, 2, 3, 4, 5];
  const names = ['shell_port', 'control_port', 'stdin_port', 'iopub_port', 'hb_port'];
  return JSON.stringify({
    ...Object.fromEntries(names.map((name, at) => [name, ports[at]])),
    transport: path === undefined ? 'tcp' : 'ipc',
    ip: path ?? '127.0.0.1',
    key,
    signature_scheme: 'hmac-sha256'
  });
}

async function freePorts(count: number): Promise<readonly number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
      return server;
    })
  );
  const ports = servers.map(server => {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    return address.port;
  });
  await Promise.all(servers.map(server => new Promise(resolve => server.close(resolve))));
  return ports;
}

export class SocketClient {
  readonly inbox = new Inbox();
  private readonly shell = new Dealer({ linger: 0 });
  private readonly control = new Dealer({ linger: 0 });
  private readonly iopub = new Subscriber({ linger: 0 });
  private readonly connection: Connection;

  constructor(connection: string) {
    this.connection = readConnection(connection);
    this.iopub.subscribe();
    const sockets: readonly (readonly [Channel, Dealer | Subscriber])[] = [
      ['shell', this.shell],
      ['control', this.control],
      ['iopub', this.iopub]
    ];
    for (const [channel, socket] of sockets) {
      socket.connect(addressOf(this.connection, channel));
      void this.take(channel, socket);
    }
  }

  /** Resolves when the kernel answers and this client hears what it publishes. */
  async ready(): Promise<void> {
    for (;;) {
      const id = await this.send('kernel_info_request');
      await this.inbox.reply(id);
      // A subscription takes its time to arrive; what is published before that is lost.
      const heard = this.inbox.story(id).then(() => true);
      if (await Promise.race([heard, new Promise(resolve => setTimeout(resolve, 20, false))])) return;
    }
  }

  /** Sends a request and resolves to its id. */
  async send(type: string, content: Json = {}, channel: 'shell' | 'control' = 'shell'): Promise<string> {
    const { id, frames } = request(this.connection.key, type, content);
    await this.sendRaw(channel, frames);
    return id;
  }

  sendRaw(channel: 'shell' | 'control', frames: Buffer[]): Promise<void> {
    return this[channel].send(frames);
  }

  /** Sends these bytes to the heartbeat and resolves to what comes back. */
  async heartbeat(beat: string): Promise<string> {
    const socket = new Request({ linger: 0 });
    socket.connect(addressOf(this.connection, 'hb'));
    await socket.send(beat);
    const [echo] = await socket.receive();
    socket.close();
    return String(echo);
  }

  close(): void {
    for (const socket of [this.shell, this.control, this.iopub]) socket.close();
  }

  private async take(channel: Channel, socket: Dealer | Subscriber): Promise<void> {
    for await (const frames of socket) this.inbox.put(received(this.connection.key, channel, frames));
  }
}
