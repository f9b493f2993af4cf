/** A Jupyter client's side of the conversation, in frames: makes signed requests, reads what came back. */
import { createHmac, randomUUID } from 'node:crypto';
import { isJson, type Json } from '../../src/kernel/wire.js';

export interface Received {
  readonly channel: string;
  readonly type: string;
  /** The id of the request that this answers; empty: none. */
  readonly parentId: string;
  readonly parentHeader: Json;
  readonly header: Json;
  readonly content: Json;
  readonly identities: readonly Buffer[];
}

export interface Sent {
  readonly id: string;
  readonly frames: Buffer[];
}

export function sign(key: string, parts: readonly Buffer[]): string {
  const digest = createHmac('sha256', key);
  for (const part of parts) digest.update(part);
  return digest.digest('hex');
}

/** A request as a client sends it through a DEALER socket; `identity` stands where ROUTER puts the peer's. */
export function request(key: string, type: string, content: Json, identity: readonly Buffer[] = []): Sent {
  const id = randomUUID();
  const header = {
    msg_id: id,
    msg_type: type,
    session: 'test',
    username: 'user',
    date: '2020-01-01T00:00:00Z',
    version: '5.4'
  };
  const parts = [header, {}, {}, content].map(part => Buffer.from(JSON.stringify(part)));
  return { id, frames: [...identity, Buffer.from('<IDS|MSG>'), Buffer.from(sign(key, parts)), ...parts] };
}

/** Frames to a message; throws unless the kernel signed them with the key. */
export function received(key: string, channel: string, frames: readonly Buffer[]): Received {
  const start = frames.findIndex(frame => frame.toString() === '<IDS|MSG>');
  const [signature, ...parts] = frames.slice(start + 1);
  if (signature?.toString() !== sign(key, parts)) throw new Error('the kernel signed wrongly');
  const [header, parentHeader, , content] = parts.map(part => JSON.parse(part.toString()) as unknown);
  if (!isJson(header) || !isJson(parentHeader) || !isJson(content)) throw new Error('the kernel sent no message');
  const parentId = parentHeader['msg_id'];
  return {
    channel,
    type: String(header['msg_type']),
    parentId: typeof parentId === 'string' ? parentId : '',
    parentHeader,
    header,
    content,
    identities: frames.slice(0, start)
  };
}

/** Everything that came in, and a way to wait for what is to come. */
export class Inbox {
  readonly all: Received[] = [];
  private readonly waiting: {
    readonly wanted: (message: Received) => boolean;
    readonly found: (message: Received) => void;
  }[] = [];

  put(message: Received): void {
    this.all.push(message);
    for (const waiter of [...this.waiting].filter(each => each.wanted(message))) {
      this.waiting.splice(this.waiting.indexOf(waiter), 1);
      waiter.found(message);
    }
  }

  /** The first message that is wanted, whether it has come already or not. */
  first(wanted: (message: Received) => boolean): Promise<Received> {
    const here = this.all.find(wanted);
    if (here) return Promise.resolve(here);
    return new Promise(found => this.waiting.push({ wanted, found }));
  }

  /** The reply to a request. */
  reply(id: string): Promise<Received> {
    return this.first(message => message.parentId === id && message.channel !== 'iopub');
  }

  /** What iopub said of a request, from its `busy` to its `idle`. */
  async story(id: string): Promise<readonly Received[]> {
    const about = (message: Received) => message.parentId === id && message.channel === 'iopub';
    await this.first(message => about(message) && message.content['execution_state'] === 'idle');
    return this.all.filter(about);
  }
}

/** A story in short: `busy`, `execute_input`, `stream`, …, `idle`. */
export function told(story: readonly Received[]): readonly string[] {
  return story.map(({ type, content }) => (type === 'status' ? String(content['execution_state']) : type));
}
