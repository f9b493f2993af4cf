/** Sockets that lose answers: the request reaches the broker, its answer is discarded, and the connection breaks. */
import { Socket } from 'node:net';
import type { KafkaConnection } from '../../src/kafka/kafka-connection.js';

/** Kafka's number of a produce request (`api_key`, the two bytes behind the length of a frame). */
const produce = 0;

export interface Dropping {
  readonly sockets: NonNullable<KafkaConnection['sockets']>;
  readonly dropped: { count: number };
}

class LossySocket extends Socket {
  private isDoomed = false;

  constructor(
    /** Told of each produce request; whether its answer is to be lost. */
    private readonly loses: () => boolean,
    private readonly lost: () => void
  ) {
    super();
  }

  override _write(bytes: Buffer, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    if (bytes.length > 6 && bytes.readInt16BE(4) === produce) this.isDoomed = this.loses();
    super._write(bytes, encoding, done);
  }
  override push(bytes: Buffer | null): boolean {
    if (!this.isDoomed || bytes === null) return super.push(bytes);
    this.lost();
    // With an error: kafkajs takes no notice of a socket that only closes.
    this.destroy(Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }));
    return false;
  }
}

/** @param every loses the answer to each so-many-th produce request */
export function droppingSockets(every: number): Dropping {
  const dropped = { count: 0 };
  let asked = 0;
  const loses = (): boolean => {
    asked += 1;
    return asked % every === 0;
  };
  const lost = (): void => {
    dropped.count += 1;
  };
  return {
    sockets: ({ host, port, onConnect }) => new LossySocket(loses, lost).connect({ host, port }, onConnect),
    dropped
  };
}
