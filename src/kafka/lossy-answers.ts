/** Sockets that lose answers when told to: the request reaches the broker, its answer is discarded, and the connection breaks. */
import type { KafkaConnection } from './kafka-connection.js';
import { broken, BrokerSocket, isProduce } from './sockets.js';

type Sockets = NonNullable<KafkaConnection['sockets']>;

class LossySocket extends BrokerSocket {
  private isDoomed = false;

  constructor(
    /** Told of each produce request; whether its answer is to be lost. */
    private readonly loses: () => boolean,
    private readonly lost: () => void
  ) {
    super();
  }

  override _write(bytes: Buffer, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    if (isProduce(bytes)) this.isDoomed = this.loses();
    super._write(bytes, encoding, done);
  }
  override push(bytes: Buffer | null): boolean {
    if (!this.isDoomed || bytes === null) return super.push(bytes);
    this.isDoomed = false;
    this.lost();
    this.destroy(broken('read ECONNRESET'));
    return false;
  }
}

export class LossyAnswers {
  /** Answers that have been lost. */
  count = 0;
  private wanted = 0;

  /** @param alsoLoses told of each produce request: whether its answer is to be lost without being asked for */
  constructor(private readonly alsoLoses: () => boolean = () => false) {}

  /** For a client without TLS. */
  readonly sockets: Sockets = ({ host, port, onConnect }) => {
    const loses = (): boolean => {
      const isWanted = this.wanted > 0;
      this.wanted -= isWanted ? 1 : 0;
      return this.alsoLoses() || isWanted;
    };
    const lost = (): void => {
      this.count += 1;
    };
    return new LossySocket(loses, lost).connect({ host, port }, onConnect);
  };

  /** The answer to the next produce request of any of these sockets is lost. */
  loseNext(): void {
    this.wanted += 1;
  }
}
