/** Connections to brokers: small questions that are sent at once, and any number of askers that wait for one to be made. */
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectSafely, type ConnectionOptions } from 'node:tls';

const keepAliveDelayMs = 60_000;

export function eased<S extends Socket>(socket: S): S {
  socket.setKeepAlive(true, keepAliveDelayMs);
  socket.setNoDelay(true);
  socket.setMaxListeners(0);
  return socket;
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
  return eased(
    ssl === null || ssl === undefined
      ? connect({ host, port }, onConnect)
      : connectSafely({ host, port, ...name, ...ssl }, onConnect)
  );
};
