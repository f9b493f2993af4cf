/** Sockets as kafkajs makes them (`network/socketFactory.js`), which can be ended all at once: it waits itself for the answer of a peer that never gives one. */
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectSecurely } from 'node:tls';
import type { KafkaConnection } from './kafka-connection.js';

const keepAliveMs = 60_000;

export class TrackedSockets {
  private isOver = false;
  private readonly open = new Set<Socket>();

  readonly make: NonNullable<KafkaConnection['sockets']> = ({ host, port, ssl, onConnect }) => {
    const name = isIP(host) === 0 ? { servername: host } : {};
    const secure = ssl as object | undefined; // kafkajs calls it an object always, and hands on nothing without TLS
    const socket = secure
      ? connectSecurely({ host, port, ...name, ...secure }, onConnect)
      : connect({ host, port }, onConnect);
    socket.setKeepAlive(true, keepAliveMs);
    this.open.add(socket);
    if (this.isOver) setImmediate(() => socket.destroy(new Error('given up')));
    socket.on('close', () => this.open.delete(socket));
    return socket;
  };

  /** And each that is made from now on. */
  destroy(): void {
    this.isOver = true;
    for (const socket of this.open) socket.destroy(new Error('given up'));
  }
}
