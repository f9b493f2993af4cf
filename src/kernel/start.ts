/** A kernel as a process: connection file, sockets, signals, and one end for every way to end. */
import { readFile } from 'node:fs/promises';
import { ConnectionError, readConnection, type Connection } from './connection.js';
import { spillway } from './identity.js';
import type { Interpreter } from './interpreter.js';
import { Kernel } from './kernel.js';
import { ownParentage, watchParent } from './parent-watch.js';
import { Signature } from './signature.js';
import { bindSockets, type Sockets } from './sockets.js';

export interface Start {
  /** The path of the connection file, as Jupyter put it on the command line. */
  readonly connectionFile: string | undefined;
  readonly version: string;
  /** Called at the first need: after clients know the kernel, so that starting is quick. */
  load(): Promise<Interpreter>;
}

/** Runs a kernel until it is told to end or its parent dies; then ends the process. */
export async function startKernel(start: Start): Promise<void> {
  // A server that died took the pipe with it; that is no reason to fail.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const bound = await bindAt(start.connectionFile);
  if (bound === null) return;
  const { connection, sockets } = bound;
  if (connection.key === '') report(unsigned);
  const kernel = new Kernel({
    identity: spillway(start.version),
    signature: new Signature(connection.key),
    load: () => start.load(),
    send: (channel, frames) => sockets.send(channel, frames),
    report
  });

  const leave = async (): Promise<void> => {
    await kernel.shutDown();
    await sockets.close();
    process.exit(0);
  };
  process.on('uncaughtException', error => kernel.complain(error));
  process.on('unhandledRejection', error => kernel.complain(error));
  // Interrupts come as messages; a Ctrl+C in the server's terminal reaches the whole process group and means the server.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => void leave());
  process.on('SIGHUP', () => void leave());
  watchParent(ownParentage, () => void leave());

  sockets.listen((channel, frames) => kernel.receive(channel, frames));
  kernel.announce();
  await kernel.ended;
  await leave();
}

/** Jupyter's protocol knows kernels without authentication, whose signatures are empty (jupyter_client, `messaging.rst`); it is never silent here. */
const unsigned =
  'the key of the connection file is empty, so messages are not signed: whoever reaches the ports of this kernel on this machine may run cells';

interface Bound {
  readonly connection: Connection;
  readonly sockets: Sockets;
}

/** Binds what the connection file asks for; or says what is wrong with it, sets the exit code and gives null. */
async function bindAt(path: string | undefined): Promise<Bound | null> {
  try {
    if (path === undefined) throw new ConnectionError('none was named; Jupyter names it when it starts a kernel');
    const connection = readConnection(await readFile(path, 'utf8'));
    return { connection, sockets: await bindSockets(connection, unsent) };
  } catch (error) {
    report(`connection file ${path ?? ''}: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
    return null;
  }
}

/** Not by way of the kernel: what cannot be sent would be told by sending. */
function unsent(error: unknown): void {
  report(`a message was lost: ${error instanceof Error ? error.message : String(error)}`);
}

function report(line: string): void {
  process.stderr.write(`spillway kernel: ${line}\n`);
}
