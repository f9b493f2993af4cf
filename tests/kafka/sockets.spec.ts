/** A connection on which a broker falls silent is ended, with TLS as without. */
import { once } from 'node:events';
import { createServer as plainServer, type Server, type Socket } from 'node:net';
import { createServer as safeServer } from 'node:tls';
import { afterEach, expect, test } from '@jest/globals';
import { isProduce, openSocket } from '../../src/kafka/sockets.js';

type Hear = (socket: Socket) => void;
/** A key that both know beforehand: TLS without a certificate. */
const psk = Buffer.alloc(16, 7);
const version = { ciphers: 'PSK-AES128-GCM-SHA256', maxVersion: 'TLSv1.2' } as const;
const kinds = [
  { what: 'without TLS', serve: (hear: Hear): Server => plainServer(hear), ssl: null },
  {
    what: 'with TLS',
    serve: (hear: Hear): Server => safeServer({ ...version, pskCallback: () => psk }, hear),
    ssl: { ...version, pskCallback: () => ({ psk, identity: 'spillway' }), checkServerIdentity: () => undefined }
  }
];
const metadata = Buffer.from('0000000600030000', 'hex');
const produce = Buffer.from('0000000600000000', 'hex');
/** Long for an answer on the same machine, however busy it is. */
const answerWithinMs = 1000;
const closing: (() => void)[] = [];

afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** @returns a connection to a broker of that kind, which answers every question but a send, or none. */
async function connected({ serve, ssl }: (typeof kinds)[number], answers: boolean, after = 50): Promise<Socket> {
  const server = serve(socket => {
    closing.push(() => void socket.destroy());
    socket.on('error', () => undefined);
    socket.on('data', (bytes: Buffer) => answers && !isProduce(bytes) && socket.write('answer'));
  });
  closing.push(() => void server.close());
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const socket = await new Promise<Socket>(resolve => {
    const opened = openSocket({ host: '127.0.0.1', port, ssl, onConnect: () => resolve(opened) }, after);
  });
  closing.push(() => void socket.destroy());
  return socket;
}

test.each(kinds)('$what: a question that is not answered ends its connection, as a broken one ends', async kind => {
  const socket = await connected(kind, false);
  socket.write(metadata);
  expect(await once(socket, 'error')).toMatchObject([{ message: 'no answer came', code: 'ECONNRESET' }]);
  expect(socket.destroyed).toBe(true);
});

test.each(kinds)('$what: what was answered does not hang, nor does a send, which may want no answer', async kind => {
  const [socket, silent] = [await connected(kind, true, answerWithinMs), await connected(kind, false, answerWithinMs)];
  socket.write(metadata);
  expect(String(await once(socket, 'data'))).toBe('answer');
  socket.write(produce);
  silent.write(metadata); // whatever waits before it is over before it
  await once(silent, 'error');
  expect(socket.destroyed).toBe(false);
});
