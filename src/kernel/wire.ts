/**
 * Messages as bytes (the wire protocol of Jupyter, jupyter_client `docs/messaging.rst`):
 *
 *   message  => identities... "<IDS|MSG>" signature header parent_header metadata content buffers...
 *   header   => msg_id session username date msg_type version
 */
import { randomUUID } from 'node:crypto';
import type { Signature } from './signature.js';

/** 5.5 adds iopub_welcome, which needs another kind of socket and brings nothing here. */
export const protocolVersion = '5.4';

export type Json = Readonly<Record<string, unknown>>;

export interface Header {
  readonly msg_id: string;
  readonly msg_type: string;
  readonly session: string;
  /** The rest travels back unread, as the parent header of every answer. */
  readonly [field: string]: unknown;
}

/** A message that came in. */
export interface Message {
  /** ZeroMQ's routing prefix; a reply takes it over. */
  readonly identities: readonly Buffer[];
  readonly header: Header;
  readonly content: Json;
}

/** A message that goes out. */
export interface Outgoing {
  readonly identities: readonly Buffer[];
  readonly header: Header;
  readonly parent: Json;
  readonly content: Json;
}

/** These bytes are no message to listen to; the kernel drops them. */
export class WireError extends Error {
  override readonly name = 'WireError';
}

const delimiter = '<IDS|MSG>';

/** Bytes to message. Throws `WireError` for what is malformed, forged or replayed. */
export function decode(frames: readonly Buffer[], signature: Signature): Message {
  const start = frames.findIndex(frame => frame.toString('latin1') === delimiter);
  if (start < 0) throw new WireError('no <IDS|MSG> delimiter');
  const [claimed, header, parent, metadata, content] = frames.slice(start + 1);
  if (!claimed || !header || !parent || !metadata || !content) throw new WireError('fewer than five parts');
  const trust = signature.judge(claimed, [header, parent, metadata, content]);
  if (trust !== 'genuine') throw new WireError(`signature ${trust}`);
  return {
    identities: frames.slice(0, start),
    header: headerOf(parsed(header, 'header')),
    content: parsed(content, 'content')
  };
}

/** Message to bytes, signed. */
export function encode(message: Outgoing, signature: Signature): Buffer[] {
  const parts = [message.header, message.parent, {}, message.content].map(part => Buffer.from(JSON.stringify(part)));
  return [...message.identities, Buffer.from(delimiter), Buffer.from(signature.of(parts)), ...parts];
}

/** Makes the headers of one side of the conversation; its session names this process. */
export class Session {
  readonly id = randomUUID();
  private sent = 0;

  header(type: string): Header {
    this.sent += 1;
    return {
      msg_id: `${this.id}_${this.sent}`,
      session: this.id,
      username: 'kernel',
      date: new Date().toISOString(),
      msg_type: type,
      version: protocolVersion
    };
  }
}

function parsed(bytes: Buffer, part: string): Json {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new WireError(`${part} is not JSON`);
  }
  if (!isJson(value)) throw new WireError(`${part} is not a JSON object`);
  return value;
}

function headerOf(header: Json): Header {
  const { msg_id, msg_type, session } = header;
  if (typeof msg_id !== 'string' || typeof msg_type !== 'string' || typeof session !== 'string')
    throw new WireError('header lacks msg_id, msg_type or session');
  return { ...header, msg_id, msg_type, session };
}

/** Whether a parsed JSON value is an object, not a list or a scalar. */
export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
