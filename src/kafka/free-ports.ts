/** Ports that nobody has, for the listeners of brokers of one's own. */
import { randomInt } from 'node:crypto';
import { createServer, type Server } from 'node:net';
import { BrokerError } from './broker-error.js';

/** Systems give their clients ports from above these: one of those could be taken while a killed broker is down. */
const ports = { from: 20_000, until: 32_000 };
const freePortTriesMax = 100;

/** Of the loopback; all are held until the last is known, so that they differ. @throws BrokerError where none is free */
export async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const free: number[] = [];
  for (const server of servers) free.push(await freePort(server));
  await Promise.all(servers.map(server => new Promise(resolve => server.close(resolve))));
  return free;
}

async function freePort(server: Server): Promise<number> {
  for (let tries = 1; tries <= freePortTriesMax; tries += 1) {
    const port = randomInt(ports.from, ports.until);
    const isFree = await new Promise<boolean>(resolve => {
      server.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true));
    });
    if (isFree) return port;
  }
  throw new BrokerError('not started', `no port from ${ports.from} to ${ports.until} is free: end other programs`);
}
