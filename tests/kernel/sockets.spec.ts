import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { readConnection } from '../../src/kernel/connection.js';
import { spillway } from '../../src/kernel/identity.js';
import { Kernel } from '../../src/kernel/kernel.js';
import { Signature } from '../../src/kernel/signature.js';
import { bindSockets } from '../../src/kernel/sockets.js';
import { request, told } from './client.js';
import { Echo } from './echo.js';
import { connectionText, SocketClient } from './socket-client.js';

const key = 'socket key';
const cleanUps: (() => void | Promise<void>)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function connected(path?: string) {
  const text = await connectionText(key, path);
  const connection = readConnection(text);
  const failures: unknown[] = [];
  const sockets = await bindSockets(connection, error => failures.push(error));
  cleanUps.push(() => sockets.close());
  const kernel = new Kernel({
    identity: spillway('1.2.3'),
    signature: new Signature(key),
    load: () => Promise.resolve(new Echo()),
    send: (channel, frames) => sockets.send(channel, frames),
    report: () => undefined
  });
  sockets.listen((channel, frames) => kernel.receive(channel, frames));
  const client = new SocketClient(text);
  cleanUps.push(() => client.close());
  await client.ready();
  return { client, kernel, failures, text };
}

describe('on real sockets, a kernel', () => {
  test('executes a cell', async () => {
    const { client, failures } = await connected();
    const id = await client.send('execute_request', { code: 'print a\nshow b' });
    expect((await client.inbox.reply(id)).content).toMatchObject({ status: 'ok', execution_count: 1 });
    expect(told(await client.inbox.story(id))).toEqual(['busy', 'execute_input', 'stream', 'display_data', 'idle']);
    expect(failures).toEqual([]);
  });

  test('loses no output of a flood, and keeps its order', async () => {
    const { client, failures } = await connected();
    const lines = Array.from({ length: 3000 }, (_, at) => `print ${at}`);
    const story = await client.inbox.story(await client.send('execute_request', { code: lines.join('\n') }));
    const texts = story.filter(message => message.type === 'stream').map(message => message.content['text']);
    expect(texts).toEqual(lines.map(line => `${line.slice(6)}\n`));
    expect(failures).toEqual([]);
  });

  test('is interrupted on control while a cell runs', async () => {
    const { client } = await connected();
    const cell = await client.send('execute_request', { code: 'sleep' });
    await client.inbox.first(message => message.type === 'execute_input' && message.parentId === cell);
    const interrupt = await client.send('interrupt_request', {}, 'control');
    expect(await client.inbox.reply(interrupt)).toMatchObject({ channel: 'control', type: 'interrupt_reply' });
    expect((await client.inbox.reply(cell)).content).toMatchObject({ status: 'error', ename: 'Interrupted' });
  });

  test('sends the reply to a shutdown before it ends', async () => {
    const { client, kernel } = await connected();
    const id = await client.send('shutdown_request', { restart: false }, 'control');
    expect((await client.inbox.reply(id)).content).toEqual({ status: 'ok', restart: false });
    await kernel.ended;
  });

  test('echoes the heartbeat', async () => {
    const { client } = await connected();
    expect(await client.heartbeat('beat')).toBe('beat');
  });

  test('ignores forged messages and random bytes, and goes on', async () => {
    const { client } = await connected();
    await client.sendRaw('shell', request('wrong key', 'execute_request', { code: 'print forged' }).frames);
    await client.sendRaw('control', [Buffer.from([0, 1, 2])]);
    await client.inbox.story(await client.send('execute_request', { code: 'print genuine' }));
    const texts = client.inbox.all.filter(message => message.type === 'stream').map(message => message.content['text']);
    expect(texts).toEqual(['genuine\n']);
  });

  test('goes on after a message that it could not take', async () => {
    const text = await connectionText(key);
    const failures: unknown[] = [];
    const sockets = await bindSockets(readConnection(text), error => failures.push(error));
    cleanUps.push(() => sockets.close());
    const taken: string[] = [];
    const second = new Promise<void>(resolve => {
      sockets.listen((_channel, frames) => {
        taken.push(String(frames.at(-1)));
        if (taken.length === 1) throw new Error('cannot be taken');
        resolve();
      });
    });
    const client = new SocketClient(text);
    cleanUps.push(() => client.close());
    for (const word of ['first', 'second']) await client.sendRaw('shell', [Buffer.from(word)]);
    await second;
    expect(taken).toEqual(['first', 'second']);
    expect(failures).toEqual([new Error('cannot be taken')]);
  });

  test('serves two clients: each gets its replies, both hear what is published', async () => {
    const { client, text } = await connected();
    const other = new SocketClient(text);
    cleanUps.push(() => other.close());
    await other.ready();
    const id = await other.send('execute_request', { code: 'print a' });
    await other.inbox.reply(id);
    expect(told(await client.inbox.story(id))).toContain('stream');
    expect(client.inbox.all.some(message => message.parentId === id && message.channel === 'shell')).toBe(false);
  });

  test('says so when an address is taken', async () => {
    const { text } = await connected();
    await expect(bindSockets(readConnection(text), () => undefined)).rejects.toThrow(/in use/i);
  });

  (process.platform === 'win32' ? test.skip : test)('works over ipc', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kernel-'));
    cleanUps.push(() => rmSync(folder, { recursive: true }));
    const { client } = await connected(join(folder, 'ipc'));
    expect((await client.inbox.reply(await client.send('execute_request', { code: '' }))).content['status']).toBe('ok');
  });
});
