/** Connections to brokers: small questions are sent at once, any number of askers may wait for one, and one that hangs is ended. */
import { isIP, Socket } from 'node:net';
import { connect as connectSafely, type ConnectionOptions, type TLSSocket } from 'node:tls';

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

/** Ends a connection on which a question stays unanswered. */
class Patience {
  private unanswered: NodeJS.Timeout | null = null;

  constructor(
    private readonly socket: Socket,
    private readonly hangsAfterMs: number
  ) {
    socket.once('close', () => this.answered());
  }

  asked(bytes: Buffer): void {
    if (isProduce(bytes)) return; // a send may want no answer
    this.unanswered ??= setTimeout(() => this.socket.destroy(broken('no answer came')), this.hangsAfterMs);
  }
  answered(): void {
    if (this.unanswered !== null) clearTimeout(this.unanswered);
    this.unanswered = null;
  }
}

/** Without TLS. */
export class BrokerSocket extends Socket {
  private readonly patience: Patience;

  constructor(after = hangsAfterMs) {
    super();
    this.patience = new Patience(this, after);
    eased(this);
    // While nobody listens at a port that the system gives to clients too, one may reach itself there.
    this.once('connect', () => {
      if (this.localPort === this.remotePort && this.localAddress === this.remoteAddress)
        this.destroy(broken('no broker'));
    });
  }

  override _write(bytes: Buffer, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.patience.asked(bytes);
    super._write(bytes, encoding, done);
  }
  override push(bytes: Buffer | null): boolean {
    this.patience.answered();
    return super.push(bytes);
  }
}

/** Node makes a socket with TLS itself, so what it writes and reads is heard here, in the clear. */
function impatient(socket: TLSSocket, after: number): TLSSocket {
  const patience = new Patience(socket, after);
  const [write, push] = [socket._write.bind(socket), socket.push.bind(socket)];
  socket._write = (bytes: Buffer, encoding, done) => {
    patience.asked(bytes);
    write(bytes, encoding, done);
  };
  socket.push = (bytes: Buffer | null) => {
    patience.answered();
    return push(bytes);
  };
  return socket;
}

interface Opening {
  readonly host: string;
  readonly port: number;
  /** null: no TLS, which the types of kafkajs do not say. */
  readonly ssl: ConnectionOptions | null | undefined;
  readonly onConnect: () => void;
}

/** @param after how long a question may stay unanswered before the connection is ended, ms. */
export const openSocket = ({ host, port, ssl, onConnect }: Opening, after = hangsAfterMs): Socket => {
  const name = isIP(host) === 0 ? { servername: host } : {};
  return ssl === null || ssl === undefined
    ? new BrokerSocket(after).connect({ host, port }, onConnect)
    : eased(impatient(connectSafely({ host, port, ...name, ...ssl }, onConnect), after));
};
