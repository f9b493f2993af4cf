import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { LossyAnswers } from '../../src/kafka/lossy-answers.js';

/** A request as Kafka frames it: its length, its kind, and no more. */
function request(kind: number): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeInt32BE(8, 0);
  bytes.writeInt16BE(kind, 4);
  return bytes;
}
const [produce, metadata] = [0, 3];

let server: Server;
let heard: number[];
const sockets: Socket[] = [];
beforeEach(async () => {
  heard = [];
  server = createServer(socket =>
    socket.on('data', bytes => {
      heard.push(bytes.readInt16BE(4));
      socket.write('answer');
    })
  );
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
  server.close();
});

/** What comes of one request on a connection of its own. */
function asked(answers: LossyAnswers, kind: number): Promise<string> {
  const { port } = server.address() as AddressInfo;
  const socket = answers.sockets({ host: '127.0.0.1', port, ssl: {}, onConnect: () => socket.write(request(kind)) });
  sockets.push(socket);
  return new Promise(resolve => {
    socket.on('data', bytes => resolve(String(bytes)));
    socket.on('error', error => resolve(error.message));
  });
}

test('an answer is lost when it is asked for: the request has arrived, and its connection breaks', async () => {
  const answers = new LossyAnswers();
  expect(await asked(answers, produce)).toBe('answer');
  answers.loseNext();
  expect(await asked(answers, metadata)).toBe('answer');
  expect(await asked(answers, produce)).toBe('read ECONNRESET');
  expect(await asked(answers, produce)).toBe('answer');
  expect(heard).toEqual([produce, metadata, produce, produce]);
  expect(answers.count).toBe(1);
});
