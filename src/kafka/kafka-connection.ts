/** How to reach a Kafka: where it is, and who asks. */
import type { Kafka, KafkaConfig } from 'kafkajs';
import { openSocket } from './sockets.js';

/** A user and how it proves itself, in Kafka's words. */
type Mechanism = 'plain' | 'scram-sha-256' | 'scram-sha-512';
export type Credentials = {
  [M in Mechanism]: { readonly mechanism: M; readonly username: string; readonly password: string };
}[Mechanism];
/** As PEM text. Plain values: a connection goes from process to process. */
export interface Tls {
  /** Whom to trust; null: whom this machine trusts. */
  readonly authorities: string | null;
  /** Who one is, to a broker that asks. */
  readonly own: { readonly certificate: string; readonly key: string; readonly passphrase: string | null } | null;
  /** Whether the broker's certificate must be of its host's name. */
  readonly checksHost: boolean;
}
export interface KafkaConnection {
  /** host:port of some of its brokers. */
  readonly servers: readonly string[];
  readonly credentials: Credentials | null;
  /** null: no TLS. */
  readonly tls: Tls | null;
  /** How sockets are made, for whoever stands between client and broker; Node's own unless given. */
  readonly sockets?: KafkaConfig['socketFactory'];
}

/** A broker that does not take a connection in this time is not there, ms. */
const connectionTimeoutMs = 1000;
const authenticationTimeoutMs = 5000;
const requestTimeoutMs = 10_000;

/** What a client repeats by itself: `little`, so that a mistake is said soon; `long`, so that it outlasts a broker's start. */
const retries = {
  little: { initialRetryTime: 50, maxRetryTime: 200, retries: 1 },
  long: { initialRetryTime: 50, multiplier: 1.5, maxRetryTime: 500, retries: 180 }
} as const;
export type Repeats = keyof typeof retries;

/** @returns a client that has connected to nothing yet; kafkajs is loaded at the first. */
export async function kafkaOf(
  { servers, credentials, tls, sockets }: KafkaConnection,
  repeats: Repeats
): Promise<Kafka> {
  const { Kafka: Client, logLevel } = await import('./kafkajs.js');
  return new Client({
    clientId: 'spillway',
    brokers: [...servers],
    connectionTimeout: connectionTimeoutMs,
    authenticationTimeout: authenticationTimeoutMs,
    requestTimeout: requestTimeoutMs,
    retry: retries[repeats],
    logLevel: logLevel.NOTHING,
    ...(credentials === null ? {} : { sasl: { ...credentials } }),
    ...(tls === null ? {} : { ssl: sslOf(tls) }),
    socketFactory: sockets ?? openSocket
  });
}

const sslOf = ({ authorities, own, checksHost }: Tls) => ({
  ...(authorities === null ? {} : { ca: authorities }),
  ...(own === null
    ? {}
    : { cert: own.certificate, key: own.key, ...(own.passphrase === null ? {} : { passphrase: own.passphrase }) }),
  ...(checksHost ? {} : { checkServerIdentity: () => undefined })
});
