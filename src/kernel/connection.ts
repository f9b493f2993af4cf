/**
 * The connection file that Jupyter hands to a kernel (jupyter_client `docs/kernels.rst`):
 *
 *   connection => transport ip shell_port control_port stdin_port iopub_port hb_port key signature_scheme
 */
import { isJson, type Json } from './wire.js';

export type Channel = 'shell' | 'control' | 'stdin' | 'iopub' | 'hb';
export const channels: readonly Channel[] = ['shell', 'control', 'stdin', 'iopub', 'hb'];

export interface Connection {
  readonly transport: 'tcp' | 'ipc';
  /** tcp: a loopback address. ipc: the path that each socket's file begins with. */
  readonly ip: string;
  readonly ports: Readonly<Record<Channel, number>>;
  /** Signs the messages; empty: signing is off. */
  readonly key: string;
}

/** A connection file that the kernel cannot or must not follow; the message says what to change. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';
}

/** The text of a connection file to a checked connection. Throws `ConnectionError`. */
export function readConnection(text: string): Connection {
  const file = objectOf(text);
  if (file['signature_scheme'] !== undefined && file['signature_scheme'] !== 'hmac-sha256')
    throw new ConnectionError(`signature_scheme ${shown(file['signature_scheme'])}: only "hmac-sha256" is known`);
  if (file['curve_secretkey'] !== undefined)
    throw new ConnectionError('curve_secretkey: transport encryption is not known; set transport_encryption to "auto"');
  if (typeof file['key'] !== 'string') throw new ConnectionError('key: a text is missing');
  const transport = file['transport'] ?? 'tcp';
  if (transport !== 'tcp' && transport !== 'ipc')
    throw new ConnectionError(`transport ${shown(transport)}: only "tcp" and "ipc" are known`);
  if (typeof file['ip'] !== 'string' || file['ip'] === '') throw new ConnectionError('ip: a text is missing');
  return {
    transport,
    ip: transport === 'tcp' ? loopback(file['ip']) : file['ip'],
    ports: {
      shell: portOf(file, 'shell_port'),
      control: portOf(file, 'control_port'),
      stdin: portOf(file, 'stdin_port'),
      iopub: portOf(file, 'iopub_port'),
      hb: portOf(file, 'hb_port')
    },
    key: file['key']
  };
}

/** Where a channel is bound, in ZeroMQ's words. */
export function addressOf(connection: Connection, channel: Channel): string {
  const port = connection.ports[channel];
  if (connection.transport === 'ipc') return `ipc://${connection.ip}-${port}`;
  return `tcp://${connection.ip.includes(':') ? `[${connection.ip}]` : connection.ip}:${port}`;
}

/** Whoever reaches a kernel's ports may try to run cells: they are open to this machine alone. */
function loopback(ip: string): string {
  if (ip === 'localhost') return '127.0.0.1';
  if (ip === '::1' || /^127(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}$/.test(ip)) return ip;
  throw new ConnectionError(
    `ip ${shown(ip)}: a kernel listens on this machine alone; use 127.0.0.1, and a gateway to come from elsewhere`
  );
}

function portOf(file: Json, name: string): number {
  const port = file[name];
  if (typeof port === 'number' && Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new ConnectionError(`${name} ${shown(port)}: a number from 1 to 65535 is needed`);
}

function objectOf(text: string): Json {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new ConnectionError(`not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!isJson(value)) throw new ConnectionError('not a JSON object');
  return value;
}

function shown(value: unknown): string {
  return value === undefined ? 'is missing' : JSON.stringify(value);
}
