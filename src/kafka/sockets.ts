/** Connections to brokers: small questions are sent at once, any number of askers may wait for one, and one that hangs is ended. */
import { isIP, Socket } from 'node:net';
import { connect as connectSafely, type ConnectionOptions } from 'node:tls';

const keepAliveDelayMs = 60_000;
/** A question that has no answer after so long will get none on this connection. Longer than kafkajs waits for credentials to be taken: it would ask again on the same connection, for ever. */
const hangsAfterMs = 7000;
/** Kafka's number of a produce request (`api_key`, the two bytes behind the length of a frame). */
const produce = 0;

export const isProduce = (bytes: Buffer): boolean => bytes.length > 6 && bytes.readInt16BE(4) === produce;

/** As a broken connection is told: kafkajs takes no notice of a socket that only closes. */
export const broken = (what: string): Error => Object.assign(new Error(what), { code: 'ECONNRESET' });

function eased<S extends Socket>(socket: S): S {
  socket.setKeepAlive(true, keepAliveDelayMs);
  socket.setNoDelay(true);
  socket.setMaxListeners(0);
  return socket;
}

/** Without TLS. */
export class BrokerSocket extends Socket {
  private unanswered: NodeJS.Timeout | null = null;

  constructor() {
    super();
    eased(this);
    // While nobody listens at a port that the system gives to clients too, one may reach itself there.
    this.once('connect', () => {
      if (this.localPort === this.remotePort && this.localAddress === this.remoteAddress)
        this.destroy(broken('no broker'));
    });
    this.once('close', () => this.answered());
  }

  override _write(bytes: Buffer, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    // A send may want no answer.
    if (!isProduce(bytes)) this.unanswered ??= setTimeout(() => this.destroy(broken('no answer came')), hangsAfterMs);
    super._write(bytes, encoding, done);
  }
  override push(bytes: Buffer | null): boolean {
    this.answered();
    return super.push(bytes);
  }

  private answered(): void {
    if (this.unanswered !== null) clearTimeout(this.unanswered);
    this.unanswered = null;
  }
}

interface Opening {
  readonly host: string;
  readonly port: number;
  /** null: no TLS, which the types of kafkajs do not say. */
  readonly ssl: ConnectionOptions | null | undefined;
  readonly onConnect: () => void;
}

export const openSocket = ({ host, port, ssl, onConnect }: Opening): Socket => {
  const name = isIP(host) === 0 ? { servername: host } : {};
  return ssl === null || ssl === undefined
    ? new BrokerSocket().connect({ host, port }, onConnect)
    : eased(connectSafely({ host, port, ...name, ...ssl }, onConnect));
};
