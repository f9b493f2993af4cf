/** Sockets which can be ended all at once: kafkajs waits itself for the answer of a peer that never gives one. */
import type { Socket } from 'node:net';
import type { KafkaConnection } from './kafka-connection.js';
import { openSocket } from './sockets.js';

export class TrackedSockets {
  private isOver = false;
  private readonly open = new Set<Socket>();

  readonly make: NonNullable<KafkaConnection['sockets']> = ({ host, port, ssl, onConnect }) => {
    const socket = openSocket({ host, port, ssl, onConnect });
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
